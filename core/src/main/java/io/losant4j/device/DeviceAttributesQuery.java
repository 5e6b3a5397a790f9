package io.losant4j.device;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Which attributes of a device to list, and in which order. Immutable: each method
 * returns a changed copy.
 */
public final class DeviceAttributesQuery {

	private final Map<String, @Nullable Object> parameters;

	private DeviceAttributesQuery(Map<String, @Nullable Object> parameters) {
		this.parameters = parameters;
	}

	/**
	 * All attributes, by name.
	 * @return the query
	 */
	public static DeviceAttributesQuery all() {
		return new DeviceAttributesQuery(Map.of());
	}

	/**
	 * Sorts the list.
	 * @param field what by
	 * @param direction which way
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant does not know the field or the direction
	 */
	public DeviceAttributesQuery sortBy(DeviceAttributeField field, SortDirection direction) {
		return with("sortField", Check.known("sortField", field, DeviceAttributeField.KNOWN)).with("sortDirection",
				Check.direction(direction));
	}

	/**
	 * Asks for some attributes.
	 * @param field what to look at
	 * @param pattern what it must be; {@code *} stands for any characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant does not know the field
	 */
	public DeviceAttributesQuery filter(DeviceAttributeField field, String pattern) {
		return with("filterField", Check.known("filterField", field, DeviceAttributeField.KNOWN)).with("filter",
				pattern);
	}

	private DeviceAttributesQuery with(String name, Object value) {
		return new DeviceAttributesQuery(Check.with(this.parameters, name, value));
	}

	Map<String, @Nullable Object> parameters() {
		return this.parameters;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeviceAttributesQuery that && this.parameters.equals(that.parameters);
	}

	@Override
	public int hashCode() {
		return this.parameters.hashCode();
	}

	@Override
	public String toString() {
		return "DeviceAttributesQuery" + this.parameters;
	}

}
