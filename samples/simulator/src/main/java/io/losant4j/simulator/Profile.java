package io.losant4j.simulator;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a user sets on a device, in Losant's own JSON, with the attributes at hand by
 * name. Not to be changed.
 *
 * @param fields the fields of {@code devicePost}, defaults filled in
 * @param attributes the attributes by name
 */
record Profile(ObjectNode fields, Map<String, JsonNode> attributes) {

	/** How many attributes a device may have. */
	static final int MOST_ATTRIBUTES = 256;

	static Profile of(JsonNode post) {
		ObjectNode fields = Json.object();
		fields.set("name", post.path("name"));
		fields.put("description", "").put("deviceClass", "standalone");
		fields.putArray("tags");
		fields.putArray("attributes");
		return new Profile(fields, Map.of()).patch(post);
	}

	/** Replaces the fields that the patch carries, tags and attributes as a whole. */
	Profile patch(JsonNode patch) {
		ObjectNode patched = Json.object();
		patched.setAll(this.fields);
		patch.properties().forEach((field) -> patched.set(field.getKey(), field.getValue()));
		Map<String, JsonNode> byName = new LinkedHashMap<>();
		for (JsonNode attribute : patched.path("attributes")) {
			String name = attribute.path("name").stringValue();
			if (byName.put(name, attribute) != null) {
				throw ApiError.validation("device.attributes", "must not have two attributes of the name " + name);
			}
		}
		return new Profile(patched, byName);
	}

	String name() {
		return this.fields.path("name").stringValue();
	}

	String deviceClass() {
		return this.fields.path("deviceClass").stringValue();
	}

	JsonNode tags() {
		return this.fields.path("tags");
	}

	@Nullable String gatewayId() {
		return this.fields.path("gatewayId").stringValue(null);
	}

	@Nullable String parentId() {
		return this.fields.path("parentId").stringValue(null);
	}

	/** The type of an attribute, {@code null} where the device has no such one. */
	@Nullable String dataType(String attribute) {
		JsonNode found = this.attributes.get(attribute);
		return (found != null) ? found.path("dataType").stringValue() : null;
	}

}
