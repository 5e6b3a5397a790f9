package io.losant4j.spring.boot;

import io.losant4j.auth.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * What it takes to reach Losant. A bean of this type takes the place of
 * {@code losant.base-url}, {@code losant.application-id} and the credentials, as in tests
 * with a simulated Losant; clients with a name keep to their properties.
 */
public interface LosantConnectionDetails extends ConnectionDetails {

	/**
	 * Where Losant is.
	 * @return an {@code https} URL, or {@code http} on loopback
	 */
	default String baseUrl() {
		return "https://api.losant.com";
	}

	/**
	 * Who the client is.
	 * @return the credentials
	 */
	Credentials credentials();

	/**
	 * The application that becomes a {@link io.losant4j.LosantApplication} bean.
	 * @return the id of the application, or {@code null} for none
	 */
	default @Nullable String applicationId() {
		return null;
	}

}
