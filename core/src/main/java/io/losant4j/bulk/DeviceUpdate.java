package io.losant4j.bulk;

import io.losant4j.device.DevicePatch;

/**
 * A change, and the device that it is for. Nothing is checked here: an update that Losant
 * would refuse has its own {@link BulkOutcome.Rejected outcome} and stops no other.
 *
 * @param deviceId the id of the device, 24 hexadecimal characters
 * @param patch what to change, at least one field
 */
public record DeviceUpdate(String deviceId, DevicePatch patch) {
}
