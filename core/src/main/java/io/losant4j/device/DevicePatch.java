package io.losant4j.device;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A change to a device. Immutable: each method returns a changed copy. Only what was set
 * is sent, and what was not set stays as it is.
 *
 * @see <a href="https://docs.losant.com/rest-api/device/#patch">Losant: patch a
 * device</a>
 */
public final class DevicePatch {

	private final DeviceFields fields;

	private DevicePatch(DeviceFields fields) {
		this.fields = fields;
	}

	/**
	 * A change of nothing yet.
	 * @return the change
	 */
	public static DevicePatch empty() {
		return new DevicePatch(DeviceFields.NONE);
	}

	/**
	 * Renames the device.
	 * @param name the name, 1 to 255 characters; need not be unique
	 * @return a changed copy
	 * @throws IllegalArgumentException if the name is refused
	 */
	public DevicePatch name(String name) {
		return new DevicePatch(this.fields.name(name));
	}

	/**
	 * Makes it another kind of device. Losant refuses to make a system out of another
	 * kind, or the reverse.
	 * @param deviceClass the kind
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant does not know the kind
	 */
	public DevicePatch deviceClass(DeviceClass deviceClass) {
		return new DevicePatch(this.fields.deviceClass(deviceClass));
	}

	/**
	 * Describes the device.
	 * @param description at most 32,767 characters; empty to take the description away
	 * @return a changed copy
	 * @throws IllegalArgumentException if the description is refused
	 */
	public DevicePatch description(String description) {
		return new DevicePatch(this.fields.description(description));
	}

	/**
	 * Replaces all tags of the device: one that is not among these is removed.
	 * @param tags all its tags, at most 100; a key may stand there several times
	 * @return a changed copy
	 * @throws IllegalArgumentException if a tag is refused, or there are too many
	 */
	public DevicePatch tags(DeviceTag... tags) {
		return new DevicePatch(this.fields.tags(tags));
	}

	/**
	 * Replaces all attributes of the device: one that is not among these is removed, and
	 * its history with it; so is the history of one whose data type changes. To change
	 * one attribute alone, use {@link DeviceActions#attribute(String)}.
	 * @param attributes all its attributes, at most 256
	 * @return a changed copy
	 * @throws IllegalArgumentException if an attribute is refused, or there are too many
	 */
	public DevicePatch attributes(DeviceAttribute... attributes) {
		return new DevicePatch(this.fields.attributes(attributes));
	}

	/**
	 * Names the gateway that a peripheral speaks through. Losant has no way to take it
	 * away.
	 * @param id the gateway's id
	 * @return a changed copy
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public DevicePatch gatewayId(String id) {
		return new DevicePatch(this.fields.gatewayId(id));
	}

	/**
	 * Names the system device that it belongs to.
	 * @param id the system device's id
	 * @return a changed copy
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public DevicePatch parentId(String id) {
		return new DevicePatch(this.fields.parentId(id));
	}

	/**
	 * Takes the device out of the system device that it belongs to.
	 * @return a changed copy
	 */
	public DevicePatch withoutParent() {
		return new DevicePatch(this.fields.withoutParent());
	}

	/**
	 * Tells how often a system device aggregates.
	 * @param seconds the interval, 5 to 3,600 seconds
	 * @return a changed copy
	 * @throws IllegalArgumentException if the interval is refused
	 */
	public DevicePatch systemInterval(int seconds) {
		return new DevicePatch(this.fields.systemInterval(seconds));
	}

	/**
	 * Tells whether equal consecutive states are kept.
	 * @param keep whether they are kept
	 * @return a changed copy
	 */
	public DevicePatch keepDuplicates(boolean keep) {
		return new DevicePatch(this.fields.keepDuplicates(keep));
	}

	@JsonValue
	DeviceFields fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicePatch that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DevicePatch" + this.fields;
	}

}
