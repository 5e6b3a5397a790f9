package io.losant4j;

import io.losant4j.data.DataActions;
import io.losant4j.data.DataHandles;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceHandles;
import io.losant4j.device.DevicesActions;

final class DefaultLosantApplication implements LosantApplication {

	private final DeviceHandles handles;

	private final DevicesActions devices;

	private final DataActions data;

	DefaultLosantApplication(DeviceHandles handles, DataHandles data, String id) {
		this.handles = handles;
		this.devices = handles.devices(id);
		this.data = data.data(id);
	}

	@Override
	public String id() {
		return this.devices.applicationId();
	}

	@Override
	public DeviceActions device(String deviceId) {
		return this.handles.device(id(), deviceId);
	}

	@Override
	public DevicesActions devices() {
		return this.devices;
	}

	@Override
	public DataActions data() {
		return this.data;
	}

	@Override
	public String toString() {
		return "LosantApplication[" + id() + "]";
	}

}
