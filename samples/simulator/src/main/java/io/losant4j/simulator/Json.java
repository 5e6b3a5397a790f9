package io.losant4j.simulator;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON text to tree and back.
 */
final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	/** Below this, a double is exact about whole numbers. */
	private static final long EXACT = 1L << 53;

	private Json() {
	}

	static ObjectNode object() {
		return JsonNodeFactory.instance.objectNode();
	}

	static ArrayNode array() {
		return JsonNodeFactory.instance.arrayNode();
	}

	static JsonNode text(String text) {
		return JsonNodeFactory.instance.stringNode(text);
	}

	/** A number; a whole one has no fraction of zero, as in JavaScript. */
	static JsonNode number(double number) {
		long whole = (long) number;
		return (whole == number && Math.abs(number) < EXACT) ? LongNode.valueOf(whole) : DoubleNode.valueOf(number);
	}

	/** The value of a number of any size, infinite where it is too large. */
	static double doubleOf(JsonNode number) {
		return number.numberValue().doubleValue();
	}

	/** The whole part of a number of any size, the nearest long where it is too large. */
	static long longOf(JsonNode number) {
		return number.canConvertToLong() ? number.numberValue().longValue() : (long) doubleOf(number);
	}

	/** The tree, a missing node for empty text; {@code at} names it in the error. */
	static JsonNode read(String at, byte[] text) {
		try {
			return MAPPER.readTree(text);
		}
		catch (JacksonException ex) {
			throw ApiError.validation(at, "must be JSON: " + ex.getOriginalMessage());
		}
	}

	static byte[] write(JsonNode tree) {
		return MAPPER.writeValueAsBytes(tree);
	}

}
