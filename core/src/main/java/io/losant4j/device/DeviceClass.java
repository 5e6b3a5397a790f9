package io.losant4j.device;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What kind of device it is. Open: a value that this version does not know is kept as it
 * came.
 *
 * @param value the name on the wire
 */
public record DeviceClass(@JsonValue String value) {

	/** Speaks to Losant by itself. */
	public static final DeviceClass STANDALONE = new DeviceClass("standalone");

	/** Speaks to Losant for itself and for its peripherals. */
	public static final DeviceClass GATEWAY = new DeviceClass("gateway");

	/** Speaks through one gateway. */
	public static final DeviceClass PERIPHERAL = new DeviceClass("peripheral");

	/** Speaks through any gateway. */
	public static final DeviceClass FLOATING = new DeviceClass("floating");

	/** Runs Losant's edge agent. */
	public static final DeviceClass EDGE_COMPUTE = new DeviceClass("edgeCompute");

	/** Aggregates other devices. */
	public static final DeviceClass SYSTEM = new DeviceClass("system");

	/** Runs Losant's embedded edge agent. */
	public static final DeviceClass EMBEDDED = new DeviceClass("embedded");

	/** What may be sent. */
	static final List<DeviceClass> KNOWN = List.of(STANDALONE, GATEWAY, PERIPHERAL, FLOATING, EDGE_COMPUTE, SYSTEM,
			EMBEDDED);

	/**
	 * A value by its name.
	 * @param value the name on the wire, known or not
	 * @return the value
	 */
	@JsonCreator
	public static DeviceClass of(String value) {
		return new DeviceClass(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
