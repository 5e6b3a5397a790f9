package io.losant4j.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One thing to change on many devices. Unlike a {@link DevicePatch}, it can change one
 * tag or one attribute and leave the others alone. Losant knows these since version
 * 1.17.2 of its API.
 *
 * @see <a href="https://docs.losant.com/devices/bulk-actions/">Losant: bulk device
 * actions</a>
 */
public final class UpdateOperation {

	private final Map<String, Object> fields;

	private UpdateOperation(Map<String, Object> fields) {
		this.fields = fields;
	}

	/**
	 * Renames the devices, all to the same name.
	 * @param name the name, 1 to 255 characters
	 * @return the operation
	 * @throws IllegalArgumentException if the name is refused
	 */
	public static UpdateOperation setName(String name) {
		return set("name", Check.length("name", name, 1, 255));
	}

	/**
	 * Makes them another kind of device. Losant refuses to make a system out of another
	 * kind, or the reverse.
	 * @param deviceClass the kind
	 * @return the operation
	 * @throws IllegalArgumentException if Losant does not know the kind
	 */
	public static UpdateOperation setDeviceClass(DeviceClass deviceClass) {
		return set("deviceClass", Check.known("deviceClass", deviceClass, DeviceClass.KNOWN));
	}

	/**
	 * Describes the devices.
	 * @param description at most 32,767 characters
	 * @return the operation
	 * @throws IllegalArgumentException if the description is refused
	 */
	public static UpdateOperation setDescription(String description) {
		return set("description", Check.length("description", description, 0, 32_767));
	}

	/**
	 * Names the gateway that peripherals speak through.
	 * @param id the gateway's id
	 * @return the operation
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public static UpdateOperation setGatewayId(String id) {
		return set("gatewayId", Check.id("gatewayId", id));
	}

	/**
	 * Names the system device that they belong to.
	 * @param id the system device's id
	 * @return the operation
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public static UpdateOperation setParentId(String id) {
		return set("parentId", Check.id("parentId", id));
	}

	/**
	 * Tells how often system devices aggregate.
	 * @param seconds the interval, 5 to 3,600 seconds
	 * @return the operation
	 * @throws IllegalArgumentException if the interval is refused
	 */
	public static UpdateOperation setSystemInterval(int seconds) {
		return set("systemInterval", Check.range("systemInterval", seconds, 5, 3_600));
	}

	/**
	 * Tells whether equal consecutive states are kept.
	 * @param keep whether they are kept
	 * @return the operation
	 */
	public static UpdateOperation setKeepDuplicates(boolean keep) {
		return set("keepDuplicates", keep);
	}

	/**
	 * Gives the devices a tag, instead of the one with the same key if they have it.
	 * @param tag the tag
	 * @return the operation
	 * @throws IllegalArgumentException if the tag is refused
	 */
	public static UpdateOperation setTag(DeviceTag tag) {
		return set("tag", tag.requireSendable());
	}

	/**
	 * Gives an attribute a tag, instead of the one with the same key if it has it.
	 * @param attributeName the attribute
	 * @param tag the tag
	 * @return the operation
	 * @throws IllegalArgumentException if the name or the tag is refused
	 */
	public static UpdateOperation setAttributeTag(String attributeName, DeviceTag tag) {
		return set("attributeTag", tag.requireSendable()).at("attributeName", attributeName);
	}

	/**
	 * Describes an attribute.
	 * @param attributeName the attribute
	 * @param description at most 32,767 characters
	 * @return the operation
	 * @throws IllegalArgumentException if the name or the description is refused
	 */
	public static UpdateOperation setAttributeDescription(String attributeName, String description) {
		return set("attributeDescription", Check.length("description", description, 0, 32_767)).at("attributeName",
				attributeName);
	}

	/**
	 * Tells the MIME type of the bytes of a blob attribute.
	 * @param attributeName the attribute
	 * @param contentType the MIME type, 1 to 64 characters
	 * @return the operation
	 * @throws IllegalArgumentException if the name or the type is refused
	 */
	public static UpdateOperation setAttributeContentType(String attributeName, String contentType) {
		return set("attributeContentType", Check.length("contentType", contentType, 1, 64)).at("attributeName",
				attributeName);
	}

