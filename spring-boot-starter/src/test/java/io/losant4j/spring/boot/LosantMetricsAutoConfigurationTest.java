package io.losant4j.spring.boot;

import java.time.Duration;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceState;
import io.losant4j.stream.StreamOptions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.spring.boot.ScriptedLosant.APPLICATION;
import static io.losant4j.spring.boot.ScriptedLosant.DEVICE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters of a whole application, over a socket.
 */
class LosantMetricsAutoConfigurationTest {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String DEVICE_PATH = "/applications/{applicationId}/devices/{deviceId}";

	private final ScriptedLosant losant = new ScriptedLosant();

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withUserConfiguration(App.class)
		.withPropertyValues(this.losant.properties());

	@AfterEach
	void stop() {
		this.losant.close();
	}

	@Test
	void countsCallsThatAreMadeAgain() {
		this.losant.answers(503, "{}").answers(503, "{}").answers(200, "{}");
		this.runner.run((context) -> {
			get(context.getBean(LosantApplication.class));

			assertThat(registry(context).get("losant.call.retries")
				.tags("client", "default", "action", "device.get")
				.counter()
				.count()).isEqualTo(2);
		});
	}

	@Test
	void observesEachRequestByItsTemplateAndItsAction() {
		this.losant.answers(503, "{}").answers(200, "{}");
		this.runner.run((context) -> {
			get(context.getBean(LosantApplication.class));

			for (String status : new String[] { "503", "200" }) {
				assertThat(registry(context).get("http.client.requests")
					.tags("uri", DEVICE_PATH, "action", "device.get", "method", "GET", "status", status)
					.timer()
					.count()).isOne();
			}
		});
	}

	@Test
	void tellsClientsApart() {
		this.losant.answers(200, "{}").answers(200, "{}").answers(503, "{}").answers(200, "{}");
		this.runner
			.withPropertyValues("losant.clients.plant.base-url=" + this.losant.url(),
					"losant.clients.plant.access-token=token", "losant.clients.plant.retry.min-back-off=1ms",
					"losant.clients.plant.retry.max-back-off=1ms")
			.run((context) -> {
				get(context.getBean(LosantApplication.class));
				LosantClient plant = context.getBean("plantLosantClient", LosantClient.class);
				get(plant.application(APPLICATION));
				get(plant.application(APPLICATION));

				assertThat(registry(context).get("losant.call.retries").tag("client", "default").counter().count())
					.isZero();
				assertThat(registry(context).get("losant.call.retries").tag("client", "plant").counter().count())
					.isEqualTo(1);
			});
	}

