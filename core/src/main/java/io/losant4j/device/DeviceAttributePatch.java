package io.losant4j.device;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A change to one attribute of a device. Immutable: each method returns a changed copy.
 * Only what was set is sent, and what was not set stays as it is. The data type of an
 * attribute cannot be changed.
 *
 * @see <a href="https://docs.losant.com/rest-api/device-attribute/#patch">Losant: patch a
 * device attribute</a>
 */
public final class DeviceAttributePatch {

	private final Map<String, @Nullable Object> fields;

	private DeviceAttributePatch(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * A change of nothing yet.
	 * @return the change
	 */
	public static DeviceAttributePatch empty() {
		return new DeviceAttributePatch(Map.of());
	}

	/**
	 * Renames the attribute. Its actions are then those of the new name.
	 * @param name the name: 1 to 255 letters, digits, {@code _} or {@code -}
	 * @return a changed copy
	 * @throws IllegalArgumentException if the name is refused
	 */
	public DeviceAttributePatch name(String name) {
		return with("name", Check.key("attribute name", name));
	}

	/**
	 * Tells the MIME type of a blob's bytes.
	 * @param type the MIME type, at most 64 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the type is refused
	 */
	public DeviceAttributePatch contentType(String type) {
		return with("contentType", Check.length("attribute contentType", type, 0, 64));
	}

	/**
	 * Describes the attribute.
	 * @param text the description, at most 32,767 characters; empty to take it away
	 * @return a changed copy
	 * @throws IllegalArgumentException if the text is refused
	 */
	public DeviceAttributePatch description(String text) {
		return with("description", Check.length("attribute description", text, 0, 32_767));
	}

	/**
	 * Replaces all tags of the attribute: one that is not among these is removed.
	 * @param tags all its tags by key, values of 1 to 255 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if a key or a value is refused
	 */
	public DeviceAttributePatch tags(Map<String, String> tags) {
		Map<String, String> copy = Check.frozen(tags);
		DeviceAttribute.requireSendableTags(copy);
		return with("attributeTags", copy);
	}

	/**
	 * Tells how a system device aggregates the attribute.
	 * @param aggregation the aggregation, which replaces the earlier one
	 * @return a changed copy
	 * @throws IllegalArgumentException if the aggregation is refused
	 */
	public DeviceAttributePatch system(SystemAggregation aggregation) {
		return with("system", aggregation.requireSendable());
	}

	private DeviceAttributePatch with(String name, Object value) {
		return new DeviceAttributePatch(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeviceAttributePatch that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DeviceAttributePatch" + this.fields;
	}

}
