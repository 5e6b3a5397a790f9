package io.losant4j.device;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which devices to list, in which order, and which page of them. Immutable: each method
 * returns a changed copy.
 */
public final class DevicesQuery {

	private static final int MAX_PER_PAGE = 1_000;

	private static final List<DeviceSortField> STABLE = List.of(DeviceSortField.ID, DeviceSortField.CREATION_DATE);

	private final Map<String, @Nullable Object> parameters;

	private final @Nullable DeviceQuery query;

	private DevicesQuery(Map<String, @Nullable Object> parameters, @Nullable DeviceQuery query) {
		this.parameters = parameters;
		this.query = query;
	}

	/**
	 * All devices, by name, the first page of 100; of 1,000 before version 1.18.0 of the
	 * API.
	 * @return the query
	 */
	public static DevicesQuery all() {
		return new DevicesQuery(Map.of(), null);
	}

	/**
	 * The devices that match an advanced query. Losant would then ignore {@link #filter},
	 * {@link #deviceClass}, {@link #tagged} and {@link #childrenOf} and answer more
	 * devices than were asked for: none of them goes with it.
	 * @param query the advanced query
	 * @return the query
	 */
	public static DevicesQuery where(DeviceQuery query) {
		return new DevicesQuery(Map.of(), query);
	}

	/**
	 * Sorts the list.
	 * @param field what by
	 * @param direction which way
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant does not know the field or the direction
	 */
	public DevicesQuery sortBy(DeviceSortField field, SortDirection direction) {
		return with("sortField", Check.known("sortField", field, DeviceSortField.KNOWN)).with("sortDirection",
				Check.direction(direction));
	}

	/**
	 * Asks for one page.
	 * @param page which page, from 0
	 * @param perPage how many devices a page has, 1 to 1,000
	 * @return a changed copy
	 * @throws IllegalArgumentException if the page or its size is refused
	 */
	public DevicesQuery page(int page, int perPage) {
		return with("page", Check.range("page", page, 0, Integer.MAX_VALUE)).with("perPage",
				Check.range("perPage", perPage, 1, MAX_PER_PAGE));
	}

	/**
	 * Asks for devices by name.
	 * @param namePattern a name; {@code *} stands for any characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if this is an advanced query
	 */
	public DevicesQuery filter(String namePattern) {
		return narrowed("filter").with("filterField", "name").with("filter", namePattern);
	}

	/**
	 * Asks for devices of some kinds.
	 * @param deviceClasses the kinds, at least one
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many, Losant does not
	 * know one, or this is an advanced query
	 */
	public DevicesQuery deviceClass(DeviceClass... deviceClasses) {
		List<DeviceClass> classes = Check.size("deviceClass", List.of(deviceClasses), 1, 100);
		classes.forEach((known) -> Check.known("deviceClass", known, DeviceClass.KNOWN));
		return narrowed("deviceClass").with("deviceClass", (classes.size() == 1) ? classes.get(0) : classes);
	}

	/**
	 * Asks for devices by tags.
	 * @param tagFilters the tags, at most 20; a {@link DeviceQuery} has room for more
	 * @return a changed copy
	 * @throws IllegalArgumentException if there are none or too many, one is refused, or
	 * this is an advanced query
	 */
	public DevicesQuery tagged(TagFilter... tagFilters) {
		return narrowed("tagFilter").with("tagFilter",
				Check.sendable("tagFilter", List.of(tagFilters), 20).stream().map(DevicesQuery::brackets).toList());
	}

	private static Map<String, String> brackets(TagFilter filter) {
		Map<String, String> fields = new LinkedHashMap<>();
		if (filter.key() != null) {
			fields.put("key", filter.key());
		}
		if (filter.value() != null) {
			fields.put("value", filter.value());
		}
		return fields;
	}

	/**
	 * Asks for the children of a system device.
	 * @param parentId the system device's id
	 * @return a changed copy
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters, or
	 * this is an advanced query
	 */
	public DevicesQuery childrenOf(String parentId) {
		return narrowed("parentId").with("parentId", Check.id("parentId", parentId));
	}

	/**
	 * Leaves out whether the devices are connected, which makes the answer cheaper for
	 * Losant.
	 * @return a changed copy
	 */
	public DevicesQuery excludeConnectionInfo() {
		return with("excludeConnectionInfo", true);
	}

	/**
	 * Asks for deleted devices instead of those that exist.
	 * @return a changed copy
	 */
	public DevicesQuery deleted() {
		return with("queryDeleted", true);
	}

	/**
	 * The first of all pages: of the largest size unless this query names another, and in
	 * an order that does not shift while devices are renamed, reported or connected.
	 */
	DevicesQuery firstOfAllPages() {
		DevicesQuery ordered = this;
		if (this.parameters.get("sortField") instanceof DeviceSortField field) {
			Check.known("sortField of all pages", field, STABLE);
		}
		else {
			ordered = sortBy(DeviceSortField.ID, SortDirection.ASCENDING);
		}
		return ordered.parameters.containsKey("page") ? ordered : ordered.page(0, MAX_PER_PAGE);
	}

	DevicesQuery nextPage() {
		int page = (this.parameters.get("page") instanceof Integer number) ? number : 0;
		return with("page", page + 1);
	}

	private DevicesQuery narrowed(String parameter) {
		if (this.query != null) {
			throw new IllegalArgumentException(parameter
					+ " must not go with an advanced query, which Losant would heed alone, was with " + this.query);
		}
		return this;
	}

	private DevicesQuery with(String name, Object value) {
		return new DevicesQuery(Check.with(this.parameters, name, value), this.query);
	}

	Map<String, @Nullable Object> parameters() {
		return this.parameters;
	}

	@Nullable DeviceQuery query() {
		return this.query;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicesQuery that && this.parameters.equals(that.parameters)
				&& Objects.equals(this.query, that.query);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.parameters, this.query);
	}

	@Override
	public String toString() {
		return "DevicesQuery" + this.parameters + ((this.query != null) ? " where " + this.query : "");
	}

}