	@Test
	void countsStreams() {
		this.losant.streams();
		this.runner.run((context) -> {
			StepVerifier
				.create(context.getBean(LosantApplication.class)
					.device(DEVICE)
					.stateStream(StreamOptions.defaults())
					.take(1))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);

			for (String name : new String[] { "losant.stream.opens", "losant.stream.events" }) {
				assertThat(
						registry(context).get(name).tags("client", "default", "action", "device.stateStream").counter())
					.satisfies((counter) -> assertThat(counter.count()).isPositive());
			}
		});
	}

	@Test
	void countsWhatWritersDo() {
		this.losant.answers(200, "{\"success\":true}");
		this.runner.run((context) -> {
			StepVerifier
				.create(context.getBean(LosantApplication.class)
					.stateWriter(WriterOptions.defaults())
					.write(Mono.just(new DeviceReport(DEVICE, DeviceState.of("temperature", 21)))))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);

			assertThat(registry(context).get("losant.writer.outcomes")
				.tags("client", "default", "outcome", "accepted")
				.counter()
				.count()).isOne();
			assertThat(registry(context).get("losant.writer.queued").gauge().value()).isZero();
		});
	}

	@Test
	void neverTagsADevice() {
		this.losant.streams().answers(200, "{}");
		this.runner.run((context) -> {
			LosantApplication application = context.getBean(LosantApplication.class);
			StepVerifier.create(application.device(DEVICE).stateStream(StreamOptions.defaults()).take(1))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);
			get(application);

			assertThat(registry(context).getMeters()).extracting((meter) -> meter.getId().toString())
				.anyMatch((id) -> id.contains("losant.stream.events"))
				.noneMatch((id) -> id.contains(DEVICE) || id.contains(APPLICATION));
		});
	}

	@Test
	void keepsTheApplicationsOtherClientsInTheSameMeter() {
		this.losant.answers(200, "{}").answers(200, "{}");
		this.runner.run((context) -> {
			context.getBean(WebClient.Builder.class)
				.build()
				.get()
				.uri(this.losant.url() + "/{path}", "elsewhere")
				.retrieve()
				.toBodilessEntity()
				.block(PATIENCE);
			get(context.getBean(LosantApplication.class));

			assertThat(context.getBean(PrometheusMeterRegistry.class).scrape().lines())
				.filteredOn((line) -> line.startsWith("http_client_requests_seconds_count"))
				.hasSize(2)
				.anyMatch((line) -> line.contains("uri=\"/{path}\"") && line.contains(
						"action=\"none\"") == (context.getBeanNamesForType(OtherClientsMeterFilter.class).length > 0))
				.anyMatch((line) -> line.contains("action=\"device.get\""));
		});
	}

	@ParameterizedTest
	@CsvSource({ "1.16.4, true", "1.17.0, false", "1.18.0-M1, false", "2.0.0, false", "unknown, true", ", true" })
	void touchesNoOtherClientWhereItNeedNot(@Nullable String version, boolean strict) {
		assertThat(OnStrictPrometheusCondition.isStrict(version)).isEqualTo(strict);
	}

	@Test
	void saysOfOtherClientsThatTheyAreNoActionWhereItMust() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		registry.config().meterFilter(new OtherClientsMeterFilter("calls.out"));

		registry.timer("calls.out", "uri", "/elsewhere");
		registry.timer("calls.out", "action", "device.get");
		registry.timer("calls.in", "uri", "/here");

		assertThat(registry.getMeters()).extracting((meter) -> meter.getId().getTag("action"))
			.containsExactlyInAnyOrder("none", "device.get", null);
	}

	@Test
	void keepsTheApplicationsOwnConvention() {
		this.losant.answers(200, "{}");
		this.runner.withBean(OwnConvention.class)
			.withPropertyValues("management.observations.http.client.requests.name=calls.out")
			.run((context) -> {
				get(context.getBean(LosantApplication.class));

				assertThat(registry(context).get("own.requests").tag("action", "device.get").timer().count()).isOne();
			});
	}

	@Test
	void hasNoMetersWithoutMicrometer() {
		this.losant.answers(200, "{}");
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer.core", "io.micrometer.prometheusmetrics"))
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean(LosantMetricsAutoConfiguration.class)
					.hasSingleBean(LosantClient.class);
				get(context.getBean(LosantApplication.class));
			});
	}

	@Test
	void hasNoMetersWithoutARegistry() {
		this.losant.answers(200, "{}");
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantAutoConfiguration.class, LosantMetricsAutoConfiguration.class))
			.withPropertyValues(this.losant.properties())
			.run((context) -> get(context.getBean(LosantApplication.class)));
	}

	@Test
	void hasNoMetersWithoutAClient() {
		this.runner.withPropertyValues("losant.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(LosantMetricsAutoConfiguration.class)
				.doesNotHaveBean(LosantObservationAutoConfiguration.class)
				.doesNotHaveBean(OtherClientsMeterFilter.class));
	}

	@Test
	void doesNotObserveWhereTheApplicationDoesNot() {
		this.losant.answers(200, "{}");
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantAutoConfiguration.class, LosantMetricsAutoConfiguration.class,
							LosantObservationAutoConfiguration.class, WebClientAutoConfiguration.class))
			.withBean(SimpleMeterRegistry.class)
			.withPropertyValues(this.losant.properties())
			.run((context) -> {
				get(context.getBean(LosantApplication.class));

				assertThat(registry(context).find("http.client.requests").timer()).isNull();
				assertThat(registry(context).get("losant.call.retries").counter().count()).isZero();
			});
	}

	private static void get(LosantApplication application) {
		Mono<Device> call = application.device(DEVICE).get();
		StepVerifier.create(call).expectNextCount(1).expectComplete().verify(PATIENCE);
	}

	private static MeterRegistry registry(ApplicationContext context) {
		return context.getBean(MeterRegistry.class);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	static class OwnConvention extends DefaultClientRequestObservationConvention {

		@Override
		public String getName() {
			return "own.requests";
		}

		@Override
		public String getContextualName(ClientRequestObservationContext context) {
			return "own";
		}

	}

}
