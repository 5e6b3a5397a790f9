package io.losant4j.device;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A field that holds an id of 24 hex characters. Ids are ordered by the time at which
 * they were given. Losant takes exactly one comparison of such a field; several are
 * joined by {@link DeviceQuery#and and}. {@link DeviceQuery#ids} takes more ids than a
 * list may hold.
 */
public final class DeviceQueryId extends DeviceQueryField<String, DeviceQuery> {

	DeviceQueryId(String name) {
		super(name, Map.of());
	}

	@Override
	Object onTheWire(String where, String value) {
		return value;
	}

	@Override
	DeviceQuery query(String name, Map<String, @Nullable Object> operators) {
		return new DeviceQuery(name, operators);
	}

}
