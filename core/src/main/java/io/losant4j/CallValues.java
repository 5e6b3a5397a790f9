package io.losant4j;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link LosantCall} carries.
 */
final class CallValues {

	private CallValues() {
	}

	static <V> Map<String, V> with(Map<String, V> values, String name, V value) {
		Map<String, V> copy = new LinkedHashMap<>(values);
		copy.put(name, value);
		return Collections.unmodifiableMap(copy);
	}

	/** A copy that nobody can change; of other values, whoever gave them takes care. */
	static Object frozen(Object value) {
		if (value instanceof Map<?, ?> map) {
			Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
			map.forEach((key, item) -> copy.put(key, frozenItem(item)));
			return Collections.unmodifiableMap(copy);
		}
		return (value instanceof Collection<?> items) ? items.stream().map(CallValues::frozenItem).toList() : value;
	}

	private static @Nullable Object frozenItem(@Nullable Object item) {
		return (item != null) ? frozen(item) : null;
	}

	/** Anything else would travel as what its {@code toString} happens to say. */
	static void requireText(String name, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			map.values().forEach((item) -> requireText(name, item));
		}
		else if (value instanceof Collection<?> items) {
			items.forEach((item) -> requireText(name, item));
		}
		else if (!(value instanceof CharSequence || value instanceof Number || value instanceof Boolean)) {
			throw new IllegalArgumentException(name + " must be made of texts, numbers and booleans, was "
					+ ((value != null) ? "a " + value.getClass().getName() : "null"));
		}
	}

}
