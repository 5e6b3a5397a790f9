package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The actions that tell the names in use, at most 1,000 of them, in order.
 */
final class DevicesNameActions {

	private static final int MOST = 1000;

	private final Application application;

	private DevicesNameActions(Application application) {
		this.application = application;
	}

	static void addTo(Router router, Application application) {
		DevicesNameActions actions = new DevicesNameActions(application);
		String path = DevicesActions.PATH;
		router.on("devices.attributeNames", "GET", path + "/attributeNames", actions::attributeNames);
		router.on("devices.tagKeys", "GET", path + "/tagKeys", actions::tagKeys);
		router.on("devices.tagValues", "GET", path + "/tagValues", actions::tagValues);
		router.on("devices.deviceNames", "GET", path + "/deviceNames", actions::deviceNames);
	}

	private Answer attributeNames(Call call) {
		List<String> types = dataTypes(call.query().brackets("dataType"));
		ArrayNode names = names(call, (device, found) -> device.profile().attributes().forEach((name, attribute) -> {
			if (types.isEmpty() || types.contains(attribute.path("dataType").stringValue())) {
				found.accept(name);
			}
		}));
		return Answer.of(Json.object().set("attributeNames", names));
	}

	private Answer tagKeys(Call call) {
		ArrayNode keys = names(call, (device,
				found) -> device.profile().tags().forEach((tag) -> found.accept(tag.path("key").stringValue())));
		return Answer.of(Json.object().set("tagKeys", keys));
	}

	private Answer tagValues(Call call) {
		String key = call.query().text("key", "");
		Rule.KEY.check("key", Json.text(key));
		ArrayNode values = names(call, (device, found) -> device.profile().tags().forEach((tag) -> {
			if (tag.path("key").stringValue().equals(key)) {
				found.accept(tag.path("value").stringValue());
			}
		}));
		return Answer.of(Json.object().put("tagKey", key).set("tagValues", values));
	}

	private Answer deviceNames(Call call) {
		ObjectNode answer = Json.object();
		ArrayNode summary = answer.putArray("deviceSummary");
		devices(call).filter((device) -> startsAsAsked(call, device.profile().name()))
			.sorted(DevicesActions.BY_NAME)
			.limit(MOST)
			.forEach((device) -> summary.addObject()
				.put("id", device.id())
				.put("deviceClass", device.profile().deviceClass())
				.put("name", device.profile().name()));
		return Answer.of(answer);
	}

	private ArrayNode names(Call call, BiConsumer<Device, Consumer<String>> namesOf) {
		ArrayNode names = Json.array();
		devices(call).mapMulti(namesOf)
			.filter((name) -> startsAsAsked(call, name))
			.distinct()
			.sorted()
			.limit(MOST)
			.forEach(names::add);
		return names;
	}

	private Stream<Device> devices(Call call) {
		this.application.require(call);
		return this.application.living().filter(Selection.ofQuery(call.query(), this.application));
	}

	private static boolean startsAsAsked(Call call, String name) {
		String start = call.query().text("startsWith", "");
		return name.toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT));
	}

	private static List<String> dataTypes(@Nullable JsonNode asked) {
		List<String> types = new ArrayList<>();
		if (asked != null) {
			for (JsonNode type : asked.isArray() ? asked : Json.array().add(asked)) {
				DeviceRules.DATA_TYPE.check("dataType", type);
				types.add(type.stringValue());
			}
		}
		return types;
	}

}
