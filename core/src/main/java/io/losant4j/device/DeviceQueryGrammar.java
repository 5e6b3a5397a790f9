package io.losant4j.device;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The rules of Losant's advanced device query, and the only place that knows them. Every
 * method returns an unmodifiable copy of what it was given, or refuses it.
 * <p>
 * Where Losant's schema lets a condition through that tests nothing ({@code $and: []},
 * {@code $nin: []}, {@code name: {}}), this grammar does not: such a query matches every
 * device of the application and does not look so.
 */
final class DeviceQueryGrammar {

	private static final int MAX_ITEMS = 100;

	private static final int MAX_TAG_LENGTH = 255;

	/** A whole number of more digits is no {@code long}, and need not be written out. */
	private static final int DIGITS_OF_LONG = 19;

	private static final Set<String> COMBINATORS = Set.of("$and", "$or", "$nor");

	private static final Set<String> ID_FIELDS = Set.of("id", "gatewayId", "parentId", "ancestorId", "experienceUserId",
			"experienceGroupId");

	private static final Set<String> SCALAR_FIELDS = Set.of("name", "deviceClass", "attributeName", "connectionStatus",
			"creationDate", "lastUpdated", "deletedAt", "connectedAt", "disconnectedAt");

	private static final Set<String> TAG_PARTS = Set.of("$tagKey", "$tagValue");

	private DeviceQueryGrammar() {
	}

	static Map<String, @Nullable Object> query(Map<?, ?> query) {
		Map<String, @Nullable Object> checked = new LinkedHashMap<>();
		query.forEach((key, value) -> checked.put(String.valueOf(key), member(String.valueOf(key), value)));
		return Collections.unmodifiableMap(checked);
	}

	private static @Nullable Object member(String key, @Nullable Object value) {
		if (COMBINATORS.contains(key)) {
			return queries(key, value);
		}
		if (key.equals("tags")) {
			return tags(value);
		}
		if (!ID_FIELDS.contains(key) && !SCALAR_FIELDS.contains(key)) {
			throw refusal("query", "made of Losant's combinators and device fields", key);
		}
		return (value instanceof Map<?, ?> operators) ? bare(operators(key, operators)) : operand(key, key, value);
	}

	/**
	 * {@code $eq} alone is written as the bare value, so that equal queries are equal.
	 */
	static @Nullable Object bare(Map<String, @Nullable Object> operators) {
		return (operators.size() == 1 && operators.containsKey("$eq")) ? operators.get("$eq") : operators;
	}

	private static List<Map<String, @Nullable Object>> queries(String combinator, @Nullable Object value) {
		List<Map<String, @Nullable Object>> checked = new ArrayList<>();
		for (Object query : items(combinator, value)) {
			if (!(query instanceof Map<?, ?> map) || map.isEmpty()) {
				throw refusal(combinator, "made of queries that are not empty", query);
			}
			checked.add(query(map));
		}
		return Collections.unmodifiableList(checked);
	}

	static Map<String, @Nullable Object> operators(String field, Map<?, ?> operators) {
		if (operators.isEmpty() || operators.keySet().equals(Set.of("$ci"))) {
			throw refusal(field, "given at least one operator that compares", operators);
		}
		if (ID_FIELDS.contains(field) && operators.size() > 1) {
			throw refusal(field, "given exactly one operator", operators);
		}
		Map<String, @Nullable Object> checked = new LinkedHashMap<>();
		operators
			.forEach((key, value) -> checked.put(String.valueOf(key), operator(field, String.valueOf(key), value)));
		return Collections.unmodifiableMap(checked);
	}

	private static @Nullable Object operator(String field, String operator, @Nullable Object value) {
		String where = field + ": " + operator;
		return switch (operator) {
			case "$eq", "$ne", "$gt", "$lt", "$gte", "$lte" -> operand(field, where, value);
			case "$in", "$nin" ->
				items(where, value).stream().map((item) -> operand(field, where, required(where, item))).toList();
			case "$startsWith", "$endsWith", "$contains", "$ci" -> textOperand(field, where, operator, value);
			default -> throw refusal(field, "given Losant's operators", operator);
		};
	}

