package io.losant4j.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the logins of devices and of users have in common. A refusal never repeats a
 * value: it is a secret, or may be one that was put in the wrong place.
 */
final class LoginFields {

	private LoginFields() {
	}

	static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
		Map<String, Object> copy = new LinkedHashMap<>(fields);
		copy.put(name, value);
		return Collections.unmodifiableMap(copy);
	}

	static <T> T require(boolean met, String field, String rule, T value) {
		if (!met) {
			throw new IllegalArgumentException(field + " " + rule);
		}
		return value;
	}

	static String length(String field, String value, int min, int max) {
		// As JSON Schema counts: an emoji is one character.
		int length = value.codePointCount(0, value.length());
		return require(length >= min && length <= max, field, "must be " + min + " to " + max + " characters", value);
	}

	static long tokenTtl(long ttl) {
		return require(ttl >= 0, "tokenTTL", "must be at least 0", ttl);
	}

	static List<String> scopes(String... scopes) {
		List<String> copy = List.of(scopes);
		require(!copy.isEmpty(), "requestedScopes", "must have at least 1 item", copy);
		require(copy.stream().noneMatch(String::isBlank), "requestedScopes", "must not be empty", copy);
		return require(Set.copyOf(copy).size() == copy.size(), "requestedScopes", "must not repeat a scope", copy);
	}

}
