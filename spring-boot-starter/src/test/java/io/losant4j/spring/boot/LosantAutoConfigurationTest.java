package io.losant4j.spring.boot;

import java.util.Objects;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

class LosantAutoConfigurationTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class));

	@Test
	void makesAClient() {
		this.runner.withPropertyValues("losant.access-token=token")
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class)
				.doesNotHaveBean(LosantApplication.class));
	}

	@Test
	void makesAnApplicationWhereThereIsAnId() {
		this.runner.withPropertyValues("losant.access-token=token", "losant.application-id=575ec8687ae143cd83dc4a97")
			.run((context) -> assertThat(context.getBean(LosantApplication.class).id())
				.isEqualTo("575ec8687ae143cd83dc4a97"));
	}

	@Test
	void stepsBackForTheUsersOwnClient() {
		this.runner.withUserConfiguration(OwnClient.class)
			.withPropertyValues("losant.application-id=575ec8687ae143cd83dc4a97")
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class)
				.hasBean("ownClient")
				.hasSingleBean(LosantApplication.class));
	}

	@Test
	void makesNoApplicationWhereItCannotKnowWhichClientIsMeant() {
		this.runner.withUserConfiguration(OwnClient.class, SecondClient.class)
			.withPropertyValues("losant.application-id=575ec8687ae143cd83dc4a97")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LosantApplication.class));
	}

	@Test
	void takesNoneOfSeveralWebClientBuilders() {
		this.runner.withBean("plain", WebClient.Builder.class, WebClient::builder)
			.withBean("balanced", WebClient.Builder.class, WebClient::builder)
			.withPropertyValues("losant.access-token=token")
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class));
	}

	@Test
	void makesNothingWhenDisabled() {
		this.runner.withPropertyValues("losant.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LosantClient.class));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"losant.access-token=s3c ret                                                | losant.access-token must consist of visible ASCII characters, without spaces",
			"losant.access-token=s3cret,losant.base-url=http://iot.example.com          | losant.base-url must be https, since a token would travel in the clear; http is for loopback only, was 'http://iot.example.com'",
			"losant.access-token=s3cret,losant.base-url=nowhere                         | losant.base-url must be an absolute https URL such as https://api.losant.com, was 'nowhere'",
			"losant.access-token=s3cret,losant.application-id=42                        | losant.application-id must be 24 hexadecimal characters, was '42'" })
	void saysWhichPropertyIsWrongAndNoSecret(String properties, String description) {
		this.runner.withPropertyValues(properties.split(",")).run((context) -> {
			Throwable failure = Objects.requireNonNull(context.getStartupFailure());
			FailureAnalysis analysis = new InvalidLosantPropertyFailureAnalyzer().analyze(failure);
			assertThat(analysis).isNotNull()
				.extracting(FailureAnalysis::getDescription, InstanceOfAssertFactories.STRING)
				.isEqualTo("A Losant client could not be configured: " + description + ".")
				.doesNotContain("s3c");
			assertThat(analysis).extracting(FailureAnalysis::getAction, InstanceOfAssertFactories.STRING)
				.contains(description.substring(0, description.indexOf(' ')));
		});
	}

	@Test
	void propertiesNeverShowTheToken() {
		this.runner.withPropertyValues("losant.access-token=s3cret")
			.run((context) -> assertThat(context.getBean(LosantProperties.class)).asString().doesNotContain("s3cret"));
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		LosantClient ownClient() {
			return LosantClient.builder().credentials(Credentials.accessToken("own")).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondClient {

		@Bean
		LosantClient secondClient() {
			return LosantClient.builder().credentials(Credentials.accessToken("second")).build();
		}

	}

}
