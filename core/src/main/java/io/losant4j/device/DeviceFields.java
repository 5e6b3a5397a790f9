package io.losant4j.device;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a device that may be sent, by their name on the wire: what a device to
 * create and a change to a device have in common. A field that is not there is not sent;
 * one that is {@code null} is sent as null.
 *
 * @param values the fields that were set, in that order
 */
record DeviceFields(@JsonValue Map<String, @Nullable Object> values) {

	static final DeviceFields NONE = new DeviceFields(Map.of());

	DeviceFields name(String name) {
		return with("name", Check.length("name", name, 1, 255));
	}

	DeviceFields deviceClass(DeviceClass deviceClass) {
		return with("deviceClass", Check.known("deviceClass", deviceClass, DeviceClass.KNOWN));
	}

	DeviceFields description(String description) {
		return with("description", Check.length("description", description, 0, 32_767));
	}

	DeviceFields tags(DeviceTag... tags) {
		return with("tags",
				Check.size("tags", List.of(tags), 0, 100).stream().map(DeviceTag::requireSendable).toList());
	}

	DeviceFields attributes(DeviceAttribute... attributes) {
		return with("attributes",
				Check.size("attributes", List.of(attributes), 0, 256)
					.stream()
					.map(DeviceAttribute::requireSendable)
					.toList());
	}

	DeviceFields gatewayId(String id) {
		return with("gatewayId", Check.id("gatewayId", id));
	}

	DeviceFields parentId(String id) {
		return with("parentId", Check.id("parentId", id));
	}

	DeviceFields withoutParent() {
		return with("parentId", null);
	}

	DeviceFields systemInterval(int seconds) {
		return with("systemInterval", Check.range("systemInterval", seconds, 5, 3_600));
	}

	DeviceFields keepDuplicates(boolean keep) {
		return with("keepDuplicates", keep);
	}

	private DeviceFields with(String name, @Nullable Object value) {
		return new DeviceFields(Check.with(this.values, name, value));
	}

	@Override
	public String toString() {
		return this.values.toString();
	}

}
