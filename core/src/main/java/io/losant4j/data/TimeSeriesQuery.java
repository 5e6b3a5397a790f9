package io.losant4j.data;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import io.losant4j.device.Check;
import io.losant4j.device.DeviceQuery;
import io.losant4j.device.SortDirection;
import io.losant4j.device.TagFilter;
import io.losant4j.device.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Which data of which devices over a range of time, and how it is aggregated. Immutable:
 * each method returns a changed copy. Only what was set is sent.
 *
 * <pre class="code">
 * TimeSeriesQuery.within(TimeRange.last(Duration.ofHours(1)))
 *     .attributes("temperature")
 *     .aggregation(TimeSeriesAggregation.of(Aggregation.MEAN))
 *     .resolution(Duration.ofMinutes(5))
 *     .deviceQuery(DeviceQuery.tag("site").is("berlin"));
 * </pre>
 *
 * @see <a href="https://docs.losant.com/rest-api/schemas/#time-series-query">Losant: time
 * series query</a>
 */
public final class TimeSeriesQuery {

	private final Map<String, @Nullable Object> fields;

	private TimeSeriesQuery(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * The data of a range of time.
	 * @param range the range
	 * @return the query
	 */
	public static TimeSeriesQuery within(TimeRange range) {
		TimeSeriesQuery query = new TimeSeriesQuery(Map.of());
		// The one way to count back from now that Losant documents for this action.
		return ((range.start() < 0 && range.end() == 0) ? query.with("duration", -range.start())
				: query.with("start", range.start()))
			.with("end", range.end());
	}

	/**
	 * Asks for some attributes; Losant returns all unless asked otherwise.
	 * @param names their names, at least one
	 * @return a changed copy
	 * @throws IllegalArgumentException if there is no name, or one is refused
	 */
	public TimeSeriesQuery attributes(String... names) {
		List<String> copy = Check.size("attributes", List.of(names), 1, Integer.MAX_VALUE);
		copy.forEach((name) -> Check.key("attributes", name));
		return with("attributes", copy);
	}

	/**
	 * Makes the values of each interval one.
	 * @param aggregation how
	 * @return a changed copy
	 * @throws IllegalArgumentException if the aggregation is refused
	 */
	public TimeSeriesQuery aggregation(TimeSeriesAggregation aggregation) {
		return with("aggregation", aggregation.requireSendable());
	}

	/**
	 * Tells how long the intervals are that values are aggregated over.
	 * @param length the length, at least a millisecond
	 * @return a changed copy
	 * @throws IllegalArgumentException if the length is shorter than a millisecond
	 */
	public TimeSeriesQuery resolution(Duration length) {
		return with("resolution", Check.millis("resolution", length));
	}

	/**
	 * Asks for devices by id.
	 * @param ids their ids, 1 to 1,000
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many, or one is not 24
	 * hexadecimal characters
	 */
	public TimeSeriesQuery deviceIds(Collection<String> ids) {
		return with("deviceIds", Check.ids("deviceIds", ids));
	}

	/**
	 * Asks for devices by tags. Whether a device must match all of them or any is not
	 * documented by Losant; use {@link #deviceQuery} where it matters.
	 * @param tags the tags, 1 to 100
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many, or one is empty
	 */
	public TimeSeriesQuery deviceTags(TagFilter... tags) {
		return with("deviceTags", Check.sendable("deviceTags", List.of(tags), 100));
	}

	/**
	 * Asks for devices by an advanced query.
	 * @param query the query
	 * @return a changed copy
	 */
	public TimeSeriesQuery deviceQuery(DeviceQuery query) {
		return with("deviceQuery", query);
	}

	/**
	 * Limits the points of an answer.
	 * @param points the most points, at least 1
	 * @return a changed copy
	 * @throws IllegalArgumentException if the limit is less than 1
	 */
	public TimeSeriesQuery limit(int points) {
		return with("limit", Check.range("limit", points, 1, Integer.MAX_VALUE));
	}

	/**
	 * Asks for the newest points first; Losant returns the oldest first unless asked
	 * otherwise.
	 * @return a changed copy
	 */
	public TimeSeriesQuery newestFirst() {
		return with("order", SortDirection.DESCENDING);
	}

	private TimeSeriesQuery with(String name, Object value) {
		return new TimeSeriesQuery(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TimeSeriesQuery that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "TimeSeriesQuery" + this.fields;
	}

}
