package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

class LosantAutoConfigurationTest {

	private static final String APPLICATION = "575ec8687ae143cd83dc4a97";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(SslAutoConfiguration.class, LosantAutoConfiguration.class, LosantSanitizingAutoConfiguration.class));

	private final ApplicationContextRunner withToken = this.runner.withPropertyValues("losant.access-token=token");

	@Test
	void makesAClient() {
		this.withToken.run((context) -> assertThat(context).hasSingleBean(LosantClient.class)
			.doesNotHaveBean(LosantApplication.class));
	}

	@Test
	void makesAnApplicationWhereThereIsAnId() {
		this.withToken.withPropertyValues("losant.application-id=" + APPLICATION)
			.run((context) -> assertThat(context.getBean(LosantApplication.class).id()).isEqualTo(APPLICATION));
	}

	@ParameterizedTest
	@ValueSource(strings = { "losant.access-token=token,losant.device.id=,losant.user.email=",
			"losant.device.id=" + APPLICATION + ",losant.device.key=key,losant.device.secret=secret",
			"losant.user.email=user@example.com,losant.user.password=password,losant.access-token=" })
	void takesEachKindOfCredentials(String properties) {
		this.runner.withPropertyValues(properties.split(","))
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class));
	}

	@Test
	void makesNothingWhenDisabled() {
		this.runner.withPropertyValues("losant.enabled=false", "losant.clients.berlin.access-token=token")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(LosantClient.class)
				.doesNotHaveBean(StreamsLifecycle.class));
	}

	@Test
	void stepsBackForTheUsersOwnClient() {
		this.runner.withUserConfiguration(OwnClient.class)
			.withPropertyValues("losant.application-id=" + APPLICATION)
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class)
				.hasBean("ownClient")
				.hasSingleBean(LosantApplication.class));
	}

	@Test
	void stepsBackForTheUsersOwnApplication() {
		this.withToken.withUserConfiguration(OwnApplication.class)
			.withPropertyValues("losant.application-id=" + APPLICATION)
			.run((context) -> assertThat(context).hasSingleBean(LosantApplication.class).hasBean("ownApplication"));
	}

	@Test
	void stepsBackForTheUsersOwnOptions() {
		HttpOptions http = HttpOptions.defaults().withMaxConnections(1);
		RetryPolicy retry = RetryPolicy.none();
		StreamOptions stream = StreamOptions.defaults().withBuffer(1);

		this.withToken.withBean("ownHttp", HttpOptions.class, () -> http)
			.withBean("ownRetry", RetryPolicy.class, () -> retry)
			.withBean("ownStream", StreamOptions.class, () -> stream)
			.run((context) -> {
				assertThat(context.getBean(HttpOptions.class)).isSameAs(http);
				assertThat(context.getBean(RetryPolicy.class)).isSameAs(retry);
				assertThat(context.getBean(StreamOptions.class)).isSameAs(stream);
			});
	}

	@Test
	void theUsersOwnCredentialsHavePrecedenceOverThoseOfTheProperties() {
		try (ScriptedLosant losant = new ScriptedLosant().answers(200, "{}")) {
			this.withToken.withPropertyValues("losant.base-url=" + losant.url())
				.withBean(Credentials.class, () -> Credentials.accessToken("own"))
				.run((context) -> get(context.getBean(LosantClient.class)));

			assertThat(losant.request().getHeaders().get("Authorization")).isEqualTo("Bearer own");
		}
	}

	@Test
	void customizersHaveTheLastWord() {
		try (ScriptedLosant losant = new ScriptedLosant().answers(200, "{}")) {
			this.withToken.withPropertyValues("losant.base-url=https://losant.invalid")
				.withBean(LosantClientCustomizer.class,
						() -> (builder) -> builder.baseUrl(losant.url()).credentials(Credentials.accessToken("last")))
				.run((context) -> get(context.getBean(LosantClient.class)));

			assertThat(losant.request().getHeaders().get("Authorization")).isEqualTo("Bearer last");
		}
	}

	@Test
	void streamsAsThePropertiesSay() {
		try (ScriptedLosant losant = new ScriptedLosant().streams()) {
			this.withToken.withPropertyValues("losant.base-url=" + losant.url(), "losant.stream.keep-alive=20s")
				.run((context) -> StepVerifier
					.create(context.getBean(LosantClient.class)
						.application(APPLICATION)
						.device(ScriptedLosant.DEVICE)
						.stateStream()
						.take(1))
					.expectNextCount(1)
					.expectComplete()
					.verify(Duration.ofSeconds(20)));

			assertThat(losant.request().getUrl().queryParameter("keepAliveInterval")).isEqualTo("20");
		}
	}

	private static void get(LosantClient client) {
		StepVerifier.create(client.application(APPLICATION).device(ScriptedLosant.DEVICE).get())
			.expectNextCount(1)
			.expectComplete()
			.verify(Duration.ofSeconds(20));
	}

	@Test
	void stepsBackForTheUsersOwnConnectionDetails() {
		this.runner.withBean("losantConnectionDetails", LosantConnectionDetails.class, Details::new)
			.run((context) -> assertThat(context).hasSingleBean(LosantConnectionDetails.class)
				.hasSingleBean(LosantClient.class)
				.getBean(LosantApplication.class)
				.extracting(LosantApplication::id)
				.isEqualTo(APPLICATION));
	}

	@Test
	void makesNoApplicationWhereTheUsersOwnConnectionDetailsNameNone() {
		this.runner
			.withBean(LosantConnectionDetails.class,
					() -> (LosantConnectionDetails) () -> Credentials.accessToken("own"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanProvider(LosantApplication.class).getIfAvailable()).isNull();
			});
	}

	@Test
	void makesTheApplicationOfThePropertiesWhereTheUsersOwnConnectionDetailsNameNone() {
		this.runner.withPropertyValues("losant.application-id=" + APPLICATION)
			.withBean(LosantConnectionDetails.class,
					() -> (LosantConnectionDetails) () -> Credentials.accessToken("own"))
			.run((context) -> assertThat(context.getBean(LosantApplication.class).id()).isEqualTo(APPLICATION));
	}

	@Test
	void makesNoApplicationWhereItCannotKnowWhichClientIsMeant() {
		this.runner.withUserConfiguration(OwnClient.class, SecondClient.class)
			.withPropertyValues("losant.application-id=" + APPLICATION)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LosantApplication.class));
	}

	@Test
	void callsCustomizersInTheirOrderAndByName() {
		this.withToken.withPropertyValues("losant.clients.berlin.access-token=token")
			.withUserConfiguration(Customizers.class)
			.run((context) -> assertThat(context.getBean(Customizers.class).calls)
				.containsExactlyInAnyOrder("first default", "second", "first berlin", "second")
				.containsSubsequence("first default", "second")
				.containsSubsequence("first berlin", "second"));
	}

	@Test
	void needsNoActuator() {
		this.withToken.withClassLoader(new FilteredClassLoader(SanitizingFunction.class))
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class)
				.doesNotHaveBean(LosantSanitizingAutoConfiguration.class));
	}

	@Test
	void needsNoSslBundles() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class))
			.withPropertyValues("losant.access-token=token")
			.run((context) -> assertThat(context).hasSingleBean(LosantClient.class).doesNotHaveBean(SslBundles.class));
	}

	@Test
	void touchesNoNetworkAtStartUp() {
		try (ScriptedLosant losant = new ScriptedLosant().answers(200, "{\"token\":\"t\"}").answers(200, "{}")) {
			this.runner
				.withPropertyValues("losant.base-url=" + losant.url(), "losant.user.email=user@example.com",
						"losant.user.password=password", "losant.application-id=" + APPLICATION)
				.run((context) -> {
					assertThat(context).hasSingleBean(LosantApplication.class);
					assertThat(losant.server().getRequestCount()).isZero();

					get(context.getBean(LosantClient.class));
				});

			assertThat(losant.server().getRequestCount()).isEqualTo(2);
			assertThat(losant.request().getConnectionIndex()).isZero();
		}
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

	@Configuration(proxyBeanMethods = false)
	static class OwnApplication {

		@Bean
		LosantApplication ownApplication(LosantClient client) {
			return client.application("575ecf887ae143cd83dc4aa2");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> calls = new ArrayList<>();

		@Bean
		@Order(2)
		LosantClientCustomizer second() {
			return (builder) -> {
				this.calls.add("second");
				builder.retry(RetryPolicy.defaults().withDeadline(Duration.ofSeconds(1)));
			};
		}

		@Bean
		@Order(1)
		LosantClientCustomizer first() {
			return new LosantClientCustomizer() {

				@Override
				public void customize(LosantClient.Builder builder) {
					throw new IllegalStateException("The name is known");
				}

				@Override
				public void customize(String name, LosantClient.Builder builder) {
					Customizers.this.calls.add("first " + name);
				}

			};
		}

	}

	private static final class Details implements LosantConnectionDetails {

		@Override
		public Credentials credentials() {
			return Credentials.accessToken("own");
		}

		@Override
		public @Nullable String applicationId() {
			return APPLICATION;
		}

	}

}
