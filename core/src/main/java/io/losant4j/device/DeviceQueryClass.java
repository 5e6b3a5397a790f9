package io.losant4j.device;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A field that holds the class of a device.
 */
public final class DeviceQueryClass extends DeviceQueryField<DeviceClass, DeviceQuery> {

	DeviceQueryClass(String name) {
		super(name, Map.of());
	}

	@Override
	Object onTheWire(String where, DeviceClass value) {
		return value.value();
	}

	@Override
	DeviceQuery query(String name, Map<String, @Nullable Object> operators) {
		return new DeviceQuery(name, operators);
	}

}
