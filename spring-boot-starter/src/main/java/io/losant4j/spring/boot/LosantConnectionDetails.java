package io.losant4j.spring.boot;

import io.losant4j.auth.Credentials;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * What it takes to reach Losant. A bean of this type takes the place of
 * {@code losant.base-url}, {@code losant.application-id} and the credentials. With the
 * name of a client as its qualifier it does so for that client only, below
 * {@code losant.clients.<name>}.
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
	 * @return the id of the application, or {@code null} for the one in the properties,
	 * if there is one
	 */
	default @Nullable String applicationId() {
		return null;
	}

	/**
	 * How every client reaches Losant, the one without a name and those with one, as in
	 * tests with a simulated Losant. It has precedence over all others, and is no reason
	 * to make a client that the properties do not ask for.
	 */
	interface OfAllClients extends LosantConnectionDetails {

	}

}
