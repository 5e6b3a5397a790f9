package io.losant4j.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.losant4j.device.Check;
import io.losant4j.device.SortDirection;
import org.jspecify.annotations.Nullable;

/**
 * Which job logs to list, in which order, and which page of them. Immutable: each method
 * returns a changed copy, and a log must match all that is said.
 *
 * @see <a href=
 * "https://docs.losant.com/rest-api/schemas/#advanced-application-job-log-query">Losant:
 * advanced application job log query</a>
 */
public final class JobLogsQuery {

	private final Map<String, @Nullable Object> parameters;

	private final Map<String, @Nullable Object> query;

	private JobLogsQuery(Map<String, @Nullable Object> parameters, Map<String, @Nullable Object> query) {
		this.parameters = parameters;
		this.query = query;
	}

	/**
	 * All job logs of the application, the first queued first, the first page of 100.
	 * @return the query
	 */
	public static JobLogsQuery all() {
		return new JobLogsQuery(Map.of(), Map.of());
	}

	/**
	 * The logs of jobs that were queued since a moment.
	 * @param start the moment, included; cut to the millisecond
	 * @return the query
	 */
	public static JobLogsQuery queuedSince(Instant start) {
		return all().where("runQueuedAt", Map.of("$gte", Check.epochMilli("start", start)));
	}

	/**
	 * The logs of jobs that were queued between two moments.
	 * @param start the earlier moment, included; cut to the millisecond
	 * @param end the later moment, not included; cut to the millisecond
	 * @return the query
	 */
	public static JobLogsQuery queuedBetween(Instant start, Instant end) {
		Map<String, Long> range = new LinkedHashMap<>();
		range.put("$gte", Check.epochMilli("start", start));
		range.put("$lt", Check.epochMilli("end", end));
		return all().where("runQueuedAt", range);
	}

	/**
	 * Asks for jobs about a kind of resource.
	 * @param type the kind, such as {@code device}
	 * @return a changed copy
	 * @throws IllegalArgumentException if the kind is not 1 to 255 letters, digits,
	 * {@code _} or {@code -}
	 */
	public JobLogsQuery resourceType(String type) {
		return where("resourceType", Check.key("resourceType", type));
	}

	/**
	 * Asks for jobs about one resource.
	 * @param id the id of the resource
	 * @return a changed copy
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public JobLogsQuery resourceId(String id) {
		return where("resourceId", Check.id("resourceId", id));
	}

	/**
	 * Asks for jobs that do one thing.
	 * @param name the name of the job
	 * @return a changed copy
	 */
	public JobLogsQuery name(String name) {
		return where("name", name);
	}

	/**
	 * Asks for jobs that are so far.
	 * @param statuses one of these, 1 to 100
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many
	 */
	public JobLogsQuery status(JobStatus... statuses) {
		return where("status", Map.of("$in", Check.size("status", List.of(statuses), 1, 100)));
	}

	/**
	 * Sorts the list.
	 * @param field what by
	 * @param direction which way
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant does not know the field or the direction
	 */
	public JobLogsQuery sortBy(JobLogSortField field, SortDirection direction) {
		return with("sortField", Check.known("sortField", field, JobLogSortField.KNOWN)).with("sortDirection",
				Check.direction(direction));
	}

	/**
	 * Asks for one page.
	 * @param page which page, from 0
	 * @param perPage how many logs a page has, 1 to 1,000
	 * @return a changed copy
	 * @throws IllegalArgumentException if the page or its size is refused
	 */
	public JobLogsQuery page(int page, int perPage) {
		return with("page", Check.range("page", page, 0, Integer.MAX_VALUE)).with("perPage",
				Check.range("perPage", perPage, 1, 1_000));
	}

	/** The newest hundred that match. */
	JobLogsQuery newest() {
		return sortBy(JobLogSortField.RUN_QUEUED_AT, SortDirection.DESCENDING).page(0, 100);
	}

	private JobLogsQuery where(String field, Object condition) {
		return new JobLogsQuery(this.parameters, Check.with(this.query, field, condition));
	}

	private JobLogsQuery with(String name, Object value) {
		return new JobLogsQuery(Check.with(this.parameters, name, value), this.query);
	}

	Map<String, @Nullable Object> parameters() {
		return this.parameters;
	}

	/** The query as JSON, or {@code null} where it asks for everything. */
	@Nullable Map<String, @Nullable Object> query() {
		return this.query.isEmpty() ? null : this.query;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof JobLogsQuery that && this.parameters.equals(that.parameters)
				&& this.query.equals(that.query);
	}

	@Override
	public int hashCode() {
		return 31 * this.parameters.hashCode() + this.query.hashCode();
	}

	@Override
	public String toString() {
		return "JobLogsQuery" + this.parameters + (this.query.isEmpty() ? "" : " where " + this.query);
	}

}
