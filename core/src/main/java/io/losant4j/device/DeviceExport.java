package io.losant4j.device;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What to export of a device's data, and whom to tell. Immutable: each method returns a
 * changed copy.
 *
 * @see <a href="https://docs.losant.com/rest-api/device/#export">Losant: export</a>
 */
public final class DeviceExport {

	private static final String BLOBS = "includeBlobData";

	// What servers of every version read; they have no other place for it.
	private static final Set<String> QUERY = Set.of("start", "end", "email");

	private final Map<String, @Nullable Object> fields;

	private final Map<String, @Nullable Object> options;

	private DeviceExport(Map<String, @Nullable Object> fields, Map<String, @Nullable Object> options) {
		this.fields = fields;
		this.options = options;
	}

	/**
	 * The data of a range of time, with all attributes.
	 * @param range the range
	 * @return the export
	 */
	public static DeviceExport within(TimeRange range) {
		return new DeviceExport(Check.with(Check.with(Map.of(), "start", range.start()), "end", range.end()), Map.of());
	}

	/**
	 * Sends the result by e-mail. Without it, Losant sends it to the user of the token;
	 * the token of an application or a device has none.
	 * @param address the address, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the address is refused
	 */
	public DeviceExport email(String address) {
		return with("email", Check.email("email", address));
	}

	/**
	 * Calls a URL with the result. As it may hold a secret, it travels in the body, where
	 * no log shows it; servers before version 1.28.1 of the API do not read it there.
	 * @param url an absolute http or https URL, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the URL is refused
	 */
	public DeviceExport callbackUrl(URI url) {
		return with("callbackUrl", Check.callbackUrl(url));
	}

	/**
	 * Exports only some attributes. Servers before version 1.28.1 of the API export all.
	 * @param attributes the names of the attributes, 1 to 256
	 * @return a changed copy
	 * @throws IllegalArgumentException if a name is refused, or there are too many
	 */
	public DeviceExport attributes(String... attributes) {
		List<String> names = Check.size("attributes", List.of(attributes), 1, 256);
		names.forEach((name) -> Check.key("attributes", name));
		return with("attributes", names);
	}

	/**
	 * Exports blobs as Base64 text, instead of links that expire.
	 * @return a changed copy
	 */
	public DeviceExport includeBlobData() {
		return new DeviceExport(this.fields, Check.with(this.options, BLOBS, true));
	}

	/**
	 * Leaves the column of readable dates out. Servers before version 1.28.1 of the API
	 * export it all the same.
	 * @return a changed copy
	 */
	public DeviceExport excludeDate() {
		return new DeviceExport(this.fields, Check.with(this.options, "includeDate", false));
	}

	/**
	 * Leaves the column of the device's id out. Servers before version 1.28.1 of the API
	 * export it all the same.
	 * @return a changed copy
	 */
	public DeviceExport excludeId() {
		return new DeviceExport(this.fields, Check.with(this.options, "includeID", false));
	}

	private DeviceExport with(String name, Object value) {
		return new DeviceExport(Check.with(this.fields, name, value), this.options);
	}

	/**
	 * What servers of every version understand.
	 */
	Map<String, @Nullable Object> parameters() {
		Map<String, @Nullable Object> parameters = new LinkedHashMap<>(this.fields);
		parameters.keySet().retainAll(QUERY);
		parameters.put(BLOBS, this.options.get(BLOBS));
		return parameters;
	}

	/**
	 * Everything, since a body overrides the parameters; {@code null} where the
	 * parameters say it all.
	 */
	@Nullable Map<String, @Nullable Object> body() {
		if (QUERY.containsAll(this.fields.keySet()) && Set.of(BLOBS).containsAll(this.options.keySet())) {
			return null;
		}
		return this.options.isEmpty() ? this.fields : Check.with(this.fields, "options", this.options);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeviceExport that && this.fields.equals(that.fields)
				&& this.options.equals(that.options);
	}

	@Override
	public int hashCode() {
		return 31 * this.fields.hashCode() + this.options.hashCode();
	}

	@Override
	public String toString() {
		return "DeviceExport" + Check.shown(this.fields) + this.options;
	}

}
