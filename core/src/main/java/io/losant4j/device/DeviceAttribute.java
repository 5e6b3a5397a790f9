package io.losant4j.device;

import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of a device: one thing that it reports.
 *
 * @param name the name; empty where a server told none
 * @param dataType what kind of value it has; an empty one where a server told none
 * @param contentType the MIME type of a blob's bytes, or {@code null}
 * @param description a description, or {@code null}
 * @param attributeTags the tags of the attribute by key; never {@code null}
 * @param system how a system device aggregates it, or {@code null}
 * @param applicationId the id of the application, where Losant answers an attribute
 * alone; never sent
 * @param deviceId the id of the device, where Losant answers an attribute alone; never
 * sent
 * @see <a href="https://docs.losant.com/devices/attributes/">Losant: device
 * attributes</a>
 */
public record DeviceAttribute(String name, DataType dataType, @Nullable String contentType,
		@Nullable String description, @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> attributeTags,
		@Nullable SystemAggregation system, @Nullable String applicationId, @Nullable String deviceId) {

	private static final DataType UNTOLD = DataType.of("");

	public DeviceAttribute {
		name = Check.told(name);
		dataType = Objects.requireNonNullElse(dataType, UNTOLD);
		attributeTags = Check.frozen(attributeTags);
	}

	/**
	 * An attribute, as it may be sent. One that holds a blob needs a content type too.
	 * @param name the name: 1 to 255 letters, digits, {@code _} or {@code -}
	 * @param dataType what kind of value it has
	 * @return the attribute
	 * @throws IllegalArgumentException if the name or the type is refused
	 */
	public static DeviceAttribute of(String name, DataType dataType) {
		return new DeviceAttribute(name, dataType, null, null, Map.of(), null, null, null).checked();
	}

	/**
	 * Tells the MIME type of a blob's bytes. Losant requires one for a blob.
	 * @param type the MIME type, at most 64 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the type is refused
	 */
	public DeviceAttribute withContentType(String type) {
		return new DeviceAttribute(this.name, this.dataType, type, this.description, this.attributeTags, this.system,
				null, null)
			.checked();
	}

	/**
	 * Describes the attribute.
	 * @param text the description, at most 32,767 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the text is refused
	 */
	public DeviceAttribute withDescription(String text) {
		return new DeviceAttribute(this.name, this.dataType, this.contentType, text, this.attributeTags, this.system,
				null, null)
			.checked();
	}

	/**
	 * Tags the attribute.
	 * @param tags the tags by key, values of 1 to 255 characters; they replace all
	 * earlier ones
	 * @return a changed copy
	 * @throws IllegalArgumentException if a key or a value is refused
	 */
	public DeviceAttribute withTags(Map<String, String> tags) {
		return new DeviceAttribute(this.name, this.dataType, this.contentType, this.description, tags, this.system,
				null, null)
			.checked();
	}

	/**
	 * Tells how a system device aggregates the attribute.
	 * @param aggregation the aggregation
	 * @return a changed copy
	 * @throws IllegalArgumentException if the aggregation is refused
	 */
	public DeviceAttribute withSystem(SystemAggregation aggregation) {
		return new DeviceAttribute(this.name, this.dataType, this.contentType, this.description, this.attributeTags,
				aggregation, null, null)
			.checked();
	}

	/**
	 * The attribute as it may be sent: whole, and without the ids that Losant tells.
	 */
	DeviceAttribute requireSendable() {
		if (this.dataType.equals(DataType.BLOB)) {
			Check.length("attribute contentType of a blob", this.contentType, 1, 64);
		}
		return new DeviceAttribute(this.name, this.dataType, this.contentType, this.description, this.attributeTags,
				this.system, null, null)
			.checked();
	}

	private DeviceAttribute checked() {
		Check.key("attribute name", this.name);
		Check.known("attribute dataType", this.dataType, DataType.KNOWN);
		if (this.contentType != null) {
			Check.length("attribute contentType", this.contentType, 0, 64);
		}
		if (this.description != null) {
			Check.length("attribute description", this.description, 0, 32_767);
		}
		requireSendableTags(this.attributeTags);
		if (this.system != null) {
			this.system.requireSendable();
		}
		return this;
	}

	static void requireSendableTags(Map<String, String> tags) {
		tags.forEach((key, value) -> {
			Check.key("attribute tag key", key);
			Check.length("attribute tag value", value, 1, 255);
		});
	}

}
