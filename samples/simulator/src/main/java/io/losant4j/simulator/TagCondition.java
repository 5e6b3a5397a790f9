package io.losant4j.simulator;

import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a query says of a device's tags. A pair holds where one tag fits both its key and
 * its value; {@code null} in place of either, or of the whole, means that no tag does.
 */
final class TagCondition {

	private static final Rule LITERAL = Rule.text(0, 255);

	private static final Rule LITERALS = Rule.list(100, LITERAL);

	private TagCondition() {
	}

	static Predicate<Device> of(String at, JsonNode node) {
		if (node.isObject() && node.size() == 1 && node.has("$eq")) {
			return tags(at + ".$eq", node.get("$eq"));
		}
		if (node.isObject() && node.size() == 1 && node.has("$ne")) {
			return tags(at + ".$ne", node.get("$ne")).negate();
		}
		return tags(at, node);
	}

	private static Predicate<Device> tags(String at, JsonNode node) {
		if (node.isNull()) {
			return (device) -> device.profile().tags().isEmpty();
		}
		Rule.require(node.isObject() && !node.isEmpty(), at, "must be null or an object with a field");
		if (node.has("$tagKey") || node.has("$tagValue")) {
			return pair(at, node);
		}
		Predicate<Device> all = (device) -> true;
		for (var entry : node.properties()) {
			String key = entry.getKey();
			Rule.KEY.check(at + "." + key, Json.text(key));
			Predicate<Device> some = some((text) -> text.stringValue().equals(key),
					fits(at + "." + key, entry.getValue()));
			all = all.and(entry.getValue().isNull() ? some.negate() : some);
		}
		return all;
	}

	private static Predicate<Device> pair(String at, JsonNode node) {
		node.propertyNames()
			.forEach((name) -> Rule.require(name.equals("$tagKey") || name.equals("$tagValue"), at + "." + name,
					"is not allowed"));
		JsonNode key = node.get("$tagKey");
		JsonNode value = node.get("$tagValue");
		Predicate<Device> some = some(fits(at + ".$tagKey", key), fits(at + ".$tagValue", value));
		boolean none = (key != null && key.isNull()) || (value != null && value.isNull());
		return none ? some.negate() : some;
	}

	private static Predicate<Device> some(Predicate<JsonNode> key, Predicate<JsonNode> value) {
		return (device) -> {
			for (JsonNode tag : device.profile().tags()) {
				if (key.test(tag.path("key")) && value.test(tag.path("value"))) {
					return true;
				}
			}
			return false;
		};
	}

	/** Whether a key or a value fits; where nothing is asked of it, all do. */
	private static Predicate<JsonNode> fits(String at, @Nullable JsonNode matcher) {
		if (matcher == null || matcher.isNull()) {
			return Objects::nonNull;
		}
		if (matcher.isString()) {
			LITERAL.check(at, matcher);
			return matcher::equals;
		}
		Rule.require(matcher.isObject() && matcher.size() == 1 && (matcher.has("$in") || matcher.has("$nin")), at,
				"must be a text, null or an object with either $in or $nin");
		boolean within = matcher.has("$in");
		JsonNode texts = matcher.path(within ? "$in" : "$nin");
		LITERALS.check(at, texts);
		return (text) -> {
			boolean found = false;
			for (JsonNode item : texts) {
				found |= item.equals(text);
			}
			return found == within;
		};
	}

}