	/**
	 * Renames an attribute.
	 * @param attributeName the name that it has
	 * @param newName the name that it gets
	 * @return the operation
	 * @throws IllegalArgumentException if a name is refused
	 */
	public static UpdateOperation setAttributeName(String attributeName, String newName) {
		return set("attributeName", Check.key("newName", newName)).at("attributeName", attributeName);
	}

	/**
	 * Takes the description away.
	 * @return the operation
	 */
	public static UpdateOperation removeDescription() {
		return of("remove", "description");
	}

	/**
	 * Takes the devices out of the system devices that they belong to.
	 * @return the operation
	 */
	public static UpdateOperation removeParentId() {
		return of("remove", "parentId");
	}

	/**
	 * Takes the tag with this key away.
	 * @param tagKey the tag's key
	 * @return the operation
	 * @throws IllegalArgumentException if the key is refused
	 */
	public static UpdateOperation removeTag(String tagKey) {
		return of("remove", "tag").at("tagKey", tagKey);
	}

	/**
	 * Takes an attribute away, and its history with it.
	 * @param attributeName the attribute
	 * @return the operation
	 * @throws IllegalArgumentException if the name is refused
	 */
	public static UpdateOperation removeAttribute(String attributeName) {
		return of("remove", "attribute").at("attributeName", attributeName);
	}

	/**
	 * Takes a tag of an attribute away.
	 * @param attributeName the attribute
	 * @param tagKey the tag's key
	 * @return the operation
	 * @throws IllegalArgumentException if the name or the key is refused
	 */
	public static UpdateOperation removeAttributeTag(String attributeName, String tagKey) {
		return of("remove", "attributeTag").at("attributeName", attributeName).at("tagKey", tagKey);
	}

	/**
	 * Takes the description of an attribute away.
	 * @param attributeName the attribute
	 * @return the operation
	 * @throws IllegalArgumentException if the name is refused
	 */
	public static UpdateOperation removeAttributeDescription(String attributeName) {
		return of("remove", "attributeDescription").at("attributeName", attributeName);
	}

	/**
	 * Gives the devices an attribute.
	 * @param attribute the attribute
	 * @return the operation
	 * @throws IllegalArgumentException if the attribute is refused
	 */
	public static UpdateOperation addAttribute(DeviceAttribute attribute) {
		return of("add", "attribute").with("value", attribute.requireSendable());
	}

	/**
	 * Gives system devices an attribute that aggregates.
	 * @param attribute the attribute, with its {@link DeviceAttribute#withSystem
	 * aggregation}
	 * @return the operation
	 * @throws IllegalArgumentException if the attribute is refused
	 */
	public static UpdateOperation addAttributeSystem(DeviceAttribute attribute) {
		return of("add", "attributeSystem").with("value", attribute.requireSendable());
	}

	private static UpdateOperation set(String target, Object value) {
		return of("set", target).with("value", value);
	}

	private static UpdateOperation of(String operation, String target) {
		return new UpdateOperation(Map.of()).with("operation", operation).with("target", target);
	}

	private UpdateOperation at(String field, String key) {
		return with(field, Check.key(field, key));
	}

	private UpdateOperation with(String field, Object value) {
		Map<String, Object> more = new LinkedHashMap<>(this.fields);
		more.put(field, value);
		return new UpdateOperation(more);
	}

	/**
	 * What Losant changes at most once in a request: a tag of this key, or a field of the
	 * device. Empty for attributes, which may be renamed and described in one request.
	 */
	Optional<String> changesOnce() {
		String target = String.valueOf(this.fields.get("target"));
		if (target.equals("tag")) {
			return Optional.of("tag "
					+ ((this.fields.get("value") instanceof DeviceTag tag) ? tag.key() : this.fields.get("tagKey")));
		}
		return Optional.of(target).filter((name) -> !name.startsWith("attribute"));
	}

	@JsonValue
	Map<String, Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UpdateOperation that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "UpdateOperation" + this.fields;
	}

}
