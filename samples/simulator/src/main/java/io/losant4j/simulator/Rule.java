package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

/**
 * What a JSON value must be: a schema, small enough to be read.
 */
@FunctionalInterface
interface Rule {

	/** An id of Losant. */
	Rule ID = matching(Pattern.compile("[A-Fa-f\\d]{24}"), "must be 24 hexadecimal characters");

	/** The form of an attribute's name or a tag's key. */
	Pattern KEY_FORM = Pattern.compile("[0-9a-zA-Z_-]{1,255}");

	/** An attribute's name or a tag's key. */
	Rule KEY = matching(KEY_FORM, "must be 1 to 255 letters, digits, '_' or '-'");

	/** A time as it is written: text, a number or {@code {"$date": text}}. */
	Rule TIME = (at, value) -> {
		boolean date = value.isObject() && value.size() == 1 && value.path("$date").isString();
		require(value.isString() || value.isNumber() || date, at,
				"must be a text, a number or an object with one text \"$date\"");
	};

	/** Any JSON. */
	Rule ANY = (at, value) -> {
	};

	/** A number. */
	Rule NUMBER = (at, value) -> require(value.isNumber(), at, "must be a number");

	/** A boolean. */
	Rule FLAG = (at, value) -> require(value.isBoolean(), at, "must be true or false");

	/** A text, a number or a boolean. */
	Rule SCALAR = (at, value) -> require(value.isString() || value.isNumber() || value.isBoolean(), at,
			"must be a number, a text or a boolean");

	/** An e-mail address. */
	Rule EMAIL = both(text(1, 1024), matching(Pattern.compile("[^@\\s]+@[^@\\s]+"), "must be an e-mail address"));

	/** The address to call when a job is done. */
	Rule URL = both(text(1, 1024), matching(Pattern.compile("https?://\\S+"), "must be a URL"));

	/** Throws a {@code Validation} error where the value breaks the rule. */
	void check(String at, JsonNode value);

	default Rule orNull() {
		return (at, value) -> {
			if (!value.isNull()) {
				check(at, value);
			}
		};
	}

	static void require(boolean kept, String at, String rule) {
		if (!kept) {
			throw ApiError.validation(at, rule);
		}
	}

	static Rule both(Rule first, Rule second) {
		return (at, value) -> {
			first.check(at, value);
			second.check(at, value);
		};
	}

	static Rule text(int min, int max) {
		return (at, value) -> {
			require(value.isString(), at, "must be a text");
			// as JSON Schema counts: an emoji is one character
			int length = value.stringValue().codePointCount(0, value.stringValue().length());
			require(length >= min && length <= max, at, "must have " + min + " to " + max + " characters");
		};
	}

	static Rule matching(Pattern form, String rule) {
		return (at, value) -> require(value.isString() && form.matcher(value.stringValue()).matches(), at, rule);
	}

	static Rule oneOf(String... choices) {
		List<String> allowed = List.of(choices);
		return (at, value) -> require(value.isString() && allowed.contains(value.stringValue()), at,
				"must be one of " + String.join(", ", allowed));
	}

	static Rule integer(long min, long max) {
		return (at, value) -> require(value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= min
				&& value.longValue() <= max, at, "must be a whole number from " + min + " to " + max);
	}

	static Rule list(int max, Rule item) {
		return (at, value) -> {
			require(value.isArray(), at, "must be an array");
			require(value.size() <= max, at, "must not have more than " + max + " items");
			for (int i = 0; i < value.size(); i++) {
				item.check(at + "[" + i + "]", value.get(i));
			}
		};
	}

	/** An object whose keys are free, within a form. */
	static Rule map(Pattern key, Rule value) {
		return (at, object) -> {
			require(object.isObject(), at, "must be an object");
			object.properties().forEach((field) -> {
				require(key.matcher(field.getKey()).matches(), at + "." + field.getKey(),
						"must have a name of the form " + key);
				value.check(at + "." + field.getKey(), field.getValue());
			});
		};
	}

	/** An object that takes only the fields added to it. */
	static Fields closed() {
		return new Fields(false);
	}

	/** An object that takes other fields beside those added to it. */
	static Fields open() {
		return new Fields(true);
	}

	/** Base64, as the value of a blob. */
	static boolean isBase64(String text) {
		try {
			Base64.getDecoder().decode(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * An object of known fields, grown while the schema is written down.
	 */
	final class Fields implements Rule {

		private final Map<String, Rule> fields = new HashMap<>();

		private final List<String> required = new ArrayList<>();

		private final boolean open;

		private Fields(boolean open) {
			this.open = open;
		}

		Fields required(String name, Rule rule) {
			this.required.add(name);
			return optional(name, rule);
		}

		Fields optional(String name, Rule rule) {
			this.fields.put(name, rule);
			return this;
		}

		@Override
		public void check(String at, JsonNode value) {
			require(value.isObject(), at, "must be an object");
			this.required.forEach((name) -> require(value.has(name), at + "." + name, "is required"));
			value.properties().forEach((field) -> {
				Rule rule = this.fields.get(field.getKey());
				require(rule != null || this.open, at + "." + field.getKey(), "is not allowed");
				if (rule != null) {
					rule.check(at + "." + field.getKey(), field.getValue());
				}
			});
		}

	}

}
