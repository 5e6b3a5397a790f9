package io.losant4j.simulator;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The queries over the data of many devices.
 */
final class DataActions {

	private static final String PATH = "/applications/{applicationId}/data";

	private final Application application;

	private final Jobs jobs;

	private DataActions(Application application, Jobs jobs) {
		this.application = application;
		this.jobs = jobs;
	}

	static void addTo(Router router, Application application, Jobs jobs) {
		DataActions actions = new DataActions(application, jobs);
		router.on("data.timeSeriesQuery", "POST", PATH + "/time-series-query", actions::timeSeriesQuery);
		router.on("data.lastValueQuery", "POST", PATH + "/last-value-query", actions::lastValueQuery);
		router.on("data.export", "POST", PATH + "/export", actions::export);
	}

	private Answer timeSeriesQuery(Call call) {
		JsonNode body = body(call, DataRules.TIME_SERIES);
		TimeSeries series = TimeSeries.of(body, this.application.now());
		ObjectNode answer = Json.object().put("start", Times.iso(series.window().from()));
		answer.put("end", Times.iso(series.window().to())).put("resolution", series.resolution());
		answer.set("aggregation", series.aggregation());
		answer.put("limit", series.limit()).put("order", series.descending() ? "desc" : "asc");
		ObjectNode byId = answer.putObject("devices");
		for (Device device : devices(call, body)) {
			ObjectNode item = byId.putObject(device.id()).put("name", device.profile().name());
			item.set("tags", DeviceView.tagsAsObject(device.profile()));
			item.set("points", series.points(device));
		}
		return Answer.of(answer);
	}

	private Answer lastValueQuery(Call call) {
		JsonNode body = body(call, DataRules.LAST_VALUE);
		Window window = Window.of(body, this.application.now());
		String attribute = body.path("attribute").stringValue(null);
		ObjectNode answer = Json.object();
		for (Device device : devices(call, body)) {
			device.states().walk(window, true, (time, readings) -> {
				ObjectNode data = (ObjectNode) readings.toJson(time).path("data");
				if (attribute != null) {
					data.retain(attribute);
				}
				if (!data.isEmpty()) {
					answer.putObject(device.id()).put("time", Times.iso(time)).set("data", data);
				}
				return data.isEmpty();
			});
		}
		return Answer.ofMap("lastValueData", answer);
	}

	private Answer export(Call call) {
		devices(call, body(call, DataRules.DATA_EXPORT));
		return this.jobs.add("DataExport", null, call.caller(), Json::object);
	}

	private JsonNode body(Call call, Rule rule) {
		this.application.require(call);
		return call.body("query", rule);
	}

	private List<Device> devices(Call call, JsonNode body) {
		return Selection.of("query", body, "deviceQuery", this.application).orAll().of(this.application, call.caller());
	}

}
