package io.losant4j.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How many values become one. Open: a value that this version does not know is kept as it
 * came.
 *
 * @param value the name on the wire
 */
public record Aggregation(@JsonValue String value) {

	/** The first value. */
	public static final Aggregation FIRST = new Aggregation("FIRST");

	/** The last value. */
	public static final Aggregation LAST = new Aggregation("LAST");

	/** How many values there are. */
	public static final Aggregation COUNT = new Aggregation("COUNT");

	/** The largest value. */
	public static final Aggregation MAX = new Aggregation("MAX");

	/** The smallest value. */
	public static final Aggregation MIN = new Aggregation("MIN");

	/** The median. */
	public static final Aggregation MEDIAN = new Aggregation("MEDIAN");

	/** The arithmetic mean. */
	public static final Aggregation MEAN = new Aggregation("MEAN");

	/** The sum. */
	public static final Aggregation SUM = new Aggregation("SUM");

	/** The standard deviation. */
	public static final Aggregation STD_DEV = new Aggregation("STD_DEV");

	/**
	 * A value by its name.
	 * @param value the name on the wire, known or not
	 * @return the value
	 */
	@JsonCreator
	public static Aggregation of(String value) {
		return new Aggregation(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
