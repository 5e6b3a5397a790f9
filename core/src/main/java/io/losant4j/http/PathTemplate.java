package io.losant4j.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.web.util.UriUtils;

/**
 * A path as on Losant's page, such as {@code /applications/{applicationId}/devices}. No
 * value of a variable can lead to another path.
 */
public final class PathTemplate {

	private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

	private static final Pattern PATH = Pattern.compile("(/([0-9A-Za-z_-]+|\\{\\w+}))+");

	// Other variables that are called ids may take a name as well, as flowVersionId does.
	private static final Set<String> IDS = Set.of("applicationId", "deviceId");

	private static final Pattern ID = Pattern.compile("[A-Fa-f0-9]{24}");

	// Encoded slashes are decoded by some proxies; dots stay as they are when encoded.
	private static final Pattern SEGMENT = Pattern.compile("(?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]+");

	private final String path;

	private final List<String> variables;

	private PathTemplate(String path) {
		this.path = path;
		this.variables = VARIABLE.matcher(path).results().map((variable) -> variable.group(1)).distinct().toList();
	}

	/**
	 * Reads a template.
	 * @param path the path: each segment a name, or a variable in braces
	 * @return the template
	 * @throws IllegalArgumentException if the path is anything else
	 */
	public static PathTemplate of(String path) {
		if (!PATH.matcher(path).matches()) {
			throw new IllegalArgumentException("template must be a path such as /applications/{applicationId}/events,"
					+ " without a query, was '" + path + "'");
		}
		return new PathTemplate(path);
	}

	/**
	 * The names of the variables.
	 * @return the names, in the order of the path, each of them once
	 */
	public List<String> variables() {
		return this.variables;
	}

	/**
	 * Checks the value of a variable.
	 * @param name the variable
	 * @param value its value: one segment of a path; an id where the variable is
	 * {@code applicationId} or {@code deviceId}
	 * @return the value
	 * @throws IllegalArgumentException if the template has no such variable, or the value
	 * is refused
	 */
	public String check(String name, String value) {
		if (!this.variables.contains(name)) {
			throw new IllegalArgumentException("variable must be one of " + this.path + ", was '" + name + "'");
		}
		if (IDS.contains(name) && !ID.matcher(value).matches()) {
			throw new IllegalArgumentException(name + " must be 24 hexadecimal characters, was '" + value + "'");
		}
		if (!SEGMENT.matcher(value).matches()) {
			throw new IllegalArgumentException(name + " must not be empty, '.' or '..', nor contain '/', '\\'"
					+ " or a control character, was '" + value + "'");
		}
		return value;
	}

	/**
	 * Puts the values in.
	 * @param values the value of each variable
	 * @return the path, percent-encoded
	 * @throws IllegalArgumentException if a value is missing or refused
	 */
	public String expand(Map<String, String> values) {
		return VARIABLE.matcher(this.path).replaceAll((variable) -> Matcher.quoteReplacement(value(variable, values)));
	}

	private String value(MatchResult variable, Map<String, String> values) {
		String name = variable.group(1);
		String value = values.get(name);
		if (value == null) {
			throw new IllegalArgumentException("variable '" + name + "' of " + this.path + " must be set");
		}
		return UriUtils.encode(check(name, value), StandardCharsets.UTF_8);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PathTemplate that && this.path.equals(that.path);
	}

	@Override
	public int hashCode() {
		return this.path.hashCode();
	}

	@Override
	public String toString() {
		return this.path;
	}

}
