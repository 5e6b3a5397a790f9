package io.losant4j.simulator;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The actions on one device itself and on all of its data.
 */
final class DeviceActions {

	static final String PATH = "/applications/{applicationId}/devices/{deviceId}";

	private static final long THIRTY_DAYS = TimeUnit.DAYS.toMillis(30);

	private final Application application;

	private final Jobs jobs;

	private DeviceActions(Application application, Jobs jobs) {
		this.application = application;
		this.jobs = jobs;
	}

	static void addTo(Router router, Application application, Jobs jobs) {
		DeviceActions actions = new DeviceActions(application, jobs);
		router.on("device.get", "GET", PATH, actions::get);
		router.on("device.patch", "PATCH", PATH, actions::patch);
		router.on("device.delete", "DELETE", PATH, actions::delete);
		router.on("device.removeData", "DELETE", PATH + "/data", actions::removeData);
		router.on("device.export", "POST", PATH + "/export", actions::export);
		router.on("device.payloadCounts", "GET", PATH + "/payloadCounts", actions::payloadCounts);
		router.on("device.payloadCountsBreakdown", "GET", PATH + "/payloadCountsBreakdown",
				actions::payloadCountsBreakdown);
	}

	private Answer get(Call call) {
		Device device = this.application.device(call);
		return Answer.of(DeviceView.of(this.application, call.query()).toJson(device));
	}

	private Answer patch(Call call) {
		Device device = this.application.device(call);
		JsonNode patch = call.body("device", DeviceRules.PATCH);
		this.application.update(device, Map.of(), (profile) -> profile.patch(patch));
		return Answer.of(DeviceView.of(this.application, call.query()).toJson(device));
	}

	private Answer delete(Call call) {
		this.application.device(call).delete(this.application.now());
		return Answer.success();
	}

	private Answer removeData(Call call) {
		Device device = this.application.device(call);
		Window window = Window.of(call.query(), Window.BEGINNING, this.application.now());
		return this.jobs.add("DeviceDataRemoval", device.id(), call.caller(), () -> {
			device.states().edit(window, (readings) -> null);
			device.commands().edit(window, (command) -> null);
			device.log().edit(window, (entry) -> null);
			return Json.object();
		});
	}

	private Answer export(Call call) {
		Device device = this.application.device(call);
		call.optionalBody("query", DataRules.DEVICE_EXPORT);
		Window.of(call.query(), Window.BEGINNING, this.application.now());
		call.query().check("email", Rule.EMAIL);
		call.query().check("callbackUrl", Rule.URL);
		return this.jobs.add("DeviceDataExport", device.id(), call.caller(), Json::object);
	}

	private Answer payloadCounts(Call call) {
		Device device = this.application.device(call);
		return Answer.of(device.counts().sum(Window.of(call.query(), -THIRTY_DAYS, this.application.now())));
	}

	/** A device has no counts before it is made, so none are told of that time. */
	private Answer payloadCountsBreakdown(Call call) {
		Device device = this.application.device(call);
		String resolution = call.query().choice("resolution", "86400000", Set.of("86400000", "3600000"));
		Window asked = Window.of(call.query(), -THIRTY_DAYS, this.application.now());
		Window window = new Window(Math.max(asked.from(), device.created()),
				Math.min(asked.to(), this.application.now()));
		ObjectNode answer = Json.object().put("start", Times.iso(asked.from())).put("end", Times.iso(asked.to()));
		answer.set("counts", device.counts().breakdown(window, Long.parseLong(resolution)));
		return Answer.of(answer);
	}

}
