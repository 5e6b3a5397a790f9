package io.losant4j.simulator;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The one application of a simulator and its devices.
 */
final class Application {

	private final String id;

	private final Clock clock;

	private final Ids ids;

	private final Map<String, Device> devices = new ConcurrentHashMap<>();

	Application(String id, Clock clock) {
		this.id = id;
		this.clock = clock;
		this.ids = new Ids(clock);
	}

	String id() {
		return this.id;
	}

	long now() {
		return this.clock.millis();
	}

	/** Makes a device, its relations checked. */
	Device add(Profile profile) {
		Relations.check(this, null, profile);
		Device device = new Device(this.ids.next(), profile, now());
		this.devices.put(device.id(), device);
		return device;
	}

	/** The device of that id, {@code null} where there is none or it was deleted. */
	@Nullable Device find(String deviceId) {
		Device device = this.devices.get(deviceId);
		return (device == null || device.isDeleted()) ? null : device;
	}

	/** The devices that were not deleted, in no order. */
	Stream<Device> living() {
		return this.devices.values().stream().filter((device) -> !device.isDeleted());
	}

	/** The devices that were deleted and may come back, in no order. */
	Stream<Device> deleted() {
		return this.devices.values().stream().filter(Device::isDeleted);
	}

	/** The application and the device that a call names, both known and permitted. */
	Device device(Call call) {
		require(call);
		String deviceId = call.id("deviceId");
		call.caller().requireDevice(deviceId);
		Device device = find(deviceId);
		if (device == null) {
			throw ApiError.notFound("Device");
		}
		return device;
	}

	/** The application that a call names, known. */
	void require(Call call) {
		if (!call.id("applicationId").equals(this.id)) {
			throw ApiError.notFound("Application");
		}
	}

}
