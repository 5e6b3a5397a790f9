package io.losant4j.bulk;

import io.losant4j.device.DeviceHandles;
import io.losant4j.http.LosantHttp;

/**
 * Makes the writers of one client, which share its count of calls to each device. Public
 * for the front door of this library, not for users of it.
 */
public final class StateWriters {

	private final LosantHttp http;

	private final DeviceHandles devices;

	private final WriterListener listener;

	private final DeviceWindows windows = new DeviceWindows();

	/**
	 * The writers of one client.
	 * @param http the client's HTTP
	 * @param devices the handles of the client's devices
	 * @param listeners are told what the writers do
	 */
	public StateWriters(LosantHttp http, DeviceHandles devices, WriterListener... listeners) {
		this.http = http;
		this.devices = devices;
		this.listener = new QuietListener(listeners);
	}

	/**
	 * A writer to the devices of an application.
	 * @param applicationId the id of the application
	 * @param options how it works
	 * @return the writer
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public StateWriter writer(String applicationId, WriterOptions options) {
		Transport transport = new LosantTransport(this.http, this.devices, applicationId, options.callTimeout());
		return new DefaultStateWriter(transport, options, this.windows, Timing.real(), this.listener);
	}

}
