package io.losant4j.device;

import io.losant4j.http.LosantHttp;
import io.losant4j.http.RestResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class DefaultDevicesActions implements DevicesActions {

	private final String applicationId;

	private final RestResource devices;

	DefaultDevicesActions(LosantHttp http, String applicationId) {
		this.applicationId = applicationId;
		this.devices = http.resource("/applications/{applicationId}/devices", applicationId);
	}

	@Override
	public String applicationId() {
		return this.applicationId;
	}

	@Override
	public Mono<DevicePage> get(DevicesQuery query) {
		return this.devices.get("devices.get", "")
			.query(query.parameters())
			.queryJson("query", query.query())
			.retrieve(DevicePage.class);
	}

	@Override
	public Flux<Device> getAll(DevicesQuery query) {
		return DevicePages.run(query, this::get);
	}

	@Override
	public Mono<Device> post(DevicePost device) {
		return this.devices.post("devices.post", "").body(device).retrieve(Device.class);
	}

}
