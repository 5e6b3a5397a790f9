package io.losant4j.device;

import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Which names to list. Immutable: each method returns a changed copy.
 */
public final class NamesQuery {

	private final @Nullable DeviceQuery query;

	private final @Nullable String prefix;

	private NamesQuery(@Nullable DeviceQuery query, @Nullable String prefix) {
		this.query = query;
		this.prefix = prefix;
	}

	/**
	 * The names on all devices of the application.
	 * @return the query
	 */
	public static NamesQuery all() {
		return new NamesQuery(null, null);
	}

	/**
	 * The names on the devices that match an advanced query.
	 * @param query the advanced query
	 * @return the query
	 */
	public static NamesQuery where(DeviceQuery query) {
		return new NamesQuery(query, null);
	}

	/**
	 * Asks for the names that start with a text.
	 * @param text the text, in upper or lower case; at least 1 character
	 * @return a changed copy
	 * @throws IllegalArgumentException if the text is empty
	 */
	public NamesQuery startsWith(String text) {
		return new NamesQuery(this.query, Check.length("startsWith", text, 1, Integer.MAX_VALUE));
	}

	Map<String, @Nullable Object> parameters() {
		return Check.with(Map.of(), "startsWith", this.prefix);
	}

	@Nullable DeviceQuery query() {
		return this.query;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof NamesQuery that && Objects.equals(this.query, that.query)
				&& Objects.equals(this.prefix, that.prefix);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.query, this.prefix);
	}

	@Override
	public String toString() {
		return "NamesQuery[query=" + this.query + ", startsWith=" + this.prefix + "]";
	}

}
