package io.losant4j.bulk;

import java.util.Objects;

import io.losant4j.device.DeviceState;

/**
 * A state, and the device that it is of. Nothing is checked here: a report that Losant
 * would refuse has its own {@link WriteOutcome.Rejected outcome} and stops no other.
 *
 * <p>
 * The outcome of a report carries this very instance, which tells two equal reports
 * apart.
 *
 * @param deviceId the id of the device, 24 hexadecimal characters
 * @param state the state; one without a time gets the moment at which the writer takes it
 */
public record DeviceReport(String deviceId, DeviceState state) {

	public DeviceReport {
		Objects.requireNonNull(deviceId, "deviceId");
		Objects.requireNonNull(state, "state");
	}

}
