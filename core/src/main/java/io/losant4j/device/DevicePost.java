package io.losant4j.device;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A device to create. Immutable: each method returns a changed copy. Only what was set is
 * sent.
 *
 * @see <a href="https://docs.losant.com/rest-api/devices/#post">Losant: create a
 * device</a>
 */
public final class DevicePost {

	private final DeviceFields fields;

	private DevicePost(DeviceFields fields) {
		this.fields = fields;
	}

	/**
	 * A device of this name.
	 * @param name the name, 1 to 255 characters; need not be unique
	 * @return the device to create
	 * @throws IllegalArgumentException if the name is refused
	 */
	public static DevicePost named(String name) {
		return new DevicePost(DeviceFields.NONE.name(name));
	}

	/**
	 * Tells what kind of device it is. Losant makes it standalone by default.
	 * @param deviceClass the kind
	 * @return a changed copy
	 * @throws IllegalArgumentException if Losant does not know the kind
	 */
	public DevicePost deviceClass(DeviceClass deviceClass) {
		return new DevicePost(this.fields.deviceClass(deviceClass));
	}

	/**
	 * Describes the device.
	 * @param description at most 32,767 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the description is refused
	 */
	public DevicePost description(String description) {
		return new DevicePost(this.fields.description(description));
	}

	/**
	 * Tags the device.
	 * @param tags all its tags, at most 100; a key may stand there several times
	 * @return a changed copy
	 * @throws IllegalArgumentException if a tag is refused, or there are too many
	 */
	public DevicePost tags(DeviceTag... tags) {
		return new DevicePost(this.fields.tags(tags));
	}

	/**
	 * Gives the device its attributes.
	 * @param attributes all its attributes, at most 256
	 * @return a changed copy
	 * @throws IllegalArgumentException if an attribute is refused, or there are too many
	 */
	public DevicePost attributes(DeviceAttribute... attributes) {
		return new DevicePost(this.fields.attributes(attributes));
	}

	/**
	 * Names the gateway that a peripheral speaks through.
	 * @param id the gateway's id
	 * @return a changed copy
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public DevicePost gatewayId(String id) {
		return new DevicePost(this.fields.gatewayId(id));
	}

	/**
	 * Names the system device that it belongs to.
	 * @param id the system device's id
	 * @return a changed copy
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public DevicePost parentId(String id) {
		return new DevicePost(this.fields.parentId(id));
	}

	/**
	 * Tells how often a system device aggregates.
	 * @param seconds the interval, 5 to 3,600 seconds
	 * @return a changed copy
	 * @throws IllegalArgumentException if the interval is refused
	 */
	public DevicePost systemInterval(int seconds) {
		return new DevicePost(this.fields.systemInterval(seconds));
	}

	/**
	 * Tells whether equal consecutive states are kept.
	 * @param keep whether they are kept
	 * @return a changed copy
	 */
	public DevicePost keepDuplicates(boolean keep) {
		return new DevicePost(this.fields.keepDuplicates(keep));
	}

	@JsonValue
	DeviceFields fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicePost that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DevicePost" + this.fields;
	}

}
