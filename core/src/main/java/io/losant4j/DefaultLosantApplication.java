package io.losant4j;

import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceHandles;
import io.losant4j.device.DevicesActions;

final class DefaultLosantApplication implements LosantApplication {

	private final DeviceHandles handles;

	private final DevicesActions devices;

	DefaultLosantApplication(DeviceHandles handles, String id) {
		this.handles = handles;
		this.devices = handles.devices(id);
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
	public String toString() {
		return "LosantApplication[" + id() + "]";
	}

}
