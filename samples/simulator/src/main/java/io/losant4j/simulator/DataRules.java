package io.losant4j.simulator;

/**
 * The schemas of queries and exports of data.
 */
final class DataRules {

	private static final Rule TIME_AT_VALUE = Rule.closed()
		.required("type", Rule.oneOf("TIMEATVALUE"))
		.required("options", Rule.closed().required("value", Rule.SCALAR));

	private static final Rule TYPED = Rule.closed()
		.required("type",
				Rule.oneOf("FIRST", "LAST", "COUNT", "MAX", "MIN", "MEDIAN", "MEAN", "SUM", "STD_DEV", "NONE"))
		.optional("options", Rule.closed());

	private static final Rule NAMED = Rule.oneOf("FIRST", "LAST", "COUNT", "MAX", "MIN", "MEDIAN", "MEAN", "SUM",
			"STD_DEV", "NONE");

	private static final Rule AGGREGATION = (at, value) -> {
		if (!value.isObject()) {
			NAMED.check(at, value);
		}
		else {
			(value.path("type").asString("").equals("TIMEATVALUE") ? TIME_AT_VALUE : TYPED).check(at, value);
		}
	};

	static final Rule DEVICE_EXPORT = export().optional("options", exportOptions());

	static final Rule DATA_EXPORT = selected(export()).optional("options",
			exportOptions().optional("filePerDevice", Rule.FLAG));

	static final Rule TIME_SERIES = selected(Rule.closed()).optional("start", Rule.NUMBER)
		.optional("end", Rule.NUMBER)
		.optional("duration", Rule.NUMBER)
		.optional("resolution", Rule.NUMBER)
		.optional("aggregation", AGGREGATION)
		.optional("attributes", Rule.list(Integer.MAX_VALUE, Rule.KEY))
		.optional("limit", Rule.NUMBER)
		.optional("order", Rule.oneOf("asc", "desc"));

	static final Rule LAST_VALUE = selected(Rule.closed()).optional("attribute", Rule.KEY).optional("end", Rule.NUMBER);

	private DataRules() {
	}

	/** Adds the fields of a {@link Selection}. */
	static Rule.Fields selected(Rule.Fields rule) {
		return rule.optional("deviceIds", DeviceRules.DEVICE_IDS)
			.optional("deviceTags", DeviceRules.TAG_FILTER)
			.optional("deviceQuery", Rule.ANY);
	}

	private static Rule.Fields export() {
		return Rule.closed()
			.optional("email", Rule.EMAIL)
			.optional("callbackUrl", Rule.URL)
			.optional("attributes", Rule.list(256, Rule.KEY))
			.optional("start", Rule.NUMBER)
			.optional("end", Rule.NUMBER);
	}

	private static Rule.Fields exportOptions() {
		return Rule.open()
			.optional("includeDate", Rule.FLAG)
			.optional("includeID", Rule.FLAG)
			.optional("includeBlobData", Rule.FLAG);
	}

}
