package io.losant4j.device;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One page of composite states. What an answer does not carry is {@code null}, or an
 * empty list.
 *
 * @param items the devices of this page, with their states
 * @param count how many devices this page has
 * @param totalCount how many devices match; may change from page to page
 * @param perPage how many devices a page has at most
 * @param page which page this is, from 0
 * @param sortField the field that the list is sorted by
 * @param sortDirection the direction of the order
 * @param applicationId the id of the application
 * @param query the advanced query that was given
 */
public record CompositeStatePage(List<Item> items, @Nullable Integer count, @Nullable Integer totalCount,
		@Nullable Integer perPage, @Nullable Integer page, @Nullable DeviceSortField sortField,
		@Nullable SortDirection sortDirection, @Nullable String applicationId, Map<String, Object> query) {

	public CompositeStatePage {
		items = Check.frozen(items);
		query = Check.frozen(query);
	}

	/**
	 * A device and its composite state.
	 *
	 * @param id the id of the device
	 * @param name the name of the device; need not be unique
	 * @param compositeState the last values of its attributes
	 */
	public record Item(@Nullable String id, @Nullable String name, @Nullable CompositeState compositeState) {
	}

}
