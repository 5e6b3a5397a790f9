package io.losant4j.device;

import java.util.List;

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
		// Adding an attribute once more is an error, and each time may be a job.
		return bulk(this.devices.patch("devices.patch", "").repeatable(false).body(patch), DevicesUpdated.class);
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

	@Override
	public Mono<JobTicket> export(DevicesExport export) {
		RestRequest request = this.devices.post("devices.export", "/export");
		return (export.fitsParameters() ? request.query(export.fields()) : request.body(export))
			.retrieve(JobTicket.class);
	}

	@Override
	public Mono<JobTicket> payloadCounts(PayloadCountsExport export) {
		RestRequest request = this.devices.post("devices.payloadCounts", "/payloadCounts");
		return (export.equals(PayloadCountsExport.all()) ? request : request.body(export)).retrieve(JobTicket.class);
	}

	@Override
	public Mono<CompositeStatePage> getCompositeState(CompositeStatesQuery query) {
		return this.devices.get("devices.getCompositeState", "/compositeState")
			.query(query.parameters())
			.queryJson("query", query.query())
			.retrieve(CompositeStatePage.class);
	}

	@Override
	public Mono<AttributeNames> attributeNames(NamesQuery query, DataType... dataTypes) {
		List<DataType> types = List.of(dataTypes);
		types.forEach((type) -> Check.known("dataType", type, DataType.KNOWN));
		return names("attributeNames", query).query("dataType", (types.size() == 1) ? types.get(0) : types)
			.retrieve(AttributeNames.class);
	}

	@Override
	public Mono<TagKeys> tagKeys(NamesQuery query) {
		return names("tagKeys", query).retrieve(TagKeys.class);
	}

	@Override
	public Mono<TagValues> tagValues(String key, NamesQuery query) {
		return names("tagValues", query).query("key", Check.key("key", key)).retrieve(TagValues.class);
	}

	@Override
	public Mono<DeviceNames> deviceNames(NamesQuery query) {
		return names("deviceNames", query).retrieve(DeviceNames.class);
	}

	private RestRequest names(String action, NamesQuery query) {
		return this.devices.get("devices." + action, "/" + action)
			.query(query.parameters())
			.queryJson("query", query.query());
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
