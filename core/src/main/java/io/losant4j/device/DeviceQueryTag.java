package io.losant4j.device;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * The key or the value of a tag, waiting to hear what it is compared with. A device can
 * have several tags of one key. Texts have at most 255 characters; the comparison throws
 * an {@link IllegalArgumentException} that names the part, the rule and the value where
 * one has more.
 *
 * @param <Q> the query that a comparison makes
 * @see <a href="https://docs.losant.com/references/advanced-queries/">Losant: advanced
 * queries</a>
 */
public final class DeviceQueryTag<Q extends DeviceQuery> {

	private final Map<String, @Nullable Object> before;

	private final String part;

	private final Function<Map<String, @Nullable Object>, Q> query;

	private DeviceQueryTag(Map<String, @Nullable Object> before, String part,
			Function<Map<String, @Nullable Object>, Q> query) {
		this.before = before;
		this.part = part;
		this.query = query;
	}

	static DeviceQueryTag<DeviceQuery> valueOf(String key) {
		return new DeviceQueryTag<>(Map.of(), DeviceQueryGrammar.tagKey(key), DeviceQuery::ofTags);
	}

	static DeviceQueryTag<KeyCondition> anyKey() {
		return new DeviceQueryTag<>(Map.of(), "$tagKey", KeyCondition::new);
	}

	static DeviceQueryTag<DeviceQuery> anyValue() {
		return new DeviceQueryTag<>(Map.of(), "$tagValue", DeviceQuery::ofTags);
	}

	private Map<String, @Nullable Object> pattern(@Nullable Object matcher) {
		Map<String, @Nullable Object> pattern = new LinkedHashMap<>(this.before);
		pattern.put(this.part, DeviceQueryGrammar.tagMatcher(this.part, matcher));
		return Collections.unmodifiableMap(pattern);
	}

	private Q matching(@Nullable Object matcher) {
		return this.query.apply(pattern(matcher));
	}

	private DeviceQuery notMatching(@Nullable Object matcher) {
		return DeviceQuery.ofTags(Map.of("$ne", pattern(matcher)));
	}

	private String text(String text) {
		return DeviceQueryGrammar.required("tags: " + this.part, text);
	}

	/**
	 * The device has such a tag with this text.
	 * @param text the text
	 * @return the query
	 */
	public Q is(String text) {
		return matching(text(text));
	}

	/**
	 * The device has no such tag with this text: the tag wrapped in {@code $ne}.
	 * @param text the text
	 * @return the query
	 */
	public DeviceQuery isNot(String text) {
		return notMatching(text(text));
	}

	/**
	 * The device matches {@code null} here. Losant knows this since version 1.29.3 of its
	 * API.
	 * @return the query
	 */
	public Q isNull() {
		return matching(null);
	}

	/**
	 * The device does not match {@code null} here: the tag wrapped in {@code $ne}. Losant
	 * knows this since version 1.29.3 of its API.
	 * @return the query
	 */
	public DeviceQuery isNotNull() {
		return notMatching(null);
	}

	/**
	 * The device has such a tag with one of these texts: {@code $in}.
	 * @param texts 1 to 100 texts
	 * @return the query
	 */
	public Q isAnyOf(String... texts) {
		return isAnyOf(Arrays.asList(texts));
	}

	/**
	 * The device has such a tag with one of these texts: {@code $in}.
	 * @param texts 1 to 100 texts; an empty collection is refused
	 * @return the query
	 */
	public Q isAnyOf(Collection<String> texts) {
		return matching(Map.of("$in", texts));
	}

	/**
	 * The device has such a tag with none of these texts: {@code $nin}.
	 * @param texts 1 to 100 texts
	 * @return the query
	 */
	public Q isNoneOf(String... texts) {
		return isNoneOf(Arrays.asList(texts));
	}

	/**
	 * The device has such a tag with none of these texts: {@code $nin}.
	 * @param texts 1 to 100 texts; an empty collection is refused, as it would match
	 * every device
	 * @return the query
	 */
	public Q isNoneOf(Collection<String> texts) {
		return matching(Map.of("$nin", texts));
	}

	/**
	 * A query of the keys of a device's tags.
	 */
	public static final class KeyCondition extends DeviceQuery {

		private final Map<String, @Nullable Object> pattern;

		private KeyCondition(Map<String, @Nullable Object> pattern) {
			super("tags", pattern);
			this.pattern = pattern;
		}

		/**
		 * The value of the same tag: {@code $tagValue} beside {@code $tagKey}, as in
		 * {@code tagKey().isAnyOf("site", "plant").withValue().is("berlin")}.
		 * @return the value, waiting to hear what it is compared with
		 */
		public DeviceQueryTag<DeviceQuery> withValue() {
			return new DeviceQueryTag<>(this.pattern, "$tagValue", DeviceQuery::ofTags);
		}

	}

}
