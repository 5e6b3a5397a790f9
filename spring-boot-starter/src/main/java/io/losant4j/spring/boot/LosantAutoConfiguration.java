package io.losant4j.spring.boot;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Role;

/**
 * Auto-configuration of the clients: a {@link LosantClient}, with an application id a
 * {@link LosantApplication}, and the same for each of {@code losant.clients}. Each bean
 * steps back for one that the application declares. No network is touched at start-up.
 */
@AutoConfiguration(after = SslAutoConfiguration.class,
		afterName = "org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration")
@ConditionalOnBooleanProperty(name = "losant.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LosantProperties.class)
@Import(NamedClientsRegistrar.class)
public final class LosantAutoConfiguration {

	// By a name that no application uses.
	@Bean(LosantClients.BEAN_NAME)
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	LosantClients clients(LosantProperties properties, ConfigurableListableBeanFactory beans) {
		return new LosantClients(properties, beans);
	}

	// Primary before those that are for a client with a name.
	@Bean
	@Primary
	@Conditional(OnNoConnectionDetailsCondition.class)
	PropertiesLosantConnectionDetails losantConnectionDetails(LosantProperties properties, LosantClients clients) {
		return new PropertiesLosantConnectionDetails("losant", properties.client(), clients.credentials());
	}

	@Bean
	@ConditionalOnMissingBean
	HttpOptions losantHttpOptions(LosantProperties properties, ObjectProvider<SslBundles> bundles) {
		return ClientOptions.http("losant.http", properties.http(), bundles);
	}

	@Bean
	@ConditionalOnMissingBean
	RetryPolicy losantRetryPolicy(LosantProperties properties) {
		return ClientOptions.retry("losant.retry", properties.retry());
	}

	@Bean
	@ConditionalOnMissingBean
	StreamOptions losantStreamOptions(LosantProperties properties) {
		return ClientOptions.stream("losant.stream", properties.stream());
	}

	@Bean
	@ConditionalOnMissingBean
	@Conditional(OnDefaultClientCondition.class)
	LosantClient losantClient(LosantClients clients, LosantConnectionDetails details, HttpOptions http,
			RetryPolicy retry, StreamOptions stream) {
		return clients.client(details, http, retry, stream);
	}

	@Bean
	@ConditionalOnMissingBean(name = "losantStreamsLifecycle")
	StreamsLifecycle losantStreamsLifecycle(ConfigurableListableBeanFactory beans) {
		return new StreamsLifecycle(beans);
	}

	/**
	 * The application; none where neither the application's own
	 * {@link LosantConnectionDetails} nor the properties name one.
	 */
	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(LosantClient.class)
	@Conditional(OnApplicationIdCondition.class)
	@Nullable LosantApplication losantApplication(LosantClients clients, LosantConnectionDetails details, LosantClient client) {
		return clients.application(details, client);
	}

}
