package io.losant4j.spring.boot;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the clients, the one without a name and those with one, in the same way.
 */
final class LosantClients {

	private final LosantProperties properties;

	private final BeanFactory beans;

	LosantClients(LosantProperties properties, BeanFactory beans) {
		this.properties = properties;
		this.beans = beans;
	}

	LosantClient client(LosantConnectionDetails details, HttpOptions http, RetryPolicy retry, StreamOptions stream) {
		return build("losant", LosantClientCustomizer.DEFAULT_CLIENT, details, http, retry, stream);
	}

	/** The client of a name in the properties. */
	LosantClient client(String name) {
		String prefix = prefix(name);
		LosantProperties.Client client = named(name);
		return build(prefix, name, new PropertiesLosantConnectionDetails(prefix, client, null),
				ClientOptions.http(prefix + ".http", client.http(), this.beans.getBeanProvider(SslBundles.class)),
				ClientOptions.retry(prefix + ".retry", client.retry()),
				ClientOptions.stream(prefix + ".stream", client.stream()));
	}

	/** The application of the client of a name in the properties. */
	LosantApplication application(String name) {
		return application(prefix(name), this.beans.getBean(clientBean(name), LosantClient.class),
				String.valueOf(named(name).applicationId()));
	}

	static LosantApplication application(String prefix, LosantClient client, String id) {
		return CheckedProperty.check((argument) -> prefix + ".application-id", () -> client.application(id));
	}

	static String clientBean(String name) {
		return name + "LosantClient";
	}

	static String applicationBean(String name) {
		return name + "LosantApplication";
	}

	private LosantProperties.Client named(String name) {
		LosantProperties.@Nullable Client client = this.properties.clients().get(name);
		if (client == null) {
			throw new MissingLosantCredentialsException(prefix(name));
		}
		return client;
	}

	private static String prefix(String name) {
		return "losant.clients." + name;
	}

	private LosantClient build(String prefix, String name, LosantConnectionDetails details, HttpOptions http,
			RetryPolicy retry, StreamOptions stream) {
		LosantClient.Builder builder = LosantClient.builder()
			.credentials(details.credentials())
			.baseUrl(details.baseUrl())
			.http(http)
			.retry(retry)
			.stream(stream);
		ObjectProvider<WebClient.Builder> webClient = this.beans.getBeanProvider(WebClient.Builder.class);
		webClient.ifUnique(builder::webClient);
		this.beans.getBeanProvider(LosantClientCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(name, builder));
		return CheckedProperty.check((argument) -> prefix + ".base-url", builder::build);
	}

}
