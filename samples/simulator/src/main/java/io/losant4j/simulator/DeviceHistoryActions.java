package io.losant4j.simulator;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a device says and is told, written and read.
 */
final class DeviceHistoryActions {

	private static final long OLDEST_STATE = TimeUnit.DAYS.toMillis(30);

	private static final long NEWEST_STATE = TimeUnit.DAYS.toMillis(1);

	private final Application application;

	private final Throttle throttle;

	private DeviceHistoryActions(Application application, Throttle throttle) {
		this.application = application;
		this.throttle = throttle;
	}

	static void addTo(Router router, Application application, Throttle throttle) {
		DeviceHistoryActions actions = new DeviceHistoryActions(application, throttle);
		String path = DeviceActions.PATH;
		router.on("device.sendState", "POST", path + "/state", actions::sendState);
		router.on("device.getState", "GET", path + "/state", actions::getState);
		router.on("device.sendCommand", "POST", path + "/command", actions::sendCommand);
		router.on("device.getCommand", "GET", path + "/command", actions::getCommand);
		router.on("device.getLogEntries", "GET", path + "/logs", actions::getLogEntries);
		router.on("device.setConnectionStatus", "POST", path + "/setConnectionStatus", actions::setConnectionStatus);
		router.on("device.getCompositeState", "GET", path + "/compositeState", actions::getCompositeState);
	}

	/** All of the report is read before any of it is kept. */
	private Answer sendState(Call call) {
		Device device = this.application.device(call);
		this.throttle.admit("sendState", device.id(), this.application.now());
		JsonNode body = call.body("deviceState", DeviceRules.STATE_OR_STATES);
		long now = this.application.now();
		List<Report> reports = body.isArray() ? Report.allChecked(device.profile(), body, now)
				: List.of(Report.checked("deviceState", device.profile(), body, now));
		Window kept = new Window(now - OLDEST_STATE, now + NEWEST_STATE);
		for (Report report : reports) {
			device.counts().count(PayloadCounts.Kind.STATE, now);
			if (kept.contains(report.time())) {
				device.report(report.time(), report.readings());
			}
			else {
				device.ignore();
			}
		}
		return Answer.success();
	}

	private Answer getState(Call call) {
		return history(call, this.application.device(call).states(), (time, readings) -> readings.toJson(time));
	}

	private Answer sendCommand(Call call) {
		Device device = this.application.device(call);
		this.throttle.admit("sendCommand", device.id(), this.application.now());
		JsonNode body = call.body("deviceCommand", DeviceRules.COMMAND);
		tell(device, body, this.application.now());
		return Answer.success();
	}

	/** Sends a command, checked, to a device. */
	static void tell(Device device, JsonNode command, long now) {
		device.counts().count(PayloadCounts.Kind.COMMAND, now);
		device.tell(Times.written(command.get("time"), now), Command.of(command));
	}

	private Answer getCommand(Call call) {
		return history(call, this.application.device(call).commands(), (time, command) -> command.toJson(time));
	}

	private Answer getLogEntries(Call call) {
		return history(call, this.application.device(call).log(), (time, entry) -> entry.toJson(time));
	}

	private Answer setConnectionStatus(Call call) {
		Device device = this.application.device(call);
		JsonNode body = call.body("connectionStatus", DeviceRules.CONNECTION_STATUS);
		long now = this.application.now();
		boolean connected = body.path("status").stringValue().equals("connected");
		device.counts().count(connected ? PayloadCounts.Kind.CONNECT : PayloadCounts.Kind.DISCONNECT, now);
		ObjectNode details = ((ObjectNode) body).deepCopy();
		details.remove(List.of("status", "connectedAt", "disconnectedAt"));
		long time = Times.written(body.get(connected ? "connectedAt" : "disconnectedAt"), now);
		device.log().add(time, new Connection(connected, details));
		return Answer.success();
	}

	private Answer getCompositeState(Call call) {
		Device device = this.application.device(call);
		return Answer.ofMap("compositeDeviceState", compositeState(device, call.query(), this.application.now()));
	}

	/** The composite state that a query asks for. */
	static ObjectNode compositeState(Device device, Params query, long now) {
		ObjectNode composite = device.compositeState(Window.of(query, Window.BEGINNING, now));
		String attributes = query.text("attributes");
		return (attributes != null) ? composite.retain(attributes.split(",")) : composite;
	}

	private <T> Answer history(Call call, History<T> history, BiFunction<Long, T, JsonNode> toJson) {
		Params query = call.query();
		int limit = query.number("limit", 1, 1, Integer.MAX_VALUE);
		boolean newestFirst = query.descending("sortDirection", "desc");
		Window window = Window.ofHistory(query, this.application.now());
		ArrayNode entries = Json.array();
		history.read(window, newestFirst, limit, toJson).forEach(entries::add);
		return Answer.of(entries);
	}

}
