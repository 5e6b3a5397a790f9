package io.losant4j.spring.boot;

import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.util.function.SingletonSupplier;

/**
 * Tells what holds one of Losant's secrets: by its key, and by its value, which may have
 * come through a property of any name, a command line or a piece of JSON.
 */
final class SecretData {

	private static final Pattern SECRET_KEY = Pattern.compile("losant.*(accesstoken|key|secret|password)");

	private final Supplier<String[]> secrets;

	SecretData(ObjectProvider<LosantProperties> properties) {
		this.secrets = SingletonSupplier.of(() -> secrets(properties.getIfAvailable()));
	}

	boolean isSecret(SanitizableData data) {
		String key = data.getKey().replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
		return SECRET_KEY.matcher(key).matches() || holdsSecret(data.getValue());
	}

	private boolean holdsSecret(@Nullable Object value) {
		return value != null && Stream.of(this.secrets.get()).anyMatch(value.toString()::contains);
	}

	private static String[] secrets(@Nullable LosantProperties properties) {
		return (properties == null) ? new String[0]
				: Stream.concat(Stream.of(properties.client()), properties.clients().values().stream())
					.flatMap((client) -> client.secrets().stream())
					.toArray(String[]::new);
	}

}
