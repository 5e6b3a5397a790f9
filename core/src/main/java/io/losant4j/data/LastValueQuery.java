package io.losant4j.data;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import io.losant4j.device.Check;
import io.losant4j.device.DeviceQuery;
import io.losant4j.device.TagFilter;
import io.losant4j.device.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * The last value of which attribute of which devices. Immutable: each method returns a
 * changed copy. Only what was set is sent.
 *
 * @see <a href="https://docs.losant.com/rest-api/schemas/#last-value-query">Losant: last
 * value query</a>
 */
public final class LastValueQuery {

	private final Map<String, @Nullable Object> fields;

	private LastValueQuery(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * The last value of an attribute.
	 * @param attribute its name
	 * @return the query
	 * @throws IllegalArgumentException if the name is refused
	 */
	public static LastValueQuery of(String attribute) {
		return new LastValueQuery(Map.of()).with("attribute", Check.key("attribute", attribute));
	}

	/**
	 * Asks for devices by id.
	 * @param ids their ids, 1 to 1,000
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many, or one is not 24
	 * hexadecimal characters
	 */
	public LastValueQuery deviceIds(Collection<String> ids) {
		return with("deviceIds", Check.ids("deviceIds", ids));
	}

	/**
	 * Asks for devices by tags. Whether a device must match all of them or any is not
	 * documented by Losant; use {@link #deviceQuery} where it matters.
	 * @param tags the tags, 1 to 100
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many, or one is empty
	 */
	public LastValueQuery deviceTags(TagFilter... tags) {
		return with("deviceTags", Check.sendable("deviceTags", List.of(tags), 100));
	}

	/**
	 * Asks for devices by an advanced query.
	 * @param query the query
	 * @return a changed copy
	 */
	public LastValueQuery deviceQuery(DeviceQuery query) {
		return with("deviceQuery", query);
	}

	/**
	 * Asks for the last value up to a moment, instead of up to now.
	 * @param end the moment, after 1970-01-01T00:00:00.001Z
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant has no way to write the moment
	 */
	public LastValueQuery until(Instant end) {
		return with("end", TimeRange.until(end).end());
	}

	private LastValueQuery with(String name, Object value) {
		return new LastValueQuery(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LastValueQuery that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "LastValueQuery" + this.fields;
	}

}
