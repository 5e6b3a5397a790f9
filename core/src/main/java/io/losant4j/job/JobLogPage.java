package io.losant4j.job;

import java.util.List;
import java.util.Map;

import io.losant4j.device.Check;
import io.losant4j.device.SortDirection;
import org.jspecify.annotations.Nullable;

/**
 * One page of job logs. What an answer does not carry is {@code null}, or an empty list.
 *
 * @param items the logs of this page
 * @param count how many logs this page has
 * @param totalCount how many logs match; may change from page to page
 * @param perPage how many logs a page has at most
 * @param page which page this is, from 0
 * @param sortField the field that the list is sorted by
 * @param sortDirection the direction of the order
 * @param applicationId the id of the application
 * @param query the query that was given
 */
public record JobLogPage(List<JobLog> items, @Nullable Integer count, @Nullable Integer totalCount,
		@Nullable Integer perPage, @Nullable Integer page, @Nullable JobLogSortField sortField,
		@Nullable SortDirection sortDirection, @Nullable String applicationId, Map<String, Object> query) {

	public JobLogPage {
		items = Check.frozen(items);
		query = Check.frozen(query);
	}

}
