package io.losant4j.device;

import io.losant4j.http.LosantHttp;
import io.losant4j.http.RestRequest;
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

	@Override
	public Mono<BulkResult<DevicesUpdated>> patch(DevicesPatch patch) {
		return bulk(this.devices.patch("devices.patch", "").body(patch), DevicesUpdated.class);
	}

	@Override
	public Mono<BulkResult<DevicesDeleted>> delete(DevicesSelection selection) {
		return bulk(this.devices.post("devices.delete", "/delete").body(selection), DevicesDeleted.class);
	}

	@Override
	public Mono<BulkResult<DevicesRestored>> restore(DevicesSelection selection) {
		return bulk(this.devices.post("devices.restore", "/restore").body(selection), DevicesRestored.class);
	}

	@Override
	public Mono<BulkResult<DevicesDataRemoved>> removeData(DevicesRemoveData removal) {
		return bulk(this.devices.post("devices.removeData", "/removeData").body(removal), DevicesDataRemoved.class);
	}

	@Override
	public Mono<BulkResult<Success>> sendCommand(MultiDeviceCommand command) {
		return bulk(this.devices.post("devices.sendCommand", "/command").body(command), Success.class);
	}

	/**
	 * Only the body tells whether a job was queued: the status was 200, 201 and 202 in
	 * the course of the versions.
	 */
	private static <T> Mono<BulkResult<T>> bulk(RestRequest request, Class<T> completed) {
		return request.<Object>retrieve((body) -> body.path("jobQueued").asBoolean(false) ? JobTicket.class : completed)
			.map((answer) -> (answer instanceof JobTicket ticket) ? new BulkResult.Enqueued<>(ticket)
					: new BulkResult.Completed<>(completed.cast(answer)));
	}

}
