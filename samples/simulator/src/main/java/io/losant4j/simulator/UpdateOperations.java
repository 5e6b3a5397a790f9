package io.losant4j.simulator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code updateOperations} of {@code devices.patch}, which were checked before. What
 * is not there to be changed is left alone.
 */
final class UpdateOperations {

	private final JsonNode operations;

	/** The new names of attributes by their old ones. */
	private final Map<String, String> renamed = new HashMap<>();

	UpdateOperations(String at, JsonNode operations) {
		this.operations = operations;
		Set<String> tagKeys = new HashSet<>();
		for (JsonNode operation : operations) {
			String target = operation.path("target").asString();
			String key = operation.has("tagKey") ? operation.path("tagKey").stringValue()
					: operation.at("/value/key").asString("");
			Rule.require(!target.equals("tag") || tagKeys.add(key), at, "must not name the tag " + key + " twice");
			if (target.equals("attributeName")) {
				this.renamed.put(operation.path("attributeName").stringValue(), operation.path("value").stringValue());
			}
		}
	}

	Map<String, String> renamed() {
		return this.renamed;
	}

	Profile apply(Profile profile) {
		ObjectNode fields = profile.fields().deepCopy();
		for (JsonNode operation : this.operations) {
			apply(operation, fields);
		}
		DeviceRules.PATCH.check("device", fields);
		return profile.patch(fields);
	}

	private static void apply(JsonNode operation, ObjectNode fields) {
		String target = operation.path("target").stringValue();
		JsonNode value = operation.path("value");
		ArrayNode attributes = (ArrayNode) fields.path("attributes");
		ObjectNode attribute = attribute(attributes, operation.path("attributeName").asString(""));
		switch (operation.path("operation").stringValue() + " " + target) {
			case "set tag" -> {
				removeTag(fields, value.path("key"));
				((ArrayNode) fields.path("tags")).add(value);
			}
			case "remove tag" -> removeTag(fields, operation.path("tagKey"));
			case "remove description" -> fields.put(target, "");
			case "remove parentId" -> {
				if (fields.hasNonNull(target)) {
					fields.putNull(target);
				}
			}
			case "remove attribute" -> attributes.removeIf((item) -> item.equals(attribute));
			case "add attribute" -> add(attributes, value);
			case "add attributeSystem" -> {
				if (fields.path("deviceClass").asString().equals("system")) {
					add(attributes, value);
				}
			}
			default -> {
				if (!target.startsWith("attribute")) {
					fields.set(target, value);
				}
				else if (attribute != null) {
					applyToAttribute(operation, target, attribute);
				}
			}
		}
	}

	private static void applyToAttribute(JsonNode operation, String target, ObjectNode attribute) {
		JsonNode value = operation.path("value");
		switch (operation.path("operation").stringValue() + " " + target) {
			case "set attributeTag" -> {
				ObjectNode tags = (attribute.get("attributeTags") instanceof ObjectNode known) ? known
						: attribute.putObject("attributeTags");
				tags.set(value.path("key").stringValue(), value.path("value"));
			}
			case "remove attributeTag" -> {
				if (attribute.get("attributeTags") instanceof ObjectNode tags) {
					tags.remove(operation.path("tagKey").stringValue());
				}
			}
			case "set attributeDescription" -> attribute.set("description", value);
			case "remove attributeDescription" -> attribute.remove("description");
			case "set attributeContentType" -> attribute.set("contentType", value);
			default -> attribute.set("name", value);
		}
	}

	private static @Nullable ObjectNode attribute(ArrayNode attributes, String name) {
		for (JsonNode attribute : attributes) {
			if (attribute.path("name").stringValue().equals(name)) {
				return (ObjectNode) attribute;
			}
		}
		return null;
	}

	private static void add(ArrayNode attributes, JsonNode attribute) {
		if (attribute(attributes, attribute.path("name").stringValue()) == null) {
			attributes.add(attribute.deepCopy());
		}
	}

	private static void removeTag(ObjectNode fields, JsonNode key) {
		((ArrayNode) fields.path("tags")).removeIf((tag) -> tag.path("key").equals(key));
	}

}
