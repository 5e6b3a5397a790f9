package io.losant4j.device;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.losant4j.http.LosantHttp;
import io.losant4j.http.RestRequest;
import io.losant4j.http.RestResource;
import io.losant4j.stream.Line;
import io.losant4j.stream.LiveLines;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectReader;

final class DefaultDeviceActions implements DeviceActions {

	private static final String PATH = "/applications/{applicationId}/devices/{deviceId}";

	private final String applicationId;

	private final String deviceId;

	private final LosantHttp http;

	private final RestResource device;

	private final LiveLines lines;

	private final StreamOptions stream;

	DefaultDeviceActions(LosantHttp http, LiveLines lines, StreamOptions stream, String applicationId,
			String deviceId) {
		this.http = http;
		this.applicationId = applicationId;
		this.deviceId = deviceId;
		this.device = http.resource(PATH, applicationId, deviceId);
		this.lines = lines;
		this.stream = stream;
	}

	@Override
	public String applicationId() {
		return this.applicationId;
	}

	@Override
	public String deviceId() {
		return this.deviceId;
	}

	@Override
	public Mono<Device> get(GetOption... options) {
		boolean exclude = List.of(options).contains(GetOption.EXCLUDE_CONNECTION_INFO);
		return this.device.get("device.get", "")
			// Only its presence counts: false could mean true.
			.query("excludeConnectionInfo", exclude ? true : null)
			.retrieve(Device.class);
	}

	@Override
	public Mono<Device> patch(DevicePatch patch) {
		return this.device.patch("device.patch", "").body(patch).retrieve(Device.class);
	}

	@Override
	public Mono<Void> delete() {
		return this.device.delete("device.delete", "").retrieveNothing();
	}

	@Override
	public Flux<DeviceState> getState(HistoryQuery query) {
		return this.device.get("device.getState", "/state").query(query.parameters()).retrieveMany(DeviceState.class);
	}

	@Override
	public Mono<Void> sendState(DeviceState state) {
		return send(state.requireSendable(), state.time() != null);
	}

	@Override
	public Mono<Void> sendState(Collection<DeviceState> states) {
		List<DeviceState> sent = List.copyOf(Check.size("states", states, 1, Integer.MAX_VALUE));
		sent.forEach(DeviceState::requireSendable);
		return send(sent, sent.stream().allMatch((state) -> state.time() != null));
	}

	// A state with a time is stored once, however often it is sent.
	private Mono<Void> send(Object states, boolean timed) {
		return this.device.post("device.sendState", "/state").repeatable(timed).body(states).retrieveNothing();
	}

	@Override
	public Flux<DeviceCommand> getCommand(HistoryQuery query) {
		return this.device.get("device.getCommand", "/command")
			.query(query.parameters())
			.retrieveMany(DeviceCommand.class);
	}

	@Override
	public Mono<Void> sendCommand(DeviceCommand command) {
		return this.device.post("device.sendCommand", "/command").body(command.requireSendable()).retrieveNothing();
	}

	@Override
	public Flux<DeviceLogEntry> getLogEntries(HistoryQuery query) {
		return this.device.get("device.getLogEntries", "/logs")
			.query(query.parameters())
			.retrieveMany(DeviceLogEntry.class);
	}

	@Override
	public Mono<CompositeState> getCompositeState(TimeRange range, String... attributes) {
		List<String> names = List.of(attributes);
		names.forEach((name) -> Check.key("attributes", name));
		return within(this.device.get("device.getCompositeState", "/compositeState"), range)
			.query("attributes", names.isEmpty() ? null : String.join(",", names))
			.retrieve(CompositeState.class);
	}

	@Override
	public Mono<JobTicket> removeData(TimeRange range) {
		return within(this.device.delete("device.removeData", "/data"), range).retrieve(JobTicket.class);
	}

	@Override
	public Mono<JobTicket> export(DeviceExport export) {
		RestRequest request = this.device.post("device.export", "/export").query(export.parameters());
		Map<String, @Nullable Object> body = export.body();
		return ((body != null) ? request.body(body) : request).retrieve(JobTicket.class);
	}

	@Override
	public Mono<Void> setConnectionStatus(ConnectionStatus status) {
		return this.device.post("device.setConnectionStatus", "/setConnectionStatus").body(status).retrieveNothing();
	}

	@Override
	public Mono<DevicePayloadCounts> payloadCounts(TimeRange range) {
		return within(this.device.get("device.payloadCounts", "/payloadCounts"), range)
			.retrieve(DevicePayloadCounts.class);
	}

	@Override
	public Mono<PayloadCountsBreakdown> payloadCountsBreakdown(TimeRange range,
			PayloadCountsBreakdown.Resolution resolution) {
		return within(this.device.get("device.payloadCountsBreakdown", "/payloadCountsBreakdown"), range)
			.query("resolution", resolution.millis())
			.retrieve(PayloadCountsBreakdown.class);
	}

	private static RestRequest within(RestRequest request, TimeRange range) {
		return request.query("start", range.start()).query("end", range.end());
	}

	@Override
	public DeviceAttributesActions attributes() {
		return new DefaultDeviceAttributesActions(
				this.http.resource(PATH + "/attributes", this.applicationId, this.deviceId));
	}

	@Override
	public DeviceAttributeActions attribute(String name) {
		return new DefaultDeviceAttributeActions(name, this.http.resource(PATH + "/attributes/{name}",
				this.applicationId, this.deviceId, Check.key("attribute name", name)));
	}

	@Override
	public Flux<DeviceState> stateStream() {
		return stateStream(this.stream);
	}

	@Override
	public Flux<DeviceState> stateStream(StreamOptions options) {
		return this.lines.values(states(options), options);
	}

	@Override
	public Flux<StreamSignal<DeviceState>> stateSignals(StreamOptions options) {
		return this.lines.signals(states(options), options);
	}

	@Override
	public Flux<DeviceCommand> commandStream() {
		return commandStream(this.stream);
	}

	@Override
	public Flux<DeviceCommand> commandStream(StreamOptions options) {
		return this.lines.values(commands(options), options);
	}

	@Override
	public Flux<StreamSignal<DeviceCommand>> commandSignals(StreamOptions options) {
		return this.lines.signals(commands(options), options);
	}

	private Line<DeviceState> states(StreamOptions options) {
		return line(this.device.get("device.stateStream", "/stateStream"), "deviceState", DeviceState.class, options)
			.withHistory(DeviceHistory.ofStates(this::getState));
	}

	private Line<DeviceCommand> commands(StreamOptions options) {
		return line(this.device.get("device.commandStream", "/commandStream"), "deviceCommand", DeviceCommand.class,
				options)
			.withHistory(DeviceHistory.ofCommands(this::getCommand));
	}

	private <T> Line<T> line(RestRequest request, String event, Class<T> type, StreamOptions options) {
		request.query("keepAliveInterval", options.keepAlive().toSeconds());
		ObjectReader reader = this.http.reader(type);
		return new Line<>(List.of(this.applicationId, this.deviceId, event), request.name(), event, request::stream,
				(bytes, offset, length) -> type.cast(reader.readValue(bytes, offset, length)));
	}

}
