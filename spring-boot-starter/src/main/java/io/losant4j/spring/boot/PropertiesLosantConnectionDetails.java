package io.losant4j.spring.boot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.losant4j.auth.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reaches Losant as the properties say. A bean with credentials has precedence over the
 * properties'.
 */
final class PropertiesLosantConnectionDetails implements LosantConnectionDetails {

	private final String prefix;

	private final LosantProperties.Client properties;

	private final @Nullable Credentials credentials;

	PropertiesLosantConnectionDetails(String prefix, LosantProperties.Client properties,
			@Nullable Credentials credentials) {
		this.prefix = prefix;
		this.properties = properties;
		this.credentials = credentials;
	}

	@Override
	public String baseUrl() {
		return this.properties.baseUrl();
	}

	@Override
	public @Nullable String applicationId() {
		return StringUtils.hasText(this.properties.applicationId()) ? this.properties.applicationId() : null;
	}

	@Override
	public Credentials credentials() {
		return (this.credentials != null) ? this.credentials : credentials(this.prefix, this.properties);
	}

	/** Whether the properties say anything about who the client is. */
	static boolean hasCredentials(LosantProperties.Client properties) {
		return token(properties) != null || device(properties) != null || user(properties) != null;
	}

	private static Credentials credentials(String prefix, LosantProperties.Client properties) {
		String token = token(properties);
		LosantProperties.Device device = device(properties);
		LosantProperties.User user = user(properties);
		if (Stream.of(token, device, user).filter(Objects::nonNull).count() > 1) {
			throw new SeveralLosantCredentialsException(prefix, names(properties));
		}
		if (token != null) {
			return CheckedProperty.check((argument) -> prefix + ".access-token", () -> Credentials.accessToken(token));
		}
		if (device != null) {
			return CheckedProperty.check(
					(argument) -> prefix + ".device." + (argument.equals("deviceId") ? "id" : argument),
					() -> Credentials.device(orEmpty(device.id()), orEmpty(device.key()), orEmpty(device.secret())));
		}
		if (user != null) {
			return CheckedProperty.check((argument) -> prefix + ".user." + argument,
					() -> Credentials.user(orEmpty(user.email()), orEmpty(user.password())));
		}
		throw new MissingLosantCredentialsException(prefix);
	}

	/** The names of all properties of credentials that are set, below the prefix. */
	private static List<String> names(LosantProperties.Client properties) {
		Map<String, @Nullable String> values = new LinkedHashMap<>();
		values.put("access-token", properties.accessToken());
		LosantProperties.Device device = properties.device();
		if (device != null) {
			values.put("device.id", device.id());
			values.put("device.key", device.key());
			values.put("device.secret", device.secret());
		}
		LosantProperties.User user = properties.user();
		if (user != null) {
			values.put("user.email", user.email());
			values.put("user.password", user.password());
		}
		return values.keySet().stream().filter((name) -> StringUtils.hasText(values.get(name))).toList();
	}

	// What is set to nothing, as by an empty environment variable, is not set.
	private static @Nullable String token(LosantProperties.Client properties) {
		return StringUtils.hasText(properties.accessToken()) ? properties.accessToken() : null;
	}

	private static LosantProperties.@Nullable Device device(LosantProperties.Client properties) {
		LosantProperties.Device device = properties.device();
		return (device != null && hasText(device.id(), device.key(), device.secret())) ? device : null;
	}

	private static LosantProperties.@Nullable User user(LosantProperties.Client properties) {
		LosantProperties.User user = properties.user();
		return (user != null && hasText(user.email(), user.password())) ? user : null;
	}

	private static boolean hasText(@Nullable String... values) {
		return Stream.of(values).anyMatch(StringUtils::hasText);
	}

	// What is missing is refused by its name, as what is empty.
	private static String orEmpty(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
