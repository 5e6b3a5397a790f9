package io.losant4j.device;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a list of attributes is sorted or filtered by. Open: a value that this version
 * does not know is kept as it came.
 *
 * @param value the name on the wire
 */
public record DeviceAttributeField(@JsonValue String value) {

	/** By name. */
	public static final DeviceAttributeField NAME = new DeviceAttributeField("name");

	/** By data type. */
	public static final DeviceAttributeField DATA_TYPE = new DeviceAttributeField("dataType");

	/** What may be sent. */
	static final List<DeviceAttributeField> KNOWN = List.of(NAME, DATA_TYPE);

	/**
	 * A value by its name.
	 * @param value the name on the wire, known or not
	 * @return the value
	 */
	@JsonCreator
	public static DeviceAttributeField of(String value) {
		return new DeviceAttributeField(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
