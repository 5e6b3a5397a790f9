package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.losant4j.LosantClient;
import io.losant4j.device.DeviceClass;
import io.losant4j.device.DevicePost;
import io.losant4j.device.NamesQuery;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.spring.boot.test.LosantSimulatorAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.codec.autoconfigure.CodecsAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.boot.webclient.autoconfigure.WebClientObservationAutoConfiguration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes with the application's {@code WebClient.Builder}, as Boot configures it.
 */
class WebClientBuilderTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(JacksonAutoConfiguration.class, CodecsAutoConfiguration.class, WebClientAutoConfiguration.class,
				LosantSimulatorAutoConfiguration.class, LosantAutoConfiguration.class));

	@Test
	void theApplicationsJacksonSettingsChangeNothing() {
		this.runner
			.withPropertyValues("spring.jackson.property-naming-strategy=SNAKE_CASE",
					"spring.jackson.default-property-inclusion=always", "spring.http.codecs.max-in-memory-size=1B",
					"spring.jackson.deserialization.fail-on-unknown-properties=true")
			.run((context) -> {
				LosantSimulator simulator = context.getBean(LosantSimulator.class);
				StepVerifier
					.create(context.getBean(LosantClient.class)
						.application(simulator.applicationId())
						.devices()
						.post(DevicePost.named("Freezer 12").deviceClass(DeviceClass.GATEWAY)))
					.assertNext((device) -> {
						assertThat(device.deviceClass()).isEqualTo(DeviceClass.GATEWAY);
						assertThat(device.applicationId()).isEqualTo(simulator.applicationId());
						assertThat(device.creationDate()).isNotNull();
					})
					.expectComplete()
					.verify(PATIENCE);
			});
	}

	@Test
	void theApplicationsConnectorIsNotUsed() {
		ClientHttpConnector broken = (method, uri, request) -> Mono.error(new IllegalStateException("not mine"));
		this.runner.withBean("broken", WebClientCustomizer.class, () -> (builder) -> builder.clientConnector(broken))
			.run((context) -> attributeNames(context.getBean(LosantClient.class),
					context.getBean(LosantSimulator.class)));
	}

	@Test
	void theApplicationsCustomizersAndItsObservationAreKept() {
		List<String> seen = new CopyOnWriteArrayList<>();
		List<String> observed = new CopyOnWriteArrayList<>();
		ObservationRegistry registry = observing(observed);
		this.runner.withConfiguration(AutoConfigurations.of(WebClientObservationAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> registry)
			.withBean("seeing", WebClientCustomizer.class, () -> (builder) -> builder.filter((request, next) -> {
				seen.add(request.url().getPath());
				return next.exchange(request);
			}))
			.run((context) -> attributeNames(context.getBean(LosantClient.class),
					context.getBean(LosantSimulator.class)));

		assertThat(seen).singleElement().asString().endsWith("/devices/attributeNames");
		assertThat(observed).containsExactly("http.client.requests");
	}

	@Test
	void isObservedWithoutTheApplicationsBuilder() {
		List<String> observed = new CopyOnWriteArrayList<>();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantSimulatorAutoConfiguration.class, LosantAutoConfiguration.class))
			.withBean(ObservationRegistry.class, () -> observing(observed))
			.run((context) -> attributeNames(context.getBean(LosantClient.class),
					context.getBean(LosantSimulator.class)));

		assertThat(observed).containsExactly("http.client.requests");
	}

	@Test
	void noneOfSeveralBuildersIsTaken() {
		List<String> seen = new CopyOnWriteArrayList<>();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantSimulatorAutoConfiguration.class, LosantAutoConfiguration.class))
			.withBean("plain", WebClient.Builder.class, () -> seeing("plain", seen))
			.withBean("balanced", WebClient.Builder.class, () -> seeing("balanced", seen))
			.run((context) -> attributeNames(context.getBean(LosantClient.class),
					context.getBean(LosantSimulator.class)));

		assertThat(seen).isEmpty();
	}

	@Test
	void aCustomizerMayBringAnother() {
		List<String> seen = new CopyOnWriteArrayList<>();
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantSimulatorAutoConfiguration.class, LosantAutoConfiguration.class))
			.withBean("balanced", WebClient.Builder.class, () -> seeing("balanced", seen))
			.withBean(LosantClientCustomizer.class, () -> (builder) -> builder.webClient(seeing("own", seen)))
			.run((context) -> attributeNames(context.getBean(LosantClient.class),
					context.getBean(LosantSimulator.class)));

		assertThat(seen).containsExactly("own");
	}

	private static WebClient.Builder seeing(String name, List<String> seen) {
		return WebClient.builder().filter((request, next) -> {
			seen.add(name);
			return next.exchange(request);
		});
	}

	private static ObservationRegistry observing(List<String> observed) {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public void onStop(Observation.Context context) {
				observed.add(context.getName());
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		return registry;
	}

	@Test
	void aBuilderThatIsSharedIsNotChanged() {
		WebClient.Builder shared = WebClient.builder();
		this.runner.withBean(WebClient.Builder.class, () -> shared)
			.run((context) -> attributeNames(context.getBean(LosantClient.class),
					context.getBean(LosantSimulator.class)));

		shared.defaultHeaders((headers) -> assertThat(headers.isEmpty()).isTrue());
		shared.filters((filters) -> assertThat(filters).isEmpty());
	}

	private static void attributeNames(LosantClient client, LosantSimulator simulator) {
		StepVerifier.create(client.application(simulator.applicationId()).devices().attributeNames(NamesQuery.all()))
			.expectNextCount(1)
			.expectComplete()
			.verify(PATIENCE);
	}

}
