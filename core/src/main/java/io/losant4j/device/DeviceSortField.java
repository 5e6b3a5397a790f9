package io.losant4j.device;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a list of devices is sorted by. Open: a value that this version does not know is
 * kept as it came.
 *
 * @param value the name on the wire
 */
public record DeviceSortField(@JsonValue String value) {

	/** By name. */
	public static final DeviceSortField NAME = new DeviceSortField("name");

	/** By id: the one order that stays the same while devices are renamed. */
	public static final DeviceSortField ID = new DeviceSortField("id");

	/** By the time of creation. */
	public static final DeviceSortField CREATION_DATE = new DeviceSortField("creationDate");

	/** By the time of the last change. */
	public static final DeviceSortField LAST_UPDATED = new DeviceSortField("lastUpdated");

	/** By connection status. */
	public static final DeviceSortField CONNECTION_STATUS = new DeviceSortField("connectionStatus");

	/** By the time of deletion. */
	public static final DeviceSortField DELETED_AT = new DeviceSortField("deletedAt");

	/** What may be sent. */
	static final List<DeviceSortField> KNOWN = List.of(NAME, ID, CREATION_DATE, LAST_UPDATED, CONNECTION_STATUS,
			DELETED_AT);

	/**
	 * A value by its name.
	 * @param value the name on the wire, known or not
	 * @return the value
	 */
	@JsonCreator
	public static DeviceSortField of(String value) {
		return new DeviceSortField(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
