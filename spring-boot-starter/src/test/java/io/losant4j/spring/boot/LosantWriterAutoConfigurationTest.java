package io.losant4j.spring.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.StateWriter;
import io.losant4j.bulk.WriteOutcome;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.device.DeviceState;
import io.losant4j.device.HistoryQuery;
import io.losant4j.device.TimeRange;
import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LosantWriterAutoConfigurationTest {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class, LosantWriterAutoConfiguration.class))
		.withPropertyValues("losant.access-token=simulator-token");

	private final ApplicationContextRunner withApplication = this.runner
		.withPropertyValues("losant.application-id=575ec8687ae143cd83dc4a97");

	@Test
	void makesAWriterWhereThereIsAnApplication() {
		this.withApplication.run((context) -> assertThat(context).hasSingleBean(StateWriter.class));
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(StateWriter.class));
		this.withApplication.withPropertyValues("losant.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(StateWriter.class));
	}

	@Test
	void makesNoneWhereTheConnectionDetailsNameNoApplication() {
		this.runner
			.withBean(LosantConnectionDetails.class, () -> (LosantConnectionDetails) () -> Credentials.accessToken("t"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBeanProvider(StateWriter.class).getIfAvailable()).isNull();
			});
	}

	@Test
	void stepsBackForTheUsersOwn() {
		WriterOptions options = WriterOptions.defaults().withMaxAttempts(1);
		this.withApplication.withBean("own", WriterOptions.class, () -> options)
			.run((context) -> assertThat(context.getBean(WriterOptions.class)).isSameAs(options));
		this.withApplication
			.withBean("own", StateWriter.class,
					() -> new Closing(Mono.error(new IllegalStateException("not to be closed by others"))))
			.run((context) -> assertThat(context).hasSingleBean(StateWriter.class).hasBean("own"));
	}

	@Test
	void isOpenUntilThoseWhoWriteThroughItAreGone() {
		try (LosantSimulator losant = LosantSimulator.builder().devices(1).start()) {
			String device = losant.deviceIds().get(0);
			List<WriteOutcome> outcomes = new ArrayList<>();
			this.withApplication.withPropertyValues("losant.base-url=" + losant.baseUrl())
				.withInitializer((context) -> ((GenericApplicationContext) context).registerBean(LastWords.class,
						() -> new LastWords(context.getBean(StateWriter.class), device, outcomes)))
				.run((context) -> assertThat(context).hasSingleBean(LastWords.class));

			assertThat(outcomes).singleElement().isInstanceOf(WriteOutcome.Accepted.class);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "false", "true" })
	void sendsWhatItHasTakenBeforeTheContextIsClosed(String lazy) {
		try (LosantSimulator losant = LosantSimulator.builder().devices(1).start();
				LosantClient other = LosantClient.builder()
					.baseUrl(losant.baseUrl().toString())
					.credentials(Credentials.accessToken(losant.accessToken()))
					.build()) {
			String device = losant.deviceIds().get(0);
			this.withApplication
				.withPropertyValues("losant.base-url=" + losant.baseUrl(), "losant.writer.max-batch-age=1h")
				.withInitializer((context) -> {
					if (Boolean.parseBoolean(lazy)) {
						context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
					}
				})
				.run((context) -> write(context.getBean(StateWriter.class), device));

			StepVerifier
				.create(other.application(losant.applicationId())
					.device(device)
					.getState(HistoryQuery.within(TimeRange.last(Duration.ofHours(1)))))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);
		}
	}

	@Test
	void tellsWhatCouldNotBeSent(CapturedOutput output) {
		DeviceReport unsent = new DeviceReport("575ecf887ae143cd83dc4aa2", DeviceState.of("temperature", -18.4));

		new StateWriterBean(new Closing(Mono.just(List.of(unsent, unsent))), PATIENCE).destroy();

		assertThat(output).contains("2 reports were not sent to Losant before the service ended");
	}

	@Test
	void endsAlsoWhereAWriterDoesNot(CapturedOutput output) {
		new StateWriterBean(new Closing(Mono.never()), Duration.ZERO).destroy();

		assertThat(output).contains("the writer was not closed within PT0S");
	}

	// The source stays open, so that the report waits for others to share its call with.
	private static void write(StateWriter writer, String device) {
		DeviceReport report = new DeviceReport(device, DeviceState.of("temperature", -18.4).at(Instant.now()));
		Sinks.Empty<Void> taken = Sinks.empty();
		writer
			.write(Flux.concat(Mono.just(report),
					Mono.<DeviceReport>never().doOnSubscribe((subscription) -> taken.tryEmitEmpty())))
			.onErrorComplete(IllegalStateException.class)
			.subscribe();
		StepVerifier.create(taken.asMono()).expectComplete().verify(PATIENCE);
	}

	/**
	 * Writes once more while it is destroyed.
	 *
	 * @param writer what it writes through
	 * @param device the device that it reports for
	 * @param outcomes what became of it
	 */
	private record LastWords(StateWriter writer, String device, List<WriteOutcome> outcomes) implements DisposableBean {

		@Override
		public void destroy() {
			DeviceReport report = new DeviceReport(this.device, DeviceState.of("temperature", -18.4).at(Instant.now()));
			this.writer.write(Mono.just(report)).doOnNext(this.outcomes::add).blockLast(PATIENCE);
		}

	}

	private record Closing(Mono<List<DeviceReport>> closeLater) implements StateWriter {

		@Override
		public Flux<WriteOutcome> write(Publisher<DeviceReport> reports) {
			return Flux.never();
		}

	}

}
