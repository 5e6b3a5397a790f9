package io.losant4j.device;

import java.net.URI;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Which devices to export, and where the export goes. Immutable: each method returns a
 * changed copy. Only what was set is sent.
 */
public final class DevicesExport {

	private final Map<String, @Nullable Object> fields;

	private DevicesExport(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * All devices of the application, as CSV. Older servers know this export, with
	 * {@link #email}, and no other.
	 * @return the export
	 */
	public static DevicesExport all() {
		return new DevicesExport(Map.of());
	}

	/**
	 * The devices that match a query. Losant knows this since version 1.17.2 of its API.
	 * @param query the query
	 * @return the export
	 */
	public static DevicesExport where(DeviceQuery query) {
		return all().with("query", query);
	}

	/**
	 * Exports JSON instead of CSV. Losant knows this since version 1.26.8 of its API.
	 * @return a changed copy
	 */
	public DevicesExport asJson() {
		return with("format", "json");
	}

	/**
	 * Sends the result by e-mail. Without it, Losant sends it to the user of the token;
	 * the token of an application has none.
	 * @param address the address, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the address is refused
	 */
	public DevicesExport email(String address) {
		return with("email", Check.email("email", address));
	}

	/**
	 * Calls a URL with the result. As it may hold a secret, it travels in the body, where
	 * no log shows it; servers before version 1.17.2 of the API do not read it there.
	 * @param url an absolute http or https URL, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the URL is refused
	 */
	public DevicesExport callbackUrl(URI url) {
		return with("callbackUrl", Check.callbackUrl(url));
	}

	/**
	 * Older servers take an address as a parameter, and nothing else; newer ones take
	 * everything in a body.
	 */
	boolean fitsParameters() {
		return Set.of("email").containsAll(this.fields.keySet());
	}

	private DevicesExport with(String name, Object value) {
		return new DevicesExport(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicesExport that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DevicesExport" + Check.shown(this.fields);
	}

}
