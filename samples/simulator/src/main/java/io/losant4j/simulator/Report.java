package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;

/**
 * A state that was sent, its values turned into the types of the device's attributes.
 *
 * @param time when it was
 * @param readings what it says
 */
record Report(long time, Readings readings) {

	private static final int MAX_TEXT_BYTES = 64 * 1024;

	private static final Pattern DECIMAL_DEGREES = Pattern
		.compile("\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*,\\s*([-+]?\\d+(?:\\.\\d+)?)\\s*");

	static List<Report> allChecked(Profile profile, JsonNode states, long now) {
		List<Report> reports = new ArrayList<>(states.size());
		for (JsonNode state : states) {
			reports.add(checked("deviceState[" + reports.size() + "]", profile, state, now));
		}
		return reports;
	}

	/** The state in the types of its device, or an error where they do not take it. */
	static Report checked(String at, Profile profile, JsonNode state, long now) {
		JsonNode data = state.path("data");
		String[] names = new String[data.size()];
		JsonNode[] values = new JsonNode[data.size()];
		int i = 0;
		for (var reading : data.properties()) {
			String place = at + ".data." + reading.getKey();
			JsonNode attribute = profile.attributes().get(reading.getKey());
			if (attribute == null) {
				throw ApiError.validation(place, "is no attribute of the device");
			}
			// the attribute's own name: one text for all states
			names[i] = attribute.path("name").stringValue();
			values[i++] = convert(place, attribute.path("dataType").stringValue(), reading.getValue());
		}
		String flowVersion = state.path("flowVersion").stringValue(null);
		return new Report(Times.written(state.get("time"), now),
				new Readings(names, values, state.get("meta"), flowVersion));
	}

	/** The value in the attribute's type, as far as it can be read so. */
	private static JsonNode convert(String at, String dataType, JsonNode value) {
		return switch (dataType) {
			case "number" -> number(at, value);
			case "boolean" -> bool(at, value);
			case "gps" -> gps(at, value);
			case "blob" -> {
				Rule.require(value.isString() && Rule.isBase64(value.stringValue()), at, "must be a base64 text");
				yield value;
			}
			default -> {
				String text = value.asString();
				Rule.require(text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES, at,
						"must not have more than " + MAX_TEXT_BYTES + " bytes");
				yield value.isString() ? value : Json.text(text);
			}
		};
	}

	private static JsonNode number(String at, JsonNode value) {
		if (value.isIntegralNumber() && value.canConvertToLong()) {
			return value;
		}
		Double number = value.isNumber() ? Double.valueOf(Json.doubleOf(value)) : parse(value);
		if (number == null || !Double.isFinite(number)) {
			throw ApiError.validation(at, "must be a number");
		}
		return Json.number(number);
	}

	private static @Nullable Double parse(JsonNode value) {
		try {
			return value.isString() ? Double.valueOf(value.stringValue().trim()) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private static JsonNode bool(String at, JsonNode value) {
		return switch (value.asString()) {
			case "true", "1" -> BooleanNode.TRUE;
			case "false", "0" -> BooleanNode.FALSE;
			default -> throw ApiError.validation(at, "must be a boolean");
		};
	}

	/** Decimal degrees are checked; the other forms are kept as they are. */
	private static JsonNode gps(String at, JsonNode value) {
		Rule.require(value.isString() && !value.stringValue().isBlank(), at, "must be a position as text");
		Matcher degrees = DECIMAL_DEGREES.matcher(value.stringValue());
		if (degrees.matches()) {
			Rule.require(
					Math.abs(Double.parseDouble(degrees.group(1))) <= 90
							&& Math.abs(Double.parseDouble(degrees.group(2))) <= 180,
					at, "must be a position on earth");
		}
		return value;
	}

}
