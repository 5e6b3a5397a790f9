package io.losant4j.simulator;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The actions that change, delete or tell many devices at once: at once where they are
 * few, by a job where they are many.
 */
final class DevicesBulkActions {

	private final Application application;

	private final Jobs jobs;

	private final int jobThreshold;

	private DevicesBulkActions(Application application, Jobs jobs, int jobThreshold) {
		this.application = application;
		this.jobs = jobs;
		this.jobThreshold = jobThreshold;
	}

	static void addTo(Router router, Application application, Jobs jobs, int jobThreshold) {
		DevicesBulkActions actions = new DevicesBulkActions(application, jobs, jobThreshold);
		String path = DevicesActions.PATH;
		router.on("devices.patch", "PATCH", path, actions::patch);
		router.on("devices.delete", "POST", path + "/delete", actions::delete);
		router.on("devices.restore", "POST", path + "/restore", actions::restore);
		router.on("devices.sendCommand", "POST", path + "/command", actions::sendCommand);
		router.on("devices.removeData", "POST", path + "/removeData", actions::removeData);
		router.on("devices.export", "POST", path + "/export", actions::export);
		router.on("devices.payloadCounts", "POST", path + "/payloadCounts", actions::payloadCounts);
	}

	private Answer patch(Call call) {
		this.application.require(call);
		JsonNode body = call.body("patchInfo", BulkRules.PATCH);
		UpdateOperations operations = new UpdateOperations("patchInfo.updateOperations", body.path("updateOperations"));
		List<Device> devices = selected(call, "patchInfo", body, "query");
		return answer(call, "DevicesUpdate", devices, () -> patch(devices, operations, body.path("updateFields")));
	}

	private ObjectNode patch(List<Device> devices, UpdateOperations operations, JsonNode fields) {
		int updated = 0;
		int failed = 0;
		for (Device device : devices) {
			try {
				updated += this.application.update(device, operations.renamed(),
						(profile) -> operations.apply(profile).patch(fields)) ? 1 : 0;
			}
			catch (ApiError ex) {
				failed++;
			}
		}
		ObjectNode counts = Json.object().put("updated", updated).put("failed", failed);
		counts.put("skipped", devices.size() - updated - failed);
		return counts;
	}

	private Answer delete(Call call) {
		this.application.require(call);
		long now = this.application.now();
		List<Device> devices = queried(call, this.application.living());
		return answer(call, "DevicesDelete", devices, () -> {
			devices.forEach((device) -> device.delete(now));
			return Json.object().put("removed", devices.size()).put("failed", 0);
		});
	}

	private Answer restore(Call call) {
		this.application.require(call);
		List<Device> devices = queried(call, this.application.deleted());
		return answer(call, "DevicesRestore", devices, () -> {
			devices.forEach(Device::restore);
			return Json.object().put("restored", devices.size()).put("failed", 0);
		});
	}

	private Answer sendCommand(Call call) {
		this.application.require(call);
		JsonNode body = call.body("multiDeviceCommand", BulkRules.COMMAND);
		List<Device> devices = selected(call, "multiDeviceCommand", body, "deviceQuery");
		long now = this.application.now();
		return answer(call, "DevicesCommand", devices, () -> {
			devices.forEach((device) -> DeviceHistoryActions.tell(device, body, now));
			return Json.object().put("success", true);
		});
	}

	private Answer removeData(Call call) {
		this.application.require(call);
		JsonNode body = call.body("options", BulkRules.REMOVE_DATA);
		Window window = Window.of(body, this.application.now());
		List<Device> devices = Selection.of("options", body, "query", this.application)
			.of(this.application, call.caller());
		return this.jobs.add("DevicesDataRemoval", null, call.caller(), () -> {
			devices.forEach((device) -> removeData(device, window, body));
			return Json.object();
		});
	}

	private static void removeData(Device device, Window window, JsonNode body) {
		device.states().edit(window, (readings) -> without(readings, body.path("attributes")));
		if (!body.path("keepCommandHistory").asBoolean(false)) {
			device.commands().edit(window, (command) -> null);
		}
		if (!body.path("keepConnectionHistory").asBoolean(false)) {
			device.log().edit(window, (entry) -> null);
		}
	}

	private Answer export(Call call) {
		this.application.require(call);
		call.query().check("email", Rule.EMAIL);
		call.query().check("callbackUrl", Rule.URL);
		JsonNode body = call.optionalBody("options", BulkRules.EXPORT);
		Selection.of("options", body, "query", this.application);
		return this.jobs.add("DevicesExport", null, call.caller(), Json::object);
	}

	private Answer payloadCounts(Call call) {
		this.application.require(call);
		JsonNode body = call.optionalBody("options", BulkRules.PAYLOAD_COUNTS);
		Selection.of("options", body, "query", this.application);
		return this.jobs.add("DevicesPayloadCounts", null, call.caller(), Json::object);
	}

	/** The devices of a body that must name some. */
	private List<Device> selected(Call call, String at, JsonNode body, String queryField) {
		Selection selection = Selection.of(at, body, queryField, this.application);
		Rule.require(selection.given(), at, "must say which devices are meant");
		return selection.of(this.application, call.caller());
	}

	/** The devices of a body that is all about its query. */
	private List<Device> queried(Call call, Stream<Device> candidates) {
		JsonNode body = call.body("options", BulkRules.DELETE_OR_RESTORE);
		Predicate<Device> query = DeviceQuery.of("options.query", body.path("query"), this.application);
		return candidates.filter(query).toList();
	}

	private Answer answer(Call call, String job, List<Device> devices, Supplier<ObjectNode> work) {
		boolean asJob = devices.size() > this.jobThreshold || call.content().path("forceJob").asBoolean(false);
		return asJob ? this.jobs.add(job, null, call.caller(), work) : Answer.of(work.get());
	}

	/** Takes some attributes away, all of them where none are named. */
	private static @Nullable Readings without(Readings readings, JsonNode attributes) {
		if (!attributes.isArray()) {
			return null;
		}
		Readings left = readings;
		for (JsonNode attribute : attributes) {
			left = (left != null) ? left.without(attribute.stringValue()) : null;
		}
		return left;
	}

}
