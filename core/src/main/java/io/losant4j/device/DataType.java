package io.losant4j.device;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What kind of value an attribute has. Open: a value that this version does not know is
 * kept as it came.
 *
 * @param value the name on the wire
 */
public record DataType(@JsonValue String value) {

	/** A number. */
	public static final DataType NUMBER = new DataType("number");

	/** Text. */
	public static final DataType STRING = new DataType("string");

	/** True or false. */
	public static final DataType BOOLEAN = new DataType("boolean");

	/** A position, as text; see {@link Gps}. */
	public static final DataType GPS = new DataType("gps");

	/** Bytes, as Base64 text; see {@link Blob}. */
	public static final DataType BLOB = new DataType("blob");

	/** What may be sent. */
	static final List<DataType> KNOWN = List.of(NUMBER, STRING, BOOLEAN, GPS, BLOB);

	/**
	 * A value by its name.
	 * @param value the name on the wire, known or not
	 * @return the value
	 */
	@JsonCreator
	public static DataType of(String value) {
		return new DataType(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
