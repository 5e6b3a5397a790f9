package io.losant4j.device;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The rules of Losant's schemas that several requests share. Each refusal names the
 * field, the rule and the value. Public for the other rooms of this library, not for
 * users of it.
 */
public final class Check {

	private static final Pattern ID = Pattern.compile("[A-Fa-f0-9]{24}");

	private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

	private static final int SHOWN = 80;

	private Check() {
	}

	/**
	 * Requires a key: 1 to 255 letters, digits, {@code _} or {@code -}.
	 * @param field the field, for the refusal
	 * @param value its value
	 * @return the value
	 * @throws IllegalArgumentException if it is refused
	 */
	public static String key(String field, String value) {
		return require(isKey(value), field, "must be 1 to 255 letters, digits, '_' or '-'", value);
	}

	/** No pattern: it took as long for a state's attributes as all of its JSON. */
	private static boolean isKey(String value) {
		for (int i = 0; i < value.length(); i++) {
			char c = value.charAt(i);
			boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
			if (!(letter || (c >= '0' && c <= '9') || c == '_' || c == '-')) {
				return false;
			}
		}
		return !value.isEmpty() && value.length() <= 255;
	}

	/**
	 * Requires an id: 24 hexadecimal characters.
	 * @param field the field, for the refusal
	 * @param value its value
	 * @return the value
	 * @throws IllegalArgumentException if it is refused
	 */
	public static String id(String field, String value) {
		return require(ID.matcher(value).matches(), field, "must be 24 hexadecimal characters", value);
	}

	/**
	 * Requires a text of some length.
	 * @param field the field, for the refusal
	 * @param value its value
	 * @param min the fewest characters
	 * @param max the most characters
	 * @return the value
	 * @throws IllegalArgumentException if it is refused
	 */
	public static String length(String field, String value, int min, int max) {
		// As JSON Schema counts: an emoji is one character.
		int length = value.codePointCount(0, value.length());
		return require(length >= min && length <= max, field, "must be " + min + " to " + max + " characters", value);
	}

	/**
	 * Requires a number in a range.
	 * @param field the field, for the refusal
	 * @param value its value
	 * @param min the smallest value
	 * @param max the largest value
	 * @return the value
	 * @throws IllegalArgumentException if it is refused
	 */
	public static int range(String field, int value, int min, int max) {
		require(value >= min && value <= max, field, "must be " + min + " to " + max, Integer.toString(value));
		return value;
	}

	/**
	 * Requires a collection of some size.
	 * @param <C> the type of the collection
	 * @param field the field, for the refusal
	 * @param values its values
	 * @param min the fewest items
	 * @param max the most items
	 * @return the values
	 * @throws IllegalArgumentException if it is refused
	 */
	public static <C extends Collection<?>> C size(String field, C values, int min, int max) {
		require(values.size() >= min && values.size() <= max, field, "must have " + min + " to " + max + " items",
				Integer.toString(values.size()));
		return values;
	}

	/**
	 * Requires a state that Losant takes: names, values and the workflow version.
	 * @param state the state
	 * @return the state
	 * @throws IllegalArgumentException if it is refused
	 */
	public static DeviceState sendable(DeviceState state) {
		return state.requireSendable();
	}

	static String email(String field, String value) {
		length(field, value, 1, 1_024);
		return require(EMAIL.matcher(value).matches(), field, "must be an e-mail address", value);
	}

	/**
	 * The address itself may carry a secret: it is not repeated.
	 */
	static URI callbackUrl(URI value) {
		String scheme = value.getScheme();
		if (value.getHost() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
			throw new IllegalArgumentException(
					"callbackUrl must be an absolute http or https URL, was one of scheme '" + scheme + "'");
		}
		range("callbackUrl length", value.toString().length(), 1, 1_024);
		return value;
	}

	/**
	 * The fields as they may be shown.
	 */
	static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> fields) {
		return fields.containsKey("callbackUrl") ? with(fields, "callbackUrl", "hidden") : fields;
	}

	private static String require(boolean met, String field, String rule, String value) {
		if (!met) {
			String shown = (value.length() > SHOWN) ? value.substring(0, SHOWN) + "…" : value;
			throw new IllegalArgumentException(field + " " + rule + ", was '" + shown + "'");
		}
		return value;
	}

	/** As many ids as Losant takes in one call. */
	static List<String> ids(String field, Collection<String> values) {
		size(field, values, 1, 1_000).forEach((value) -> id(field, value));
		return List.copyOf(values);
	}

	/**
	 * The query of an action that changes what it matches. An empty one would match every
	 * device of the application, and is easily made by accident.
	 */
	static DeviceQuery selective(DeviceQuery query) {
		require(!query.isEmpty(), "query", "must not be empty, which means every device of the application "
				+ "(everyDeviceOfTheApplication(..) says so openly)", query.toString());
		return query;
	}

	/**
	 * An unmodifiable copy that, unlike {@code List.copyOf}, takes what a server may
	 * answer: nothing at all, and nulls.
	 * @param <T> the type of an item
	 * @param values the items, or {@code null} for none
	 * @return the copy
	 */
	public static <T> List<T> frozen(@Nullable List<T> values) {
		return (values != null) ? Collections.unmodifiableList(new ArrayList<>(values)) : List.of();
	}

	/**
	 * An unmodifiable copy that keeps the order and, unlike {@code Map.copyOf}, takes
	 * what a server may answer: nothing at all, and nulls.
	 * @param <K> the type of a key
	 * @param <V> the type of a value
	 * @param values the entries, or {@code null} for none
	 * @return the copy
	 */
	public static <K, V> Map<K, V> frozen(@Nullable Map<K, V> values) {
		return (values != null) ? Collections.unmodifiableMap(new LinkedHashMap<>(values)) : Map.of();
	}

	/**
	 * An unmodifiable copy with one more entry, for requests that hold what was set by
	 * its name on the wire.
	 * @param fields the entries so far
	 * @param name the name of the entry, which may be among them
	 * @param value the value of the entry
	 * @return the copy
	 */
	public static Map<String, @Nullable Object> with(Map<String, @Nullable Object> fields, String name,
			@Nullable Object value) {
		Map<String, @Nullable Object> copy = new LinkedHashMap<>(fields);
		copy.put(name, value);
		return Collections.unmodifiableMap(copy);
	}

}
