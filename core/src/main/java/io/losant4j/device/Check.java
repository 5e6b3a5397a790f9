package io.losant4j.device;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

	/** What Losant writes as 1 means the beginning of time. */
	private static final Instant BEGINNING = Instant.ofEpochMilli(1);

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
	public static String key(String field, @Nullable String value) {
		if (value == null || !isKey(value)) {
			throw refusal(field, "must be 1 to 255 letters, digits, '_' or '-'", value);
		}
		return value;
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
	public static String id(String field, @Nullable String value) {
		if (value == null || !ID.matcher(value).matches()) {
			throw refusal(field, "must be 24 hexadecimal characters", value);
		}
		return value;
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
	public static String length(String field, @Nullable String value, int min, int max) {
		// As JSON Schema counts: an emoji is one character.
		int length = (value != null) ? value.codePointCount(0, value.length()) : -1;
		if (value == null || length < min || length > max) {
			throw refusal(field, "must be " + min + " to " + max + " characters", value);
		}
		return value;
	}

	/**
	 * Requires a name that Losant knows. What is read stays open; what is sent does not,
	 * as Losant refuses a name that is not in its list.
	 * @param <T> the type of the name
	 * @param field the field, for the refusal
	 * @param value its value
	 * @param known the names that Losant knows
	 * @return the value
	 * @throws IllegalArgumentException if it is refused
	 */
	public static <T> T known(String field, @Nullable T value, List<T> known) {
		if (value == null || !known.contains(value)) {
			throw refusal(field, "must be one of " + known, (value != null) ? value.toString() : null);
		}
		return value;
	}

	/**
	 * Requires a direction that Losant knows.
	 * @param value the direction
	 * @return the direction
	 * @throws IllegalArgumentException if it is refused
	 */
	public static SortDirection direction(SortDirection value) {
		return known("sortDirection", value, SortDirection.KNOWN);
	}

	/**
	 * Requires a moment that Losant reads as one: 0 would be now, 1 the beginning of time
	 * and a negative number a time before now.
	 * @param field the field, for the refusal
	 * @param moment its value
	 * @return the moment in milliseconds since the epoch
	 * @throws IllegalArgumentException if it is refused
	 */
	public static long moment(String field, Instant moment) {
		if (!moment.isAfter(BEGINNING) || epochMilli(field, moment) <= BEGINNING.toEpochMilli()) {
			throw refusal(field, "must be after " + BEGINNING, moment);
		}
		return moment.toEpochMilli();
	}

	/**
	 * Requires a moment that a number of milliseconds can say.
	 * @param field the field, for the refusal
	 * @param moment its value
	 * @return the moment in milliseconds since the epoch
	 * @throws IllegalArgumentException if it is refused
	 */
	public static long epochMilli(String field, Instant moment) {
		try {
			return moment.toEpochMilli();
		}
		catch (ArithmeticException ex) {
			throw refusal(field, "must be a time that milliseconds since the epoch can hold", moment);
		}
	}

	/**
	 * Requires a length of time that a number of milliseconds can say.
	 * @param field the field, for the refusal
	 * @param length its value, at least a millisecond
	 * @return the length in milliseconds
	 * @throws IllegalArgumentException if it is refused
	 */
	public static long millis(String field, Duration length) {
		if (length.compareTo(Duration.ofMillis(1)) < 0) {
			throw refusal(field, "must be at least 1 ms", length);
		}
		if (length.compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0) {
			throw refusal(field, "must be at most " + Long.MAX_VALUE + " ms", length);
		}
		return length.toMillis();
	}

	/**
	 * Whether a value is a number that JSON can say: of any size, but no infinity.
	 * @param value the value
	 * @return whether it is
	 */
	public static boolean isFinite(@Nullable Object value) {
		return value instanceof BigDecimal || value instanceof BigInteger
				|| (value instanceof Number number && Double.isFinite(number.doubleValue()));
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

	/**
	 * Requires tag filters that Losant takes.
	 * @param field the field, for the refusal
	 * @param filters the filters, at least one
	 * @param max the most filters
	 * @return the filters
	 * @throws IllegalArgumentException if they are refused
	 */
	public static List<TagFilter> sendable(String field, Collection<TagFilter> filters, int max) {
		return size(field, filters, 1, max).stream().map(TagFilter::requireSendable).toList();
	}

	static String email(String field, String value) {
		length(field, value, 1, 1_024);
		return require(EMAIL.matcher(value).matches(), field, "must be an e-mail address", value);
	}

	/**
	 * The address itself may carry a secret: it is not repeated.
	 */
	static String callbackUrl(URI value) {
		String scheme = value.getScheme();
		// A host with an underscore is an authority for java.net.URI, and no host.
		if (value.getRawAuthority() == null || !("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme))) {
			throw new IllegalArgumentException(
					"callbackUrl must be an absolute http or https URL, was one of scheme '" + scheme + "'");
		}
		String url = value.toASCIIString();
		range("callbackUrl length", url.length(), 1, 1_024);
		return url;
	}

	/**
	 * The fields as they may be shown.
	 */
	static Map<String, @Nullable Object> shown(Map<String, @Nullable Object> fields) {
		return fields.containsKey("callbackUrl") ? with(fields, "callbackUrl", "hidden") : fields;
	}

	private static String require(boolean met, String field, String rule, String value) {
		if (!met) {
			throw refusal(field, rule, value);
		}
		return value;
	}

	/**
	 * The one form of a refusal: the field, the rule and the value.
	 */
	static IllegalArgumentException refusal(String field, String rule, @Nullable Object value) {
		String text = String.valueOf(value);
		String shown = (text.length() > SHOWN) ? text.substring(0, SHOWN) + "…" : text;
		return new IllegalArgumentException(
				field + " " + rule + ", was " + ((value instanceof String) ? "'" + shown + "'" : shown));
	}

	/**
	 * Requires ids, as many as Losant takes in one call.
	 * @param field the field, for the refusal
	 * @param values the ids, 1 to 1,000
	 * @return the ids
	 * @throws IllegalArgumentException if they are refused
	 */
	public static List<String> ids(String field, Collection<String> values) {
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
	 * answer: nothing at all, and nulls, which are left out.
	 * @param <T> the type of an item
	 * @param values the items, or {@code null} for none
	 * @return the copy
	 */
	public static <T> List<T> frozen(@Nullable List<T> values) {
		if (values == null) {
			return List.of();
		}
		List<T> copy = new ArrayList<>(values);
		copy.removeIf(Objects::isNull);
		return Collections.unmodifiableList(copy);
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

	/** What must be there, but is left out by some server: then it is empty. */
	static String told(@Nullable String value) {
		return (value != null) ? value : "";
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
