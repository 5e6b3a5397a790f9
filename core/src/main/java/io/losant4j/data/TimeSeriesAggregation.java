package io.losant4j.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.losant4j.device.Aggregation;
import io.losant4j.device.Check;

/**
 * How the values of an interval become one. Open: a type that this version does not know
 * is kept as it came.
 *
 * @param type the function
 * @param options its options by name, such as the {@code value} of {@code TIMEATVALUE};
 * never {@code null}
 */
public record TimeSeriesAggregation(Aggregation type, Map<String, Object> options) {

	/** All values as they were reported, each for itself. */
	public static final TimeSeriesAggregation NONE = of(Aggregation.of("NONE"));

	private static final List<Aggregation> KNOWN = List.of(Aggregation.FIRST, Aggregation.LAST, Aggregation.COUNT,
			Aggregation.MAX, Aggregation.MIN, Aggregation.MEDIAN, Aggregation.MEAN, Aggregation.SUM,
			Aggregation.STD_DEV, Aggregation.of("NONE"), Aggregation.of("TIMEATVALUE"));

	public TimeSeriesAggregation {
		options = Check.frozen(options);
	}

	/**
	 * An aggregation without options.
	 * @param type the function, such as {@link Aggregation#MEAN}
	 * @return the aggregation
	 */
	public static TimeSeriesAggregation of(Aggregation type) {
		return new TimeSeriesAggregation(type, Map.of());
	}

	/**
	 * How long the attribute had a value.
	 * @param value the value: a finite {@link Number}, a {@link Boolean}, or a
	 * {@link String} of at most 255 characters
	 * @return the aggregation
	 * @throws IllegalArgumentException if the value is refused
	 */
	public static TimeSeriesAggregation timeAtValue(Object value) {
		if (value instanceof String text) {
			Check.length("timeAtValue", text, 0, 255);
		}
		else if (!(value instanceof Boolean || Check.isFinite(value))) {
			Object shown = (value instanceof Number) ? value : "a " + value.getClass().getName();
			throw new IllegalArgumentException(
					"timeAtValue must be a finite number, a string or a boolean, was " + shown);
		}
		return new TimeSeriesAggregation(Aggregation.of("TIMEATVALUE"), Map.of("value", value));
	}

	TimeSeriesAggregation requireSendable() {
		Check.known("aggregation", this.type, KNOWN);
		boolean takesValue = this.type.value().equals("TIMEATVALUE");
		if (!this.options.keySet().equals(takesValue ? Set.of("value") : Set.of())) {
			throw new IllegalArgumentException("aggregation " + this.type + " must have "
					+ (takesValue ? "the one option 'value'" : "no options") + ", was " + this.options.keySet());
		}
		return this;
	}

	/** Reads a name, or an object with a type and options. */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	static TimeSeriesAggregation read(Object json) {
		if (!(json instanceof Map<?, ?> object)) {
			return of(Aggregation.of(json.toString()));
		}
		Map<String, Object> options = new LinkedHashMap<>();
		if (object.get("options") instanceof Map<?, ?> given) {
			given.forEach((name, value) -> options.put(String.valueOf(name), value));
		}
		return new TimeSeriesAggregation(Aggregation.of(Objects.toString(object.get("type"), "")), options);
	}

	@JsonValue
	Object json() {
		return this.options.isEmpty() ? this.type
				: Check.with(Check.with(Map.of(), "type", this.type), "options", this.options);
	}

	@Override
	public String toString() {
		return this.options.isEmpty() ? this.type.toString() : this.type + this.options.toString();
	}

}
