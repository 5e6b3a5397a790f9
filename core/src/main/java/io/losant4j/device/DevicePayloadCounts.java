package io.losant4j.device;

/**
 * How many payloads a device caused, by type. Losant leaves out a type that did not
 * occur: it is 0.
 *
 * @param deviceCommand commands sent to the device
 * @param deviceConnect connects
 * @param deviceDisconnect disconnects
 * @param deviceState states reported
 * @param mqttIn other messages from the device
 * @param mqttOut other messages to the device
 */
public record DevicePayloadCounts(long deviceCommand, long deviceConnect, long deviceDisconnect, long deviceState,
		long mqttIn, long mqttOut) {
}
