package io.losant4j.simulator;

/**
 * The schemas of a device and of what is sent to it.
 */
final class DeviceRules {

	static final Rule DEVICE_CLASS = Rule.oneOf("standalone", "gateway", "peripheral", "floating", "edgeCompute",
			"system", "embedded");

	static final Rule DATA_TYPE = Rule.oneOf("string", "number", "gps", "boolean", "blob");

	static final Rule NAME = Rule.text(1, 255);

	static final Rule DESCRIPTION = Rule.text(0, 32767);

	static final Rule SYSTEM_INTERVAL = Rule.integer(5, 3600);

	static final Rule TAG = Rule.closed().required("key", Rule.KEY).required("value", NAME);

	static final Rule TAG_FILTER = Rule.list(100, Rule.closed().optional("key", Rule.KEY).optional("value", NAME));

	static final Rule DEVICE_IDS = Rule.list(1000, Rule.ID);

	static final Rule AGGREGATION = Rule.oneOf("FIRST", "LAST", "COUNT", "MAX", "MIN", "MEDIAN", "MEAN", "SUM",
			"STD_DEV");

	private static final Rule ATTRIBUTE_TAGS = Rule.map(Rule.KEY_FORM, NAME);

	private static final Rule ATTRIBUTE_SYSTEM = Rule.closed()
		.optional("aggregation", AGGREGATION)
		.optional("aggregationOptions", Rule.list(0, Rule.ANY))
		.optional("childAttributes",
				Rule.list(256,
						Rule.closed()
							.required("name", Rule.KEY)
							.required("mode", Rule.oneOf("all", "whitelist", "blacklist"))
							.optional("deviceIds", DEVICE_IDS)
							.optional("deviceTags", TAG_FILTER)));

	/** What the platform asks for beyond its schema: a blob has a content type. */
	private static final Rule TYPED_BLOB = (at, attribute) -> {
		boolean blob = attribute.path("dataType").asString("").equals("blob");
		Rule.require(!blob || !attribute.path("contentType").asString("").isEmpty(), at + ".contentType",
				"is required for a blob");
	};

	static final Rule ATTRIBUTE = Rule.both(attribute().required("name", Rule.KEY).required("dataType", DATA_TYPE),
			TYPED_BLOB);

	/** The type of an attribute cannot be changed. */
	static final Rule ATTRIBUTE_PATCH = attribute().optional("name", Rule.KEY);

	static final Rule POST = device().required("name", NAME);

	static final Rule PATCH = device().optional("name", NAME);

	private static final Rule STATE = Rule.closed()
		.required("data", Rule.map(Rule.KEY_FORM, Rule.SCALAR))
		.optional("time", Rule.TIME)
		.optional("meta", Rule.ANY)
		.optional("flowVersion", NAME);

	private static final Rule STATES = Rule.list(Integer.MAX_VALUE, STATE);

	static final Rule STATE_OR_STATES = (at, value) -> (value.isArray() ? STATES : STATE).check(at, value);

	static final Rule COMMAND = command();

	private static final Rule IP_ADDRESS = Rule.text(2, 39);

	private static final Rule MESSAGES = Rule.integer(0, Integer.MAX_VALUE);

	private static final Rule CONNECTED = Rule.closed()
		.required("status", Rule.ANY)
		.optional("connectedAt", Rule.TIME)
		.optional("ipAddress", IP_ADDRESS);

	private static final Rule DISCONNECTED = Rule.closed()
		.required("status", Rule.ANY)
		.optional("connectedAt", Rule.TIME)
		.optional("disconnectedAt", Rule.TIME)
		.optional("disconnectReason", Rule.text(0, 1024))
		.optional("messagesFromClient", MESSAGES)
		.optional("messagesToClient", MESSAGES)
		.optional("ipAddress", IP_ADDRESS);

	static final Rule CONNECTION_STATUS = (at, value) -> {
		Rule.require(value.isObject(), at, "must be an object");
		Rule.oneOf("connected", "disconnected").check(at + ".status", value.path("status"));
		(value.path("status").stringValue().equals("connected") ? CONNECTED : DISCONNECTED).check(at, value);
	};

	private DeviceRules() {
	}

	private static Rule.Fields device() {
		return Rule.closed()
			.optional("description", DESCRIPTION)
			.optional("tags", Rule.list(100, TAG))
			.optional("attributes", Rule.list(Profile.MOST_ATTRIBUTES, ATTRIBUTE))
			.optional("deviceClass", DEVICE_CLASS)
			.optional("gatewayId", Rule.ID)
			.optional("parentId", Rule.ID.orNull())
			.optional("systemInterval", SYSTEM_INTERVAL)
			.optional("keepDuplicates", Rule.FLAG);
	}

	private static Rule.Fields attribute() {
		return Rule.closed()
			.optional("contentType", Rule.text(0, 64))
			.optional("description", DESCRIPTION)
			.optional("attributeTags", ATTRIBUTE_TAGS)
			.optional("system", ATTRIBUTE_SYSTEM);
	}

	/** A command; the one to many devices has more fields. */
	static Rule.Fields command() {
		return Rule.closed().required("name", NAME).optional("payload", Rule.ANY).optional("time", Rule.TIME);
	}

}