	private static Object textOperand(String field, String where, String operator, @Nullable Object value) {
		if (ID_FIELDS.contains(field)) {
			throw refusal(field, "given an operator for ids", operator);
		}
		if (operator.equals("$ci")) {
			if (!(value instanceof Boolean)) {
				throw refusal(where, "true or false", value);
			}
			return value;
		}
		if (!(value instanceof String text) || text.isEmpty()) {
			throw refusal(where, "a text of at least 1 character", value);
		}
		return text;
	}

	private static @Nullable Object operand(String field, String where, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (ID_FIELDS.contains(field)) {
			if (!(value instanceof String id)) {
				throw refusal(where, "24 hexadecimal characters", value);
			}
			return Check.id(where, id);
		}
		if (value instanceof Number number && Check.isFinite(number)) {
			return exact(number);
		}
		if (value instanceof String || value instanceof Boolean) {
			return value;
		}
		throw refusal(where, "a text, a number, true, false or null", value);
	}

	/** One number for one value, so that 1 equals 1 and 1.0, whoever read it. */
	private static Number exact(Number number) {
		BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
		boolean small = exact.scale() <= 0 && exact.precision() - exact.scale() <= DIGITS_OF_LONG;
		boolean whole = small && exact.toBigIntegerExact().bitLength() < Long.SIZE;
		return whole ? (Number) exact.longValueExact() : exact;
	}

	private static @Nullable Object tags(@Nullable Object value) {
		if (value instanceof Map<?, ?> wrapped && wrapped.size() == 1) {
			for (String operator : List.of("$eq", "$ne")) {
				if (wrapped.containsKey(operator)) {
					return bare(Collections.singletonMap(operator, tagPattern(wrapped.get(operator))));
				}
			}
		}
		return tagPattern(value);
	}

	private static @Nullable Object tagPattern(@Nullable Object value) {
		if (value == null) {
			return null;
		}
		if (!(value instanceof Map<?, ?> pattern) || pattern.isEmpty()) {
			throw refusal("tags", "null or name at least one tag", value);
		}
		boolean byPart = pattern.keySet().stream().map(String::valueOf).allMatch(TAG_PARTS::contains);
		Map<String, @Nullable Object> checked = new LinkedHashMap<>();
		pattern.forEach((part, matcher) -> {
			String key = byPart ? String.valueOf(part) : tagKey((part != null) ? part.toString() : null);
			checked.put(key, tagMatcher(key, matcher));
		});
		return Collections.unmodifiableMap(checked);
	}

	static String tagKey(@Nullable String key) {
		return Check.key("tags: key", key);
	}

	static @Nullable Object tagMatcher(String part, @Nullable Object matcher) {
		String where = "tags: " + part;
		if (matcher instanceof Map<?, ?> list && list.size() == 1) {
			for (String operator : List.of("$in", "$nin")) {
				if (list.containsKey(operator)) {
					String item = where + ' ' + operator;
					return Map.of(operator,
							items(item, list.get(operator)).stream()
								.map((text) -> tagText(item, required(item, text)))
								.toList());
				}
			}
		}
		return (matcher != null) ? tagText(where, matcher) : null;
	}

	private static String tagText(String where, Object value) {
		if (!(value instanceof String text) || text.codePointCount(0, text.length()) > MAX_TAG_LENGTH) {
			throw refusal(where, "a text of at most 255 characters", value);
		}
		return text;
	}

	static Collection<?> items(String where, @Nullable Object value) {
		if (!(value instanceof Collection<?> items) || items.isEmpty() || items.size() > MAX_ITEMS) {
			String size = (value instanceof Collection<?> items) ? items.size() + " items" : "no list";
			throw refusal(where, "a list of 1 to 100 items (" + size + ')', value);
		}
		return items;
	}

	/** A {@code null} of the caller's must not become a search for what has no value. */
	static <T> T required(String where, @Nullable T value) {
		if (value == null) {
			throw refusal(where, "a value (isNull() looks for what has none)", null);
		}
		return value;
	}

	static IllegalArgumentException refusal(String where, String rule, @Nullable Object value) {
		return Check.refusal(where, "must be " + rule, value);
	}

}
