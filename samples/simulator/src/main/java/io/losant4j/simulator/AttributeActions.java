package io.losant4j.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The attributes of a device, one by one.
 */
final class AttributeActions {

	private static final String PATH = DeviceActions.PATH + "/attributes";

	private static final Set<String> FIELDS = Set.of("name", "dataType");

	private final Application application;

	private AttributeActions(Application application) {
		this.application = application;
	}

	static void addTo(Router router, Application application) {
		AttributeActions actions = new AttributeActions(application);
		router.on("deviceAttributes.get", "GET", PATH, actions::list);
		router.on("deviceAttributes.post", "POST", PATH, actions::post);
		router.on("deviceAttribute.get", "GET", PATH + "/{name}", actions::get);
		router.on("deviceAttribute.patch", "PATCH", PATH + "/{name}", actions::patch);
		router.on("deviceAttribute.delete", "DELETE", PATH + "/{name}", actions::delete);
	}

	private Answer list(Call call) {
		Device device = this.application.device(call);
		Params query = call.query();
		String sortField = query.choice("sortField", "name", FIELDS);
		boolean descending = query.descending("sortDirection", "asc");
		String filterField = query.text("filterField", "");
		query.check("filterField", Rule.oneOf("name", "dataType"));
		String filter = query.text("filter", "");
		Pattern glob = DeviceFilter.glob(filter);
		Comparator<JsonNode> order = Comparator.comparing((attribute) -> attribute.path(sortField).stringValue());
		Comparator<JsonNode> byName = order.thenComparing((attribute) -> attribute.path("name").stringValue());
		ArrayNode items = Json.array();
		device.profile()
			.attributes()
			.values()
			.stream()
			.filter((attribute) -> filterField.isEmpty() || filter.isEmpty()
					|| glob.matcher(attribute.path(filterField).stringValue().toLowerCase(Locale.ROOT)).matches())
			.sorted(descending ? byName.reversed() : byName)
			.forEach((attribute) -> items.add(toJson(device, attribute)));
		ObjectNode envelope = Json.object().put("count", items.size()).put("totalCount", items.size());
		envelope.put("sortField", sortField).put("sortDirection", descending ? "desc" : "asc");
		if (!filterField.isEmpty()) {
			envelope.put("filterField", filterField).put("filter", filter);
		}
		envelope.put("applicationId", this.application.id()).put("deviceId", device.id());
		envelope.set("items", items);
		return Answer.of(envelope);
	}

	private Answer post(Call call) {
		Device device = this.application.device(call);
		JsonNode attribute = call.body("deviceAttribute", DeviceRules.ATTRIBUTE);
		this.application.update(device, Map.of(), (profile) -> {
			ArrayNode attributes = attributes(profile);
			Rule.require(attributes.size() < Profile.MOST_ATTRIBUTES, "deviceAttribute",
					"must not be one more than " + Profile.MOST_ATTRIBUTES);
			return profile.patch(Json.object().set("attributes", attributes.add(attribute)));
		});
		return Answer.created(toJson(device, attribute));
	}

	private Answer get(Call call) {
		Device device = this.application.device(call);
		return Answer.of(toJson(device, attribute(device.profile(), name(call))));
	}

	private Answer patch(Call call) {
		Device device = this.application.device(call);
		JsonNode patch = call.body("deviceAttribute", DeviceRules.ATTRIBUTE_PATCH);
		String name = name(call);
		String newName = patch.path("name").asString(name);
		this.application.update(device, Map.of(name, newName), (profile) -> {
			JsonNode patched = ((ObjectNode) attribute(profile, name)).deepCopy().setAll((ObjectNode) patch);
			return replace(profile, name, List.of(patched));
		});
		return Answer.of(toJson(device, attribute(device.profile(), newName)));
	}

	private Answer delete(Call call) {
		Device device = this.application.device(call);
		String name = name(call);
		this.application.update(device, Map.of(), (profile) -> {
			attribute(profile, name);
			return replace(profile, name, List.of());
		});
		return Answer.success();
	}

	private static Profile replace(Profile profile, String name, List<JsonNode> by) {
		ArrayNode attributes = Json.array();
		for (JsonNode attribute : profile.attributes().values()) {
			if (attribute.path("name").stringValue().equals(name)) {
				by.forEach(attributes::add);
			}
			else {
				attributes.add(attribute);
			}
		}
		return profile.patch(Json.object().set("attributes", attributes));
	}

	private static ArrayNode attributes(Profile profile) {
		ArrayNode attributes = Json.array();
		profile.attributes().values().forEach(attributes::add);
		return attributes;
	}

	private static String name(Call call) {
		String name = call.path().getOrDefault("name", "");
		Rule.KEY.check("name", Json.text(name));
		return name;
	}

	private static JsonNode attribute(Profile profile, String name) {
		JsonNode attribute = profile.attributes().get(name);
		if (attribute == null) {
			throw ApiError.notFound("Device attribute");
		}
		return attribute;
	}

	private ObjectNode toJson(Device device, JsonNode attribute) {
		ObjectNode json = ((ObjectNode) attribute).deepCopy();
		return json.put("applicationId", this.application.id()).put("deviceId", device.id());
	}

}
