package io.losant4j.spring.boot;

import io.losant4j.LosantClient;

/**
 * Changes clients before they are built. Beans of this type are called in their order,
 * after the {@code losant.*} properties were applied.
 */
@FunctionalInterface
public interface LosantClientCustomizer {

	/** The name of the client that has none of its own in the properties. */
	String DEFAULT_CLIENT = "default";

	/**
	 * Changes a client, whichever it is.
	 * @param builder the builder of the client
	 */
	void customize(LosantClient.Builder builder);

	/**
	 * Changes a client by its name; calls {@link #customize(LosantClient.Builder)} unless
	 * overridden.
	 * @param name the name in {@code losant.clients.<name>}, or {@link #DEFAULT_CLIENT}
	 * @param builder the builder of the client
	 */
	default void customize(String name, LosantClient.Builder builder) {
		customize(builder);
	}

}
