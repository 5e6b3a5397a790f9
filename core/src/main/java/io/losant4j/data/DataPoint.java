package io.losant4j.data;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.losant4j.device.Check;
import org.jspecify.annotations.Nullable;

/**
 * What the attributes of a device were at one moment, or in the interval that begins with
 * it. What an answer does not carry is {@code null}, or an empty map.
 *
 * @param time the moment, or the beginning of the interval
 * @param data the values by attribute: {@link Number}, {@link String} or {@link Boolean};
 * a whole number is read as {@code Integer}, {@code Long} or {@code BigInteger}, any
 * other number as {@code BigDecimal}, with all its digits
 */
public record DataPoint(@Nullable Instant time, Map<String, Object> data) {

	public DataPoint {
		data = Check.frozen(data);
	}

	/**
	 * A number that the point carries.
	 * @param attribute the attribute
	 * @return its value, empty where the point does not carry it or it is not a number
	 */
	public Optional<Number> number(String attribute) {
		return value(attribute, Number.class);
	}

	/**
	 * A text that the point carries; positions and blobs are texts too.
	 * @param attribute the attribute
	 * @return its value, empty where the point does not carry it or it is not a text
	 */
	public Optional<String> text(String attribute) {
		return value(attribute, String.class);
	}

	/**
	 * A truth value that the point carries.
	 * @param attribute the attribute
	 * @return its value, empty where the point does not carry it or it is not a truth
	 * value
	 */
	public Optional<Boolean> bool(String attribute) {
		return value(attribute, Boolean.class);
	}

	private <T> Optional<T> value(String attribute, Class<T> type) {
		return Optional.ofNullable(this.data.get(attribute)).filter(type::isInstance).map(type::cast);
	}

}
