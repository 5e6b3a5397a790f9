package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.losant4j.LosantClient;
import io.losant4j.device.DeviceActions;
import io.losant4j.error.LosantException;
import io.losant4j.stream.StreamOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.actuate.env.EnvironmentEndpoint;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Configuration;

import static io.losant4j.spring.boot.ScriptedLosant.APPLICATION;
import static io.losant4j.spring.boot.ScriptedLosant.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A canary is put wherever a secret may be, all calls fail, and it is seen in nothing
 * that the application shows of itself.
 */
class ActuatorSecretsTest {

	private static final String CANARY = "c4n4ry";

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final List<String> CLIENTS = List.of("losantClient", "plantLosantClient", "officeLosantClient");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final ScriptedLosant losant = new ScriptedLosant();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(App.class)
		.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*",
				"management.endpoint.health.show-details=always", "losant.base-url=" + this.losant.url(),
				"losant.access-token=" + CANARY + "-token", "losant.retry.max-attempts=2",
				"losant.retry.min-back-off=1ms", "losant.retry.max-back-off=1ms")
		.withPropertyValues(named("plant", "device.id=" + DEVICE, "device.key=" + CANARY + "-key",
				"device.secret=" + CANARY + "-secret"))
		.withPropertyValues(
				named("office", "user.email=" + CANARY + "@example.com", "user.password=" + CANARY + "-password"));

	@AfterEach
	void stop() {
		this.losant.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 400, 401, 403, 404, 429, 500, 503 })
	void noAnswerThatRepeatsASecretMakesItShown(int status) {
		this.losant.server().setDispatcher(new Dispatcher() {
			@Override
			public MockResponse dispatch(RecordedRequest request) {
				return repeating(request, status);
			}
		});

		this.runner.run(showsNoSecret());
	}

	@Test
	void noLostConnectionMakesASecretShown() {
		this.losant.server().setDispatcher(new Dispatcher() {
			@Override
			public MockResponse dispatch(RecordedRequest request) {
				return new MockResponse.Builder().onResponseStart(SocketEffect.ShutdownConnection.INSTANCE).build();
			}
		});

		this.runner.run(showsNoSecret());
	}

	@Test
	void noProxyPasswordIsShown() {
		this.runner
			.withPropertyValues("losant.http.proxy.host=localhost",
					"losant.http.proxy.port=" + this.losant.server().getPort(), "losant.http.proxy.username=proxy-user",
					"losant.http.proxy.password=" + CANARY + "-proxy")
			.run((context) -> assertThat(shown(context)).noneMatch((text) -> text.contains(CANARY)));
	}

	private ContextConsumer<AssertableApplicationContext> showsNoSecret() {
		return (context) -> {
			CLIENTS.forEach((client) -> fail(context.getBean(client, LosantClient.class)));

			List<String> shown = shown(context);

			assertThat(shown).anyMatch((text) -> text.contains("losant_call_retries"))
				.anyMatch((text) -> text.contains("lastCall"))
				.anyMatch((text) -> text.contains("losant.access-token"))
				.anyMatch((text) -> text.contains("losantDomain") || text.contains("acceptVersion"))
				.noneMatch((text) -> text.contains(CANARY));
		};
	}

	/** A call and a stream, each with its login where it takes one. */
	private static void fail(LosantClient client) {
		DeviceActions device = client.application(APPLICATION).device(DEVICE);
		Flux.just(device.get(), device.stateSignals(StreamOptions.defaults()).take(1))
			.concatMap((failing) -> Flux.<Object>from(failing)
				.onErrorResume(LosantException.class, (failure) -> Mono.empty()))
			.blockLast(PATIENCE);
	}

	/** All that Actuator shows, meters included. */
	private static List<String> shown(AssertableApplicationContext context) {
		Object health = Objects.requireNonNull(context.getBean(HealthEndpoint.class).healthForPath("losant"));
		return Stream
			.of(context.getBean(PrometheusMeterRegistry.class).scrape(),
					context.getBean(MeterRegistry.class)
						.getMeters()
						.stream()
						.map((meter) -> meter.getId() + " " + meter.getId().getDescription())
						.toList()
						.toString(),
					JSON.writeValueAsString(health),
					JSON.writeValueAsString(context.getBean(EnvironmentEndpoint.class).environment(null)),
					JSON.writeValueAsString(
							context.getBean(ConfigurationPropertiesReportEndpoint.class).configurationProperties()))
			.toList();
	}

	private String[] named(String name, String... properties) {
		return Stream
			.concat(Stream.of("base-url=" + this.losant.url(), "retry.max-attempts=2", "retry.min-back-off=1ms",
					"retry.max-back-off=1ms"), Stream.of(properties))
			.map((property) -> "losant.clients." + name + "." + property)
			.toArray(String[]::new);
	}

	/** An answer that says all it has heard, and a token, in every field. */
	private static MockResponse repeating(RecordedRequest request, int status) {
		String heard = String.valueOf(request.getHeaders().get("Authorization")).replace("Bearer ", "");
		String body = (request.getBody() != null) ? request.getBody().utf8().replace("\"", "\\\"") : "";
		boolean login = request.getTarget().startsWith("/auth/");
		return new MockResponse.Builder().code((login && status != 401) ? 200 : status)
			.addHeader("Content-Type", "application/json")
			.body("{\"type\":\"T\",\"message\":\"" + heard + " " + (login ? body : "") + "\",\"token\":\"" + CANARY
					+ "-of-a-login\",\"time\":\"" + CANARY + "\",\"creationDate\":\"" + CANARY + "\"}")
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
