package io.losant4j.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * Losant's schema {@code advancedDeviceQuery} by hand, from version 1.30 of its API: says
 * what in a query's JSON breaks it.
 */
final class DeviceQuerySchema {

	private static final Set<String> IDS = Set.of("id", "gatewayId", "parentId", "ancestorId", "experienceUserId",
			"experienceGroupId");

	private static final Set<String> SCALARS = Set.of("name", "deviceClass", "attributeName", "creationDate",
			"lastUpdated", "deletedAt", "connectedAt", "disconnectedAt", "connectionStatus");

	private final List<String> violations = new ArrayList<>();

	private DeviceQuerySchema() {
	}

	static List<String> violations(JsonNode query) {
		DeviceQuerySchema schema = new DeviceQuerySchema();
		schema.query(query);
		return schema.violations;
	}

	private void check(boolean right, String where, JsonNode node) {
		if (!right) {
			this.violations.add(where + ": " + node);
		}
	}

	private void query(JsonNode query) {
		check(query.isObject(), "query", query);
		query.properties().forEach((member) -> {
			String name = member.getKey();
			JsonNode value = member.getValue();
			if (Set.of("$and", "$or", "$nor").contains(name)) {
				check(value.isArray() && value.size() <= 100, name, value);
				value.forEach(this::query);
			}
			else if (name.equals("tags")) {
				check(isTags(value), name, value);
			}
			else if (IDS.contains(name)) {
				check(isIdOrNull(value) || isIdCondition(value), name, value);
			}
			else {
				check(SCALARS.contains(name) && (isScalarOrNull(value) || isScalarCondition(value)), name, value);
			}
		});
	}

	private static boolean isIdOrNull(JsonNode value) {
		return value.isNull() || (value.isString() && value.stringValue().matches("[A-Fa-f\\d]{24}"));
	}

	private static boolean isIdCondition(JsonNode value) {
		return value.isObject() && value.size() == 1
				&& value.properties().stream().allMatch((operator) -> switch (operator.getKey()) {
					case "$eq", "$ne", "$gt", "$lt", "$gte", "$lte" -> isIdOrNull(operator.getValue());
					case "$in", "$nin" -> isList(operator.getValue())
							&& operator.getValue().valueStream().allMatch((id) -> isIdOrNull(id) && !id.isNull());
					default -> false;
				});
	}

	private static boolean isScalarOrNull(JsonNode value) {
		return value.isValueNode();
	}

	private static boolean isScalarCondition(JsonNode value) {
		return value.isObject() && value.properties().stream().allMatch((operator) -> switch (operator.getKey()) {
			case "$eq", "$ne", "$gt", "$lt", "$gte", "$lte" -> isScalarOrNull(operator.getValue());
			case "$startsWith", "$endsWith", "$contains" ->
				operator.getValue().isString() && !operator.getValue().stringValue().isEmpty();
			case "$ci" -> operator.getValue().isBoolean();
			case "$in", "$nin" -> isList(operator.getValue())
					&& operator.getValue().valueStream().allMatch((item) -> isScalarOrNull(item) && !item.isNull());
			default -> false;
		});
	}

	private static boolean isTags(JsonNode value) {
		boolean wrapped = value.isObject() && value.size() == 1 && (value.has("$eq") || value.has("$ne"));
		return isTagPattern(wrapped ? value.iterator().next() : value);
	}

	private static boolean isTagPattern(JsonNode value) {
		if (!value.isObject()) {
			return value.isNull();
		}
		boolean byPart = value.size() >= 1 && Set.of("$tagKey", "$tagValue").containsAll(value.propertyNames());
		return value.properties()
			.stream()
			.allMatch((tag) -> (byPart || tag.getKey().matches("[0-9a-zA-Z_-]{1,255}")) && isMatcher(tag.getValue()));
	}

	private static boolean isMatcher(JsonNode value) {
		boolean list = value.isObject() && value.size() == 1 && (value.has("$in") || value.has("$nin"));
		return value.isNull() || isTagText(value) || (list && isList(value.iterator().next())
				&& value.iterator().next().valueStream().allMatch(DeviceQuerySchema::isTagText));
	}

	private static boolean isTagText(JsonNode value) {
		return value.isString() && value.stringValue().codePointCount(0, value.stringValue().length()) <= 255;
	}

	private static boolean isList(JsonNode value) {
		return value.isArray() && value.size() <= 100;
	}

}
