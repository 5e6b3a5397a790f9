package io.losant4j.device;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Whose composite state to list, made of which values, and which page of it. Immutable:
 * each method returns a changed copy.
 */
public final class CompositeStatesQuery {

	private static final List<DeviceSortField> SORT_FIELDS = DeviceSortField.KNOWN.stream()
		.filter((field) -> !field.equals(DeviceSortField.DELETED_AT))
		.toList();

	private final Map<String, @Nullable Object> parameters;

	private final @Nullable DeviceQuery query;

	private CompositeStatesQuery(Map<String, @Nullable Object> parameters, @Nullable DeviceQuery query) {
		this.parameters = parameters;
		this.query = query;
	}

	/**
	 * The last values of all attributes of all devices, by name, the first page of 100.
	 * @return the query
	 */
	public static CompositeStatesQuery all() {
		return new CompositeStatesQuery(Map.of(), null);
	}

	/**
	 * The last values of the devices that match an advanced query.
	 * @param query the advanced query
	 * @return the query
	 */
	public static CompositeStatesQuery where(DeviceQuery query) {
		return new CompositeStatesQuery(Map.of(), query);
	}

	/**
	 * Asks for values that were reported in a range of time.
	 * @param range the range
	 * @return a changed copy
	 */
	public CompositeStatesQuery within(TimeRange range) {
		return with("start", range.start()).with("end", range.end());
	}

	/**
	 * Asks for some attributes only.
	 * @param names the attributes, at least one
	 * @return a changed copy
	 * @throws IllegalArgumentException if a name is refused, or there are none
	 */
	public CompositeStatesQuery attributes(String... names) {
		List<String> attributes = Check.size("attributes", List.of(names), 1, Integer.MAX_VALUE);
		attributes.forEach((name) -> Check.key("attributes", name));
		return with("attributes", String.join(",", attributes));
	}

	/**
	 * Sorts the list.
	 * @param field what by, not the time of deletion
	 * @param direction which way
	 * @return a changed copy
	 * @throws IllegalArgumentException if the field is the time of deletion, or Losant
	 * does not know it or the direction
	 */
	public CompositeStatesQuery sortBy(DeviceSortField field, SortDirection direction) {
		return with("sortField", Check.known("sortField", field, SORT_FIELDS)).with("sortDirection",
				Check.direction(direction));
	}

	/**
	 * Asks for one page.
	 * @param page which page, from 0
	 * @param perPage how many devices a page has, 1 to 1,000
	 * @return a changed copy
	 * @throws IllegalArgumentException if the page or its size is refused
	 */
	public CompositeStatesQuery page(int page, int perPage) {
		return with("page", Check.range("page", page, 0, Integer.MAX_VALUE)).with("perPage",
				Check.range("perPage", perPage, 1, 1_000));
	}

	private CompositeStatesQuery with(String name, Object value) {
		return new CompositeStatesQuery(Check.with(this.parameters, name, value), this.query);
	}

	Map<String, @Nullable Object> parameters() {
		return this.parameters;
	}

	@Nullable DeviceQuery query() {
		return this.query;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CompositeStatesQuery that && this.parameters.equals(that.parameters)
				&& Objects.equals(this.query, that.query);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.parameters, this.query);
	}

	@Override
	public String toString() {
		return "CompositeStatesQuery" + this.parameters + ((this.query != null) ? " where " + this.query : "");
	}

}
