package io.losant4j.device;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Devices by name.
 *
 * @param deviceSummary the devices, at most 1,000; never {@code null}
 */
public record DeviceNames(List<Summary> deviceSummary) {

	public DeviceNames {
		deviceSummary = Check.frozen(deviceSummary);
	}

	/**
	 * A device, as far as it takes to tell it from others.
	 *
	 * @param id the id
	 * @param deviceClass what kind of device it is
	 * @param name the name; need not be unique
	 */
	public record Summary(@Nullable String id, @Nullable DeviceClass deviceClass, @Nullable String name) {
	}

}
