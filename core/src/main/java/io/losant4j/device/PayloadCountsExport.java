package io.losant4j.device;

import java.net.URI;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Whose payloads to count, and where the counts go. Immutable: each method returns a
 * changed copy. Only what was set is sent; Losant counts the last 30 days unless told
 * otherwise.
 */
public final class PayloadCountsExport {

	private final Map<String, @Nullable Object> fields;

	private PayloadCountsExport(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * The payloads of all devices of the application.
	 * @return the export
	 */
	public static PayloadCountsExport all() {
		return new PayloadCountsExport(Map.of());
	}

	/**
	 * The payloads of the devices that match a query.
	 * @param query the query
	 * @return the export
	 */
	public static PayloadCountsExport where(DeviceQuery query) {
		return all().with("query", query);
	}

	/**
	 * Counts the payloads of a range of time.
	 * @param range the range
	 * @return a changed copy
	 */
	public PayloadCountsExport within(TimeRange range) {
		return with("start", range.start()).with("end", range.end());
	}

	/**
	 * Sends the result by e-mail. Without it, Losant sends it to the user of the token;
	 * the token of an application has none.
	 * @param address the address, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the address is refused
	 */
	public PayloadCountsExport email(String address) {
		return with("email", Check.email("email", address));
	}

	/**
	 * Calls a URL with the result.
	 * @param url an absolute http or https URL, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the URL is refused
	 */
	public PayloadCountsExport callbackUrl(URI url) {
		return with("callbackUrl", Check.callbackUrl(url));
	}

	private PayloadCountsExport with(String name, Object value) {
		return new PayloadCountsExport(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof PayloadCountsExport that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "PayloadCountsExport" + Check.shown(this.fields);
	}

}
