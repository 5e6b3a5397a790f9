package io.losant4j.device;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;

/**
 * One page of devices. What an answer does not carry is {@code null}, or an empty list;
 * filters are echoed only when they were given.
 *
 * @param items the devices of this page
 * @param count how many devices this page has
 * @param totalCount how many devices match; may change from page to page
 * @param perPage how many devices a page has at most
 * @param page which page this is, from 0
 * @param filter the filter that was given
 * @param filterField the field that the filter was for
 * @param sortField the field that the list is sorted by
 * @param sortDirection the direction of the order
 * @param applicationId the id of the application
 * @param deviceClass the kinds of device that were asked for
 * @param tagFilter the tag filters that were given
 * @param parentId the system device that was asked for
 * @param query the advanced query that was given
 */
public record DevicePage(List<Device> items, @Nullable Integer count, @Nullable Integer totalCount,
		@Nullable Integer perPage, @Nullable Integer page, @Nullable String filter, @Nullable String filterField,
		@Nullable DeviceSortField sortField, @Nullable SortDirection sortDirection, @Nullable String applicationId,
		@JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<DeviceClass> deviceClass,
		List<TagFilter> tagFilter, @Nullable String parentId, Map<String, Object> query) {

	public DevicePage {
		items = Check.frozen(items);
		deviceClass = Check.frozen(deviceClass);
		tagFilter = Check.frozen(tagFilter);
		query = Check.frozen(query);
	}

}
