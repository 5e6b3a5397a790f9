package io.losant4j.bulk;

import io.losant4j.device.DeviceCommand;

/**
 * A command, and the device that it is for. Nothing is checked here: a command that
 * Losant would refuse has its own {@link BulkOutcome.Rejected outcome} and stops no
 * other.
 *
 * @param deviceId the id of the device, 24 hexadecimal characters
 * @param command the command
 */
public record CommandTo(String deviceId, DeviceCommand command) {
}
