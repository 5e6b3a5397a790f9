package io.losant4j.device;

/**
 * A tag of a device. A device may carry several tags with the same key.
 *
 * @param key the key; empty where a server told none
 * @param value the value; empty where a server told none
 * @see <a href="https://docs.losant.com/devices/overview/#device-tags">Losant: device
 * tags</a>
 */
public record DeviceTag(String key, String value) {

	public DeviceTag {
		key = Check.told(key);
		value = Check.told(value);
	}

	/**
	 * A tag, as it may be sent.
	 * @param key the key: 1 to 255 letters, digits, {@code _} or {@code -}
	 * @param value the value: 1 to 255 characters
	 * @return the tag
	 * @throws IllegalArgumentException if the key or the value is refused
	 */
	public static DeviceTag of(String key, String value) {
		return new DeviceTag(key, value).requireSendable();
	}

	DeviceTag requireSendable() {
		Check.key("tag key", this.key);
		Check.length("tag value", this.value, 1, 255);
		return this;
	}

}
