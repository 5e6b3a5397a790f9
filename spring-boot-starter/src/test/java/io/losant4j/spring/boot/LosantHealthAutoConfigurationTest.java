package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceActions;
import io.losant4j.error.LosantException;
import io.losant4j.http.RetryPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.losant4j.spring.boot.ScriptedLosant.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health of a whole application, over a socket.
 */
class LosantHealthAutoConfigurationTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final ScriptedLosant losant = new ScriptedLosant();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(App.class)
		.withPropertyValues(this.losant.properties())
		.withPropertyValues("losant.retry.max-attempts=1", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=health", "management.endpoint.health.show-details=always");

	@AfterEach
	void stop() {
		this.losant.close();
	}

	@Test
	void tellsOfTheClientWithoutAskingLosant() {
		this.losant.answers(200, "{}");
		this.runner.run((context) -> {
			assertThat(losant(context).getStatus()).isEqualTo(Status.UNKNOWN);
			StepVerifier.create(context.getBean(LosantApplication.class).device(DEVICE).get())
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);

			for (int i = 0; i < 100; i++) {
				IndicatedHealthDescriptor health = (IndicatedHealthDescriptor) losant(context);
				assertThat(health.getStatus()).isEqualTo(Status.UP);
				assertThat(health.getDetails()).extractingByKey("lastCall")
					.asInstanceOf(InstanceOfAssertFactories.MAP)
					.containsEntry("action", "device.get");
			}
			assertThat(this.losant.server().getRequestCount()).isOne();
		});
	}

	@Test
	void isDownAfterAnOutage() {
		this.losant.answers(503, "{}");
		this.runner.run((context) -> {
			StepVerifier.create(context.getBean(LosantApplication.class).device(DEVICE).get())
				.expectError(LosantException.class)
				.verify(PATIENCE);

			assertThat(losant(context).getStatus()).isEqualTo(Status.DOWN);
		});
	}

	@Test
	void isNotDownBecauseTheClientIsSaturated() {
		this.losant.answersLate();
		this.runner.withPropertyValues("losant.http.max-connections=1", "losant.http.pending-acquire-timeout=10ms")
			.run((context) -> {
				DeviceActions device = context.getBean(LosantApplication.class).device(DEVICE);
				StepVerifier slow = StepVerifier.create(device.get()).expectNextCount(1).expectComplete().verifyLater();
				assertThat(this.losant.request()).isNotNull();
				StepVerifier.create(device.get())
					.expectErrorMatches((error) -> String.valueOf(error.getMessage()).contains("saturated"))
					.verify(PATIENCE);

				assertThat(losant(context).getStatus()).isEqualTo(Status.UP);
				slow.verify(PATIENCE);
			});
	}

	@Test
	void tellsOfAStreamThatIsRefused() {
		this.losant.answers(403, "{}");
		this.runner.run((context) -> {
			StepVerifier.create(context.getBean(LosantApplication.class).device(DEVICE).stateStream())
				.expectError(LosantException.class)
				.verify(PATIENCE);

			assertThat(losant(context).getStatus()).isEqualTo(Status.DOWN);
			assertThat(((IndicatedHealthDescriptor) losant(context)).getDetails().toString()).contains("refused",
					"answered 403");
			assertThat(context.getBean(MeterRegistry.class)
				.get("losant.stream.refused")
				.tags("status", "403", "action", "device.stateStream", "client", "default")
				.counter()
				.count()).isOne();
		});
	}

	@Test
	void tellsOfTwoClientsOfOneNameTogether() {
		this.losant.answers(503, "{}").streams().streams();
		this.runner.withUserConfiguration(TwoOfOneName.class).run((context) -> {
			DeviceActions first = context.getBean("first", LosantClient.class)
				.application(ScriptedLosant.APPLICATION)
				.device(DEVICE);
			DeviceActions second = context.getBean("second", LosantClient.class)
				.application(ScriptedLosant.APPLICATION)
				.device(DEVICE);
			StepVerifier.create(first.get()).expectError(LosantException.class).verify(PATIENCE);
			StepVerifier.create(Flux.merge(first.stateStream(), second.stateStream())).expectNextCount(2).then(() -> {
				IndicatedHealthDescriptor health = (IndicatedHealthDescriptor) losant(context);
				assertThat(health.getStatus()).isEqualTo(Status.DOWN);
				assertThat(health.getDetails()).containsKeys("streams", "lastCall");
				assertThat(context.getBean(MeterRegistry.class).get("losant.stream.wanted").gauge().value())
					.isEqualTo(2);
			}).thenCancel().verify(PATIENCE);
		});
	}

	@Test
	void tellsOfEachOfSeveralClientsByItsName() {
		this.losant.answers(200, "{}").answers(503, "{}");
		this.runner
			.withPropertyValues("losant.clients.plant.base-url=" + this.losant.url(),
					"losant.clients.plant.access-token=token", "losant.clients.plant.retry.max-attempts=1")
			.run((context) -> {
				StepVerifier.create(context.getBean(LosantApplication.class).device(DEVICE).get())
					.expectNextCount(1)
					.expectComplete()
					.verify(PATIENCE);
				StepVerifier
					.create(context.getBean("plantLosantClient", LosantClient.class)
						.application(ScriptedLosant.APPLICATION)
						.device(DEVICE)
						.get())
					.expectError(LosantException.class)
					.verify(PATIENCE);

				CompositeHealthDescriptor health = (CompositeHealthDescriptor) losant(context);
				Map<String, HealthDescriptor> clients = Objects.requireNonNull(health.getComponents());
				assertThat(clients).containsOnlyKeys("default", "plant");
				assertThat(Objects.requireNonNull(clients.get("default")).getStatus()).isEqualTo(Status.UP);
				assertThat(Objects.requireNonNull(clients.get("plant")).getStatus()).isEqualTo(Status.DOWN);
			});
	}

	@Test
	void namesAClientThatHasAName() {
		new ApplicationContextRunner().withUserConfiguration(App.class)
			.withPropertyValues("losant.clients.plant.access-token=token")
			.run((context) -> assertThat(
					context.getBean("losantHealthContributor", CompositeReactiveHealthContributor.class))
				.extracting((entry) -> entry.name())
				.containsExactly("plant"));
	}

	@Test
	void tellsOfAClientThatIsMadeLate() {
		this.runner.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(losant(context).getStatus()).isEqualTo(Status.UNKNOWN));
	}

	@Test
	void tellsOfAClientOfTheApplicationsOwnThatWasCustomized() {
		this.losant.answers(200, "{}");
		this.runner.withUserConfiguration(OwnClient.class).run((context) -> {
			StepVerifier.create(
					context.getBean(LosantClient.class).application(ScriptedLosant.APPLICATION).device(DEVICE).get())
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);

			CompositeHealthDescriptor health = (CompositeHealthDescriptor) losant(context);
			assertThat(health.getComponents()).containsOnlyKeys("own");
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(context.getBean(MeterRegistry.class).get("losant.call.retries").tag("client", "own").counter())
				.isNotNull();
		});
	}

	@Test
	void knowsNothingOfAClientOfTheApplicationsOwn() {
		this.runner
			.withBean("ownClient", LosantClient.class,
					() -> LosantClient.builder().credentials(Credentials.accessToken("own")).build())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(HealthEndpoint.class).healthForPath("losant")).isNull();
			});
	}

	@Test
	void stepsBackForTheApplicationsOwnHealth() {
		this.runner
			.withBean("losantHealthIndicator", ReactiveHealthIndicator.class,
					() -> () -> Mono.just(Health.outOfService().build()))
			.run((context) -> assertThat(losant(context).getStatus()).isEqualTo(Status.OUT_OF_SERVICE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.losant.enabled=false", "management.health.defaults.enabled=false",
			"losant.enabled=false" })
	void isNotThereWhereItIsSwitchedOff(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("losantHealthContributor"));
	}

	@Test
	void isNotThereWithoutActuator() {
		this.losant.answers(200, "{}");
		new ApplicationContextRunner().withUserConfiguration(Alone.class)
			.withPropertyValues(this.losant.properties())
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(LosantHealthAutoConfiguration.class);
				StepVerifier.create(context.getBean(LosantApplication.class).device(DEVICE).get())
					.expectNextCount(1)
					.expectComplete()
					.verify(PATIENCE);
			});
	}

	private static HealthDescriptor losant(ApplicationContext context) {
		return Objects.requireNonNull(context.getBean(HealthEndpoint.class).healthForPath("losant"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoOfOneName {

		@Bean
		LosantClient first(LosantConnectionDetails details, ObjectProvider<LosantClientCustomizer> customizers) {
			return client(details, customizers);
		}

		@Bean
		LosantClient second(LosantConnectionDetails details, ObjectProvider<LosantClientCustomizer> customizers) {
			return client(details, customizers);
		}

		private static LosantClient client(LosantConnectionDetails details,
				ObjectProvider<LosantClientCustomizer> customizers) {
			LosantClient.Builder builder = LosantClient.builder()
				.baseUrl(details.baseUrl())
				.retry(RetryPolicy.none())
				.credentials(details.credentials());
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnClient {

		@Bean
		LosantClient ownClient(LosantConnectionDetails details, ObjectProvider<LosantClientCustomizer> customizers) {
			LosantClient.Builder builder = LosantClient.builder()
				.baseUrl(details.baseUrl())
				.credentials(details.credentials());
			customizers.orderedStream().forEach((customizer) -> customizer.customize("own", builder));
			return builder.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LosantAutoConfiguration.class, LosantHealthAutoConfiguration.class })
	static class Alone {

	}

}
