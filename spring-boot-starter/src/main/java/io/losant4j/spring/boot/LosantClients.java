package io.losant4j.spring.boot;

import java.util.List;
import java.util.Map;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the clients, the one without a name and those with one, in the same way.
 */
final class LosantClients {

	static final String BEAN_NAME = "io.losant4j.spring.boot.LosantClients";

	private final LosantProperties properties;

	private final ConfigurableListableBeanFactory beans;

	LosantClients(LosantProperties properties, ConfigurableListableBeanFactory beans) {
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
		return build(prefix, name, details(name),
				ClientOptions.http(prefix + ".http", client.http(), this.beans.getBeanProvider(SslBundles.class)),
				ClientOptions.retry(prefix + ".retry", client.retry()),
				ClientOptions.stream(prefix + ".stream", client.stream()));
	}

	/** The application of the client without a name, if somebody names one. */
	@Nullable LosantApplication application(LosantConnectionDetails details, LosantClient client) {
		return application("losant", details, this.properties.applicationId(), client);
	}

	/** The application of the client of a name in the properties. */
	@Nullable LosantApplication application(String name) {
		return application(prefix(name), details(name), named(name).applicationId(),
				this.beans.getBean(clientBean(name), LosantClient.class));
	}

	private static @Nullable LosantApplication application(String prefix, LosantConnectionDetails details,
			@Nullable String property, LosantClient client) {
		String id = details.applicationId();
		boolean told = id != null && !(details instanceof PropertiesLosantConnectionDetails);
		String effective = told ? id : property;
		String source = told ? "applicationId() of the bean of type LosantConnectionDetails"
				: prefix + ".application-id";
		return StringUtils.hasText(effective)
				? CheckedProperty.check((argument) -> source, () -> client.application(effective)) : null;
	}

	/**
	 * The credentials of the client without a name, unless the properties have them: the
	 * one bean that is not for a client with a name.
	 */
	@Nullable Credentials credentials() {
		List<String> names = UserBeans.names(this.beans, Credentials.class, this.properties.clients().keySet());
		return switch (names.size()) {
			case 0 -> null;
			case 1 -> this.beans.getBean(names.get(0), Credentials.class);
			default -> this.beans.getBeanProvider(Credentials.class).getIfUnique();
		};
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

	/**
	 * How the client of a name reaches Losant: as a bean of its says, or its properties.
	 */
	private LosantConnectionDetails details(String name) {
		LosantConnectionDetails ofAll = this.beans.getBeanProvider(LosantConnectionDetails.OfAllClients.class)
			.getIfAvailable();
		LosantConnectionDetails own = (ofAll != null) ? ofAll : qualified(LosantConnectionDetails.class, name);
		return (own != null) ? own
				: new PropertiesLosantConnectionDetails(prefix(name), named(name), qualified(Credentials.class, name));
	}

	private <T> @Nullable T qualified(Class<T> type, String name) {
		Map<String, T> found = BeanFactoryAnnotationUtils.qualifiedBeansOfType(this.beans, type, name);
		if (found.size() > 1) {
			throw new NoUniqueBeanDefinitionException(type, found.keySet());
		}
		return found.values().stream().findFirst().orElse(null);
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
			.stream(stream)
			.webClient(this.beans.getBeanProvider(WebClient.Builder.class).getIfUnique(this::observed));
		this.beans.getBeanProvider(LosantClientCustomizer.class)
			.orderedStream()
			.forEach((customizer) -> customizer.customize(name, builder));
		String baseUrl = (details instanceof PropertiesLosantConnectionDetails) ? prefix + ".base-url"
				: "baseUrl() of the bean of type LosantConnectionDetails";
		return CheckedProperty.check((argument) -> argument.equals("baseUrl") ? baseUrl : null, builder::build);
	}

	private WebClient.Builder observed() {
		WebClient.Builder builder = WebClient.builder();
		this.beans.getBeanProvider(ObservationRegistry.class).ifUnique(builder::observationRegistry);
		return builder;
	}

}
