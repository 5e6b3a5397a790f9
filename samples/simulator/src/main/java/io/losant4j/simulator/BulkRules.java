package io.losant4j.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * The schemas of what is done to many devices at once. Queries are checked by
 * {@link DeviceQuery}.
 */
final class BulkRules {

	private static final Map<String, Rule> OPERATIONS = new HashMap<>();

	static {
		OPERATIONS.put("set name", operation().required("value", DeviceRules.NAME));
		OPERATIONS.put("set deviceClass", operation().required("value", DeviceRules.DEVICE_CLASS));
		OPERATIONS.put("set description", operation().required("value", DeviceRules.DESCRIPTION));
		OPERATIONS.put("set gatewayId", operation().required("value", Rule.ID));
		OPERATIONS.put("set parentId", operation().required("value", Rule.ID));
		OPERATIONS.put("set systemInterval", operation().required("value", DeviceRules.SYSTEM_INTERVAL));
		OPERATIONS.put("set keepDuplicates", operation().required("value", Rule.FLAG));
		OPERATIONS.put("set tag", operation().required("value", DeviceRules.TAG));
		OPERATIONS.put("set attributeTag", ofAttribute().required("value", DeviceRules.TAG));
		OPERATIONS.put("set attributeDescription", ofAttribute().required("value", DeviceRules.DESCRIPTION));
		OPERATIONS.put("set attributeContentType", ofAttribute().required("value", Rule.text(1, 64)));
		OPERATIONS.put("set attributeName", ofAttribute().required("value", Rule.KEY));
		OPERATIONS.put("remove description", operation());
		OPERATIONS.put("remove parentId", operation());
		OPERATIONS.put("remove tag", operation().required("tagKey", Rule.KEY));
		OPERATIONS.put("remove attribute", ofAttribute());
		OPERATIONS.put("remove attributeTag", ofAttribute().required("tagKey", Rule.KEY));
		OPERATIONS.put("remove attributeDescription", ofAttribute());
		OPERATIONS.put("add attribute", operation().required("value", DeviceRules.ATTRIBUTE));
		OPERATIONS.put("add attributeSystem", operation().required("value", DeviceRules.ATTRIBUTE));
	}

	private static final Rule OPERATION = (at, value) -> {
		Rule.require(value.isObject(), at, "must be an object");
		Rule.oneOf("set", "remove", "add").check(at + ".operation", value.path("operation"));
		Rule.text(1, 255).check(at + ".target", value.path("target"));
		String operation = value.path("operation").stringValue();
		Rule rule = OPERATIONS.get(operation + " " + value.path("target").stringValue());
		if (rule == null) {
			throw ApiError.validation(at + ".target", "is nothing to " + operation);
		}
		rule.check(at, value);
	};

	static final Rule PATCH = mailed().optional("updateFields", DeviceRules.PATCH)
		.optional("deviceIds", DeviceRules.DEVICE_IDS)
		.optional("query", Rule.ANY)
		.optional("updateOperations", Rule.list(25, OPERATION));

	static final Rule DELETE_OR_RESTORE = mailed().required("query", Rule.ANY).optional("forceJob", Rule.FLAG);

	static final Rule REMOVE_DATA = mailed().required("query", Rule.ANY)
		.optional("start", Rule.NUMBER)
		.optional("end", Rule.NUMBER)
		.optional("attributes", Rule.list(256, Rule.KEY).orNull())
		.optional("keepConnectionHistory", Rule.FLAG)
		.optional("keepCommandHistory", Rule.FLAG);

	static final Rule EXPORT = mailed().optional("query", Rule.ANY).optional("format", Rule.oneOf("csv", "json"));

	static final Rule PAYLOAD_COUNTS = mailed().optional("query", Rule.ANY)
		.optional("start", Rule.NUMBER)
		.optional("end", Rule.NUMBER);

	static final Rule COMMAND = DataRules.selected(DeviceRules.command());

	private BulkRules() {
	}

	private static Rule.Fields mailed() {
		return Rule.closed().optional("email", Rule.EMAIL).optional("callbackUrl", Rule.URL);
	}

	private static Rule.Fields operation() {
		return Rule.closed().required("operation", Rule.ANY).required("target", Rule.ANY);
	}

	private static Rule.Fields ofAttribute() {
		return operation().required("attributeName", Rule.KEY);
	}

}
