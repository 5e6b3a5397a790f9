package io.losant4j.device;

import io.losant4j.http.LosantHttp;
import io.losant4j.stream.LiveLines;
import io.losant4j.stream.StreamOptions;

/**
 * Makes the handles of this room. Public for the front door of this library, not for
 * users of it.
 */
public final class DeviceHandles {

	private final LosantHttp http;

	private final LiveLines lines;

	private final StreamOptions stream;

	/**
	 * The handles of one client.
	 * @param http the client's HTTP
	 * @param lines the client's live lines
	 * @param stream the options of streams that are asked for without any
	 */
	public DeviceHandles(LosantHttp http, LiveLines lines, StreamOptions stream) {
		this.http = http;
		this.lines = lines;
		this.stream = stream;
	}

	/**
	 * The actions on one device.
	 * @param applicationId the id of the application
	 * @param deviceId the id of the device
	 * @return the actions
	 * @throws IllegalArgumentException if an id is not 24 hexadecimal characters
	 */
	public DeviceActions device(String applicationId, String deviceId) {
		return new DefaultDeviceActions(this.http, this.lines, this.stream, applicationId, deviceId);
	}

	/**
	 * The actions on the devices of an application.
	 * @param applicationId the id of the application
	 * @return the actions
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public DevicesActions devices(String applicationId) {
		return new DefaultDevicesActions(this.http, applicationId);
	}

}
