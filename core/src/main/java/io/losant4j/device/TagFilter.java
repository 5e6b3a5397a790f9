package io.losant4j.device;

import org.jspecify.annotations.Nullable;

/**
 * Matches devices by a tag's key, its value, or both. Whether a list of filters means all
 * of them or any is not documented by Losant; use a {@link DeviceQuery} where it matters.
 *
 * @param key the key, or {@code null} for any
 * @param value the value, or {@code null} for any
 */
public record TagFilter(@Nullable String key, @Nullable String value) {

	/**
	 * Devices that carry a tag with this key.
	 * @param key the key: 1 to 255 letters, digits, {@code _} or {@code -}
	 * @return the filter
	 * @throws IllegalArgumentException if the key is refused
	 */
	public static TagFilter ofKey(String key) {
		return new TagFilter(key, null).requireSendable();
	}

	/**
	 * Devices that carry a tag with this value.
	 * @param value the value, 1 to 255 characters
	 * @return the filter
	 * @throws IllegalArgumentException if the value is refused
	 */
	public static TagFilter ofValue(String value) {
		return new TagFilter(null, value).requireSendable();
	}

	/**
	 * Devices that carry this tag.
	 * @param key the key: 1 to 255 letters, digits, {@code _} or {@code -}
	 * @param value the value, 1 to 255 characters
	 * @return the filter
	 * @throws IllegalArgumentException if the key or the value is refused
	 */
	public static TagFilter of(String key, String value) {
		return new TagFilter(key, value).requireSendable();
	}

	/**
	 * An answer may echo a filter that a request must not carry; one of neither key nor
	 * value would match every device.
	 */
	TagFilter requireSendable() {
		if (this.key == null && this.value == null) {
			throw new IllegalArgumentException("tag filter must have a key or a value, was " + this);
		}
		if (this.key != null) {
			Check.key("tag key", this.key);
		}
		if (this.value != null) {
			Check.length("tag value", this.value, 1, 255);
		}
		return this;
	}

}
