package io.losant4j.auth;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a device logs in with. Immutable: each method returns a changed copy. Only what
 * was set is sent, and {@code toString} never shows a secret.
 *
 * @see AuthActions#authenticateDevice
 * @see <a href="https://docs.losant.com/applications/access-keys/">Losant: access
 * keys</a>
 */
public final class DeviceCredentials implements Credentials {

	private static final Set<String> SCOPES = Set.of("all.Device", "all.Device.read", "data.export",
			"data.lastValueQuery", "data.timeSeriesQuery", "device.commandStream", "device.debug", "device.get",
			"device.getCommand", "device.getCompositeState", "device.getLogEntries", "device.getState",
			"device.sendCommand", "device.sendState", "device.setConnectionStatus", "device.stateStream", "devices.get",
			"devices.getCompositeState", "devices.sendCommand");

	private static final Pattern ID = Pattern.compile("[A-Fa-f0-9]{24}");

	private final Map<String, Object> fields;

	private DeviceCredentials(Map<String, Object> fields) {
		this.fields = fields;
	}

	/**
	 * A device with an access key that covers it.
	 * @param deviceId the id of the device
	 * @param key the access key
	 * @param secret the secret of the access key
	 * @return the credentials
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters, or the
	 * key or the secret is empty
	 */
	public static DeviceCredentials of(String deviceId, String key, String secret) {
		return of(deviceId).with("key", LoginFields.require(!key.isBlank(), "key", "must not be empty", key))
			.with("secret", LoginFields.require(!secret.isBlank(), "secret", "must not be empty", secret));
	}

	/**
	 * A device without an access key, which Losant may take since version 1.15.1 of its
	 * API; what it goes by instead is not documented.
	 * @param deviceId the id of the device
	 * @return the credentials
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	public static DeviceCredentials of(String deviceId) {
		return new DeviceCredentials(Map.of("deviceId", LoginFields.require(ID.matcher(deviceId).matches(), "deviceId",
				"must be 24 hexadecimal characters", deviceId)));
	}

	/**
	 * Limits the life of the token.
	 * @param ttl the time to live, in a unit that Losant does not document
	 * @return a changed copy
	 * @throws IllegalArgumentException if the time is negative
	 */
	public DeviceCredentials tokenTtl(long ttl) {
		return with("tokenTTL", LoginFields.tokenTtl(ttl));
	}

	/**
	 * Asks for a token that is good for less than everything a device may do
	 * ({@code all.Device}, which Losant grants unless asked otherwise).
	 * @param scopes names of scopes such as {@code all.Device.read} or
	 * {@code device.sendState}, at least one, none of them twice
	 * @return a changed copy
	 * @throws IllegalArgumentException if there is no scope, or one is repeated or none
	 * that a device may have
	 */
	public DeviceCredentials requestedScopes(String... scopes) {
		List<String> requested = LoginFields.scopes(scopes);
		LoginFields.require(SCOPES.containsAll(requested), "requestedScopes",
				"must be scopes that a device may have, which are " + new TreeSet<>(SCOPES), requested);
		return with("requestedScopes", requested);
	}

	private DeviceCredentials with(String name, Object value) {
		return new DeviceCredentials(LoginFields.with(this.fields, name, value));
	}

	@JsonValue
	Map<String, Object> fields() {
		return this.fields;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof DeviceCredentials that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	@Override
	public String toString() {
		return "DeviceCredentials[deviceId=" + this.fields.get("deviceId") + ", hidden]";
	}

}
