package io.losant4j.device;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The attributes of a device, which Losant lists without pages. What an answer does not
 * carry is {@code null}, or an empty list; the filter is echoed only when it was given.
 *
 * @param items the attributes
 * @param count how many attributes the answer has
 * @param totalCount how many attributes match
 * @param filter the filter that was given
 * @param filterField the field that the filter was for
 * @param sortField the field that the list is sorted by
 * @param sortDirection the direction of the order
 * @param applicationId the id of the application
 * @param deviceId the id of the device
 */
public record DeviceAttributeList(List<DeviceAttribute> items, @Nullable Integer count, @Nullable Integer totalCount,
		@Nullable String filter, @Nullable DeviceAttributeField filterField, @Nullable DeviceAttributeField sortField,
		@Nullable SortDirection sortDirection, @Nullable String applicationId, @Nullable String deviceId) {

	public DeviceAttributeList {
		items = Check.frozen(items);
	}

}
