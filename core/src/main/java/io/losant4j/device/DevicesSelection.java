package io.losant4j.device;

import java.net.URI;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Which devices to delete or to restore, and who is told of it. Immutable: each method
 * returns a changed copy. Only what was set is sent.
 */
public final class DevicesSelection {

	private final Map<String, @Nullable Object> fields;

	private DevicesSelection(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * The devices that match a query. A restoration looks among the deleted ones.
	 * @param query the query; an empty one is refused, since it would match every device
	 * of the application
	 * @return the selection
	 * @throws IllegalArgumentException if the query is empty
	 */
	public static DevicesSelection where(DeviceQuery query) {
		return new DevicesSelection(Map.of()).with("query", Check.selective(query));
	}

	/**
	 * Every device of the application, without exception.
	 * @return the selection
	 */
	public static DevicesSelection everyDeviceOfTheApplication() {
		return new DevicesSelection(Map.of()).with("query", DeviceQuery.everything());
	}

	/**
	 * Sends the result by e-mail. Without it, Losant sends it to the user of the token;
	 * the token of an application has none.
	 * @param address the address, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the address is refused
	 */
	public DevicesSelection email(String address) {
		return with("email", Check.email("email", address));
	}

	/**
	 * Calls a URL with the result.
	 * @param url an absolute http or https URL, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the URL is refused
	 */
	public DevicesSelection callbackUrl(URI url) {
		return with("callbackUrl", Check.callbackUrl(url));
	}

	/**
	 * Makes Losant queue a job, however few the devices are. Losant knows this since
	 * version 1.27.1 of its API.
	 * @return a changed copy
	 */
	public DevicesSelection asJob() {
		return with("forceJob", true);
	}

	private DevicesSelection with(String name, Object value) {
		return new DevicesSelection(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicesSelection that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DevicesSelection" + Check.shown(this.fields);
	}

}
