package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The query parameters of a request.
 */
final class Params {

	private static final Pattern BRACKETS = Pattern.compile("\\[(\\w*)]");

	private final Map<String, List<String>> values;

	Params(Map<String, List<String>> values) {
		this.values = values;
	}

	/** The text of a parameter, {@code null} where it is absent or empty. */
	@Nullable String text(String name) {
		List<String> found = this.values.get(name);
		return (found == null || found.get(0).isEmpty()) ? null : found.get(0);
	}

	String text(String name, String fallback) {
		String text = text(name);
		return (text != null) ? text : fallback;
	}

	/** One of some words. */
	String choice(String name, String fallback, Set<String> choices) {
		String text = text(name, fallback);
		Rule.require(choices.contains(text), name, "must be one of " + String.join(", ", new TreeSet<>(choices)));
		return text;
	}

	/** Whether a parameter is {@code desc}, or else {@code asc}. */
	boolean descending(String name, String fallback) {
		return choice(name, fallback, Set.of("asc", "desc")).equals("desc");
	}

	/** Checks the text of a parameter that is there. */
	void check(String name, Rule rule) {
		String text = text(name);
		if (text != null) {
			rule.check(name, Json.text(text));
		}
	}

	/** A flag is set by being there, in any spelling but those of "no". */
	boolean flag(String name) {
		List<String> found = this.values.get(name);
		return found != null && !found.get(0).equalsIgnoreCase("false") && !found.get(0).equals("0");
	}

	@Nullable Long number(String name) {
		String text = text(name);
		if (text == null) {
			return null;
		}
		try {
			return Long.valueOf(text);
		}
		catch (NumberFormatException ex) {
			throw ApiError.validation(name, "must be a whole number");
		}
	}

	long number(String name, long fallback) {
		Long number = number(name);
		return (number != null) ? number : fallback;
	}

	int number(String name, int fallback, int min, int max) {
		long number = number(name, (long) fallback);
		Rule.require(number >= min && number <= max, name, "must be a whole number from " + min + " to " + max);
		return (int) number;
	}

	/** A parameter that holds JSON text. */
	@Nullable JsonNode json(String name) {
		String text = text(name);
		return (text != null) ? Json.read(name, text.getBytes(StandardCharsets.UTF_8)) : null;
	}

	/**
	 * A parameter in bracket notation, such as {@code tagFilter[0][key]=site}: an array
	 * of texts or of objects, or the bare text; {@code null} where it is absent.
	 */
	@Nullable JsonNode brackets(String name) {
		String bare = text(name);
		if (bare != null) {
			return Json.text(bare);
		}
		ArrayNode items = Json.array();
		ObjectNode places = Json.object();
		this.values.forEach((key, texts) -> {
			if (key.startsWith(name + "[")) {
				texts.forEach((text) -> put(items, places, key.substring(name.length()), key, text));
			}
		});
		return items.isEmpty() ? null : items;
	}

	private static void put(ArrayNode items, ObjectNode places, String path, String key, String text) {
		Matcher index = BRACKETS.matcher(path);
		Rule.require(index.lookingAt(), key, "must be in bracket notation");
		if (index.end() == path.length()) {
			items.add(text);
			return;
		}
		Matcher field = BRACKETS.matcher(path).region(index.end(), path.length());
		Rule.require(field.matches(), key, "must be in bracket notation");
		JsonNode place = places.get(index.group(1));
		if (!(place instanceof ObjectNode)) {
			place = items.addObject();
			places.set(index.group(1), place);
		}
		((ObjectNode) place).put(field.group(1), text);
	}

}
