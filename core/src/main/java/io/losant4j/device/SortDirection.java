package io.losant4j.device;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The direction of an order. Open: a value that this version does not know is kept, in
 * lower case, since servers answer both {@code asc} and {@code ASC}.
 *
 * @param value the name on the wire, in lower case
 */
public record SortDirection(@JsonValue String value) {

	/** Smallest, or oldest, first. */
	public static final SortDirection ASCENDING = new SortDirection("asc");

	/** Largest, or newest, first. */
	public static final SortDirection DESCENDING = new SortDirection("desc");

	/** What may be sent. */
	static final List<SortDirection> KNOWN = List.of(ASCENDING, DESCENDING);

	public SortDirection {
		value = value.toLowerCase(Locale.ROOT);
	}

	/**
	 * A direction by its name.
	 * @param value the name on the wire, in any case
	 * @return the direction
	 */
	@JsonCreator
	public static SortDirection of(String value) {
		return new SortDirection(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
