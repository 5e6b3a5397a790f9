package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.LosantApplication;
import io.losant4j.device.AttributeNames;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceState;
import io.losant4j.device.NamesQuery;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.spring.boot.test.LosantSimulatorAutoConfiguration;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

class StreamsLifecycleTest {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int STREAMS = 1_000;

	@Test
	void stopsBeforeTheWebServerWaits() {
		assertThat(StreamsLifecycle.PHASE).isLessThan(SmartLifecycle.DEFAULT_PHASE)
			.isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
	}

	@Test
	void closesInTimeWithAThousandStreamsAndAPageThatShowsOne() {
		ConfigurableApplicationContext service = new SpringApplicationBuilder(Service.class).run("--server.port=0",
				"--server.shutdown=graceful", "--spring.lifecycle.timeout-per-shutdown-phase=60s",
				"--losant.test.simulator.devices=" + STREAMS, "--spring.main.banner-mode=off");
		LosantApplication application = service.getBean(LosantApplication.class);
		List<String> devices = service.getBean(LosantSimulator.class).deviceIds();
		Late late = service.getBean(Late.class);
		AtomicInteger completed = new AtomicInteger();
		Sinks.Empty<Void> pageShows = Sinks.empty();
		StepVerifier page = StepVerifier
			.create(WebClient.create("http://localhost:" + service.getEnvironment().getProperty("local.server.port"))
				.get()
				.uri("/states/" + devices.get(0))
				.retrieve()
				.bodyToFlux(String.class)
				.doOnNext((state) -> pageShows.tryEmitEmpty()))
			.thenConsumeWhile((state) -> true)
			.expectComplete()
			.verifyLater();
		StepVerifier
			.create(Flux.fromIterable(devices)
				.flatMap((device) -> opened(application, device, completed), STREAMS)
				.then(application.device(devices.get(0))
					.sendState(DeviceState.of("temperature", -18.4))
					.repeatWhen((sent) -> sent.delayElements(Duration.ofMillis(100)))
					.takeUntilOther(pageShows.asMono())
					.then()))
			.expectComplete()
			.verify(PATIENCE);

		assertTimeout(Duration.ofSeconds(10), service::close);

		assertThat(completed).hasValue(STREAMS);
		page.verify(PATIENCE);
		assertThat(late.answer).isNotNull();
	}

	private static Mono<Void> opened(LosantApplication application, String device, AtomicInteger completed) {
		return Mono
			.create((sink) -> application.device(device).stateSignals(StreamOptions.defaults()).subscribe((signal) -> {
				if (signal instanceof StreamSignal.Opened) {
					sink.success();
				}
			}, sink::error, completed::incrementAndGet));
	}

	@Test
	void aContextThatIsStoppedStreamsAgainWhenItIsStarted() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantSimulatorAutoConfiguration.class, LosantAutoConfiguration.class))
			.withPropertyValues("losant.test.simulator.devices=1")
			.run((context) -> {
				Flux<StreamSignal<DeviceState>> signals = context.getBean(LosantApplication.class)
					.device(context.getBean(LosantSimulator.class).deviceIds().get(0))
					.stateSignals(StreamOptions.defaults());
				StepVerifier.create(signals)
					.expectNextMatches(StreamSignal.Opened.class::isInstance)
					.then(context.getSourceApplicationContext()::stop)
					.thenConsumeWhile((signal) -> true)
					.expectComplete()
					.verify(PATIENCE);
				StepVerifier.create(signals).expectErrorMessage("The client's streams are stopped").verify(PATIENCE);

				context.getSourceApplicationContext().start();

				StepVerifier.create(signals)
					.expectNextMatches(StreamSignal.Opened.class::isInstance)
					.thenCancel()
					.verify(PATIENCE);
			});
	}

	/** As the test framework does with a cached context between two tests. */
	@Test
	void aSubscriberOutlivesAPause() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LosantSimulatorAutoConfiguration.class, LosantAutoConfiguration.class))
			.withPropertyValues("losant.test.simulator.devices=1")
			.run((context) -> {
				DeviceActions device = context.getBean(LosantApplication.class)
					.device(context.getBean(LosantSimulator.class).deviceIds().get(0));
				ConfigurableApplicationContext source = context.getSourceApplicationContext();
				StepVerifier.create(device.stateSignals(StreamOptions.defaults()))
					.expectNextMatches(StreamSignal.Opened.class::isInstance)
					.then(source::pause)
					.then(source::restart)
					.then(() -> device.sendState(DeviceState.of("temperature", -18.4)).block(PATIENCE))
					.thenConsumeWhile((signal) -> !(signal instanceof StreamSignal.Value))
					.expectNextMatches(StreamSignal.Value.class::isInstance)
					.thenCancel()
					.verify(PATIENCE);
			});
	}

	@Test
	void aLazyClientIsNotMadeToBeStopped() {
		List<String> made = new ArrayList<>();
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class))
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues("losant.access-token=token")
			.withBean(LosantClientCustomizer.class, () -> (builder) -> made.add("client"))
			.run((context) -> assertThat(context).hasNotFailed());

		assertThat(made).isEmpty();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAutoConfiguration(LosantSimulatorAutoConfiguration.class)
	static class Service {

		@Bean
		RouterFunction<ServerResponse> states(LosantApplication application) {
			return RouterFunctions.route()
				.GET("/states/{device}", (request) -> ServerResponse.ok()
					.contentType(MediaType.TEXT_EVENT_STREAM)
					.body(application.device(request.pathVariable("device")).stateStream().map(Object::toString),
							String.class))
				.build();
		}

		@Bean
		Late late(LosantApplication application) {
			return new Late(application);
		}

	}

	/** A part of the service that makes its last call while the web server waits. */
	private static final class Late implements SmartLifecycle {

		private final LosantApplication application;

		private volatile @Nullable AttributeNames answer;

		private volatile boolean running;

		Late(LosantApplication application) {
			this.application = application;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.answer = this.application.devices().attributeNames(NamesQuery.all()).block(PATIENCE);
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		}

	}

}
