package io.losant4j.device;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Which data of which devices to remove. Immutable: each method returns a changed copy.
 * Only what was set is sent; the data of all attributes is meant unless some are named.
 */
public final class DevicesRemoveData {

	private final Map<String, @Nullable Object> fields;

	private DevicesRemoveData(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * The data of the devices that match a query.
	 * @param query the query; an empty one is refused, since it would match every device
	 * of the application
	 * @param range the range of time whose data is removed
	 * @return what to remove
	 * @throws IllegalArgumentException if the query is empty
	 */
	public static DevicesRemoveData where(DeviceQuery query, TimeRange range) {
		return of(Check.selective(query), range);
	}

	/**
	 * The data of every device of the application, without exception.
	 * @param range the range of time whose data is removed
	 * @return what to remove
	 */
	public static DevicesRemoveData everyDeviceOfTheApplication(TimeRange range) {
		return of(DeviceQuery.everything(), range);
	}

	private static DevicesRemoveData of(DeviceQuery query, TimeRange range) {
		return new DevicesRemoveData(Map.of()).with("query", query)
			.with("start", range.start())
			.with("end", range.end());
	}

	/**
	 * Removes the data of some attributes only.
	 * @param names the attributes, 1 to 256
	 * @return a changed copy
	 * @throws IllegalArgumentException if a name is refused, or there are none or too
	 * many
	 */
	public DevicesRemoveData attributes(String... names) {
		List<String> attributes = Check.size("attributes", List.of(names), 1, 256);
		attributes.forEach((name) -> Check.key("attributes", name));
		return with("attributes", attributes);
	}

	/**
	 * Keeps what is known of connections.
	 * @return a changed copy
	 */
	public DevicesRemoveData keepConnectionHistory() {
		return with("keepConnectionHistory", true);
	}

	/**
	 * Keeps what is known of commands.
	 * @return a changed copy
	 */
	public DevicesRemoveData keepCommandHistory() {
		return with("keepCommandHistory", true);
	}

	/**
	 * Sends the result by e-mail. Without it, Losant sends it to the user of the token;
	 * the token of an application has none.
	 * @param address the address, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the address is refused
	 */
	public DevicesRemoveData email(String address) {
		return with("email", Check.email("email", address));
	}

	/**
	 * Calls a URL with the result.
	 * @param url an absolute http or https URL, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the URL is refused
	 */
	public DevicesRemoveData callbackUrl(URI url) {
		return with("callbackUrl", Check.callbackUrl(url));
	}

	private DevicesRemoveData with(String name, Object value) {
		return new DevicesRemoveData(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicesRemoveData that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DevicesRemoveData" + Check.shown(this.fields);
	}

}
