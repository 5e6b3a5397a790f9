package io.losant4j.simulator;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The one application of a simulator and its devices.
 */
final class Application {

	private static final long RESTORABLE = TimeUnit.DAYS.toMillis(93);

	private final String id;

	private final Clock clock;

	private final Ids ids;

	private final long created;

	private final int keptStates;

	private final Map<String, Device> devices = new ConcurrentHashMap<>();

	Application(String id, Clock clock, int keptStates) {
		this.id = id;
		this.clock = clock;
		this.ids = new Ids(clock);
		this.created = clock.millis();
		this.keptStates = keptStates;
	}

	String id() {
		return this.id;
	}

	long created() {
		return this.created;
	}

	/** The maker of ids for all that the application has. */
	Ids ids() {
		return this.ids;
	}

	long now() {
		return this.clock.millis();
	}

	/** Makes a device, its relations checked. */
	Device add(Profile profile) {
		Relations.check(this, null, profile);
		Device device = new Device(this.ids.next(), profile, now(), this.keptStates);
		this.devices.put(device.id(), device);
		return device;
	}

	/** Changes a device, its relations checked, and returns whether that changed it. */
	boolean update(Device device, Map<String, String> renamed, UnaryOperator<Profile> change) {
		synchronized (device) {
			Profile next = change.apply(device.profile());
			if (next.equals(device.profile())) {
				return false;
			}
			Relations.check(this, device, next);
			device.become(next, renamed, now());
			return true;
		}
	}

	/** The device of that id, {@code null} where there is none or it was deleted. */
	@Nullable Device find(String deviceId) {
		Device device = this.devices.get(deviceId.toLowerCase(Locale.ROOT));
		return (device == null || device.isDeleted()) ? null : device;
	}

	/** The devices that were not deleted, in no order. */
	Stream<Device> living() {
		return this.devices.values().stream().filter((device) -> !device.isDeleted());
	}

	/** The devices that were deleted and may come back, in no order. */
	Stream<Device> deleted() {
		long eldest = now() - RESTORABLE;
		return this.devices.values().stream().filter((device) -> {
			Long deletedAt = device.deletedAt();
			return deletedAt != null && deletedAt >= eldest;
		});
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
		if (!call.id("applicationId").equalsIgnoreCase(this.id)) {
			throw ApiError.notFound("Application");
		}
	}

}
