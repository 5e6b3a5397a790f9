package io.losant4j.samples.bulk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.losant4j.LosantApplication;
import io.losant4j.device.Device;
import io.losant4j.device.DevicesQuery;
import reactor.core.publisher.Mono;

/**
 * The devices of the application, by id and by name, as they are when the program starts.
 */
final class Directory {

	private static final Device SEVERAL = new Device(null, null, null, null, null, null, null, null, List.of(),
			List.of(), null, null, null, List.of(), null, null, null, null);

	private final Map<String, Device> byId = new HashMap<>();

	private final Map<String, Device> byName = new HashMap<>();

	static Mono<Directory> of(LosantApplication application) {
		return application.devices()
			.getAll(DevicesQuery.all().excludeConnectionInfo())
			.collect(Directory::new, Directory::add);
	}

	private void add(Device device) {
		if (device.id() != null) {
			this.byId.put(device.id(), device);
		}
		if (device.name() != null) {
			this.byName.merge(device.name(), device, (one, other) -> SEVERAL);
		}
	}

	/**
	 * The device that a row names.
	 * @throws IllegalArgumentException if there is none, or there are several
	 */
	Device find(String column, String value) {
		Device device = column.equals(Columns.ID) ? this.byId.get(value) : this.byName.get(value);
		if (device == null) {
			throw new IllegalArgumentException("there is no device with the " + column + " '" + value + "'");
		}
		if (SEVERAL.equals(device)) {
			throw new IllegalArgumentException("there are several devices with the name '" + value + "'");
		}
		return device;
	}

}
