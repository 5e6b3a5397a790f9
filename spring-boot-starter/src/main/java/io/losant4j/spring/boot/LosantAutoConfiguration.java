package io.losant4j.spring.boot;

import java.util.function.Supplier;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Auto-configuration of the client: a {@link LosantClient}, and with an application id a
 * {@link LosantApplication}. No network is touched at start-up.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "losant.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LosantProperties.class)
public final class LosantAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	LosantClient losantClient(LosantProperties properties, ObjectProvider<WebClient.Builder> webClient) {
		String token = properties.accessToken();
		if (token == null || token.isBlank()) {
			throw new InvalidLosantPropertyException("losant.access-token", "must be set", null);
		}
		LosantClient.Builder builder = LosantClient.builder()
			.credentials(checked("losant.access-token", () -> Credentials.accessToken(token)))
			.baseUrl(properties.baseUrl());
		webClient.ifUnique(builder::webClient);
		return checked("losant.base-url", builder::build);
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnSingleCandidate(LosantClient.class)
	@ConditionalOnProperty("losant.application-id")
	LosantApplication losantApplication(LosantProperties properties, LosantClient client) {
		String id = String.valueOf(properties.applicationId());
		return checked("losant.application-id", () -> client.application(id));
	}

	// The client names its argument; here the user knows it by its property.
	private static <T> T checked(String property, Supplier<T> value) {
		try {
			return value.get();
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidLosantPropertyException(property, message.substring(message.indexOf(' ') + 1), ex);
		}
	}

}
