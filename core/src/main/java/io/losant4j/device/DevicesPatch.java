package io.losant4j.device;

import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A change to many devices. Immutable: each method returns a changed copy. Only what was
 * set is sent.
 *
 * @see <a href="https://docs.losant.com/devices/bulk-actions/">Losant: bulk device
 * actions</a>
 */
public final class DevicesPatch {

	private final Map<String, @Nullable Object> fields;

	private DevicesPatch(Map<String, @Nullable Object> fields) {
		this.fields = fields;
	}

	/**
	 * A change to the devices that match a query. Losant knows this since version 1.17.2
	 * of its API.
	 * @param query the query; an empty one is refused, since it would match every device
	 * of the application
	 * @param operations what to change, 1 to 25 operations
	 * @return the change
	 * @throws IllegalArgumentException if the query is empty, there are no operations or
	 * too many, or two of them change the same tag or field
	 */
	public static DevicesPatch where(DeviceQuery query, UpdateOperation... operations) {
		return of("query", Check.selective(query), operations);
	}

	/**
	 * A change to the devices with these ids. Losant knows this since version 1.17.2 of
	 * its API.
	 * @param deviceIds the ids, 1 to 1,000
	 * @param operations what to change, 1 to 25 operations
	 * @return the change
	 * @throws IllegalArgumentException if an id is refused, there are no ids or
	 * operations or too many, or two operations change the same tag or field
	 */
	public static DevicesPatch ids(Collection<String> deviceIds, UpdateOperation... operations) {
		return of("deviceIds", Check.ids("deviceIds", deviceIds), operations);
	}

	/**
	 * A change to every device of the application, without exception. Losant knows this
	 * since version 1.17.2 of its API.
	 * @param operations what to change, 1 to 25 operations
	 * @return the change
	 * @throws IllegalArgumentException if there are no operations or too many, or two of
	 * them change the same tag or field
	 */
	public static DevicesPatch everyDeviceOfTheApplication(UpdateOperation... operations) {
		return of("query", DeviceQuery.everything(), operations);
	}

	/**
	 * The same patch to each of the devices with these ids, which servers know since
	 * version 1.16.0 of the API. Its tags and its attributes replace all that the devices
	 * have; operations change a single one.
	 * @param deviceIds the ids, 1 to 1,000
	 * @param patch what to change, at least one field
	 * @return the change
	 * @throws IllegalArgumentException if an id is refused, there are no ids or too many,
	 * or the patch changes nothing
	 */
	public static DevicesPatch fields(Collection<String> deviceIds, DevicePatch patch) {
		if (patch.equals(DevicePatch.empty())) {
			throw new IllegalArgumentException("patch must change at least one field, was " + patch);
		}
		return new DevicesPatch(Map.of()).with("deviceIds", Check.ids("deviceIds", deviceIds))
			.with("updateFields", patch);
	}

	private static DevicesPatch of(String selector, Object devices, UpdateOperation... operations) {
		List<UpdateOperation> updates = Check.size("updateOperations", List.of(operations), 1, 25);
		Set<String> changed = new HashSet<>();
		updates.forEach((update) -> update.changesOnce().filter((what) -> !changed.add(what)).ifPresent((what) -> {
			throw new IllegalArgumentException(
					"updateOperations must change " + what + " at most once, were " + updates);
		}));
		return new DevicesPatch(Map.of()).with(selector, devices).with("updateOperations", updates);
	}

	/**
	 * Sends the result by e-mail. Without it, Losant sends it to the user of the token;
	 * the token of an application has none.
	 * @param address the address, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the address is refused
	 */
	public DevicesPatch email(String address) {
		return with("email", Check.email("email", address));
	}

	/**
	 * Calls a URL with the result.
	 * @param url an absolute http or https URL, at most 1,024 characters
	 * @return a changed copy
	 * @throws IllegalArgumentException if the URL is refused
	 */
	public DevicesPatch callbackUrl(URI url) {
		return with("callbackUrl", Check.callbackUrl(url));
	}

	private DevicesPatch with(String name, Object value) {
		return new DevicesPatch(Check.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, @Nullable Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DevicesPatch that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DevicesPatch" + Check.shown(this.fields);
	}

}
