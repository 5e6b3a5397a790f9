package io.losant4j.spring.boot;

import java.time.Duration;
import java.time.Instant;
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
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

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
	void sendsWhatItHasTakenBeforeTheContextIsClosed() {
		try (LosantSimulator losant = LosantSimulator.builder().devices(1).start();
				LosantClient other = LosantClient.builder()
					.baseUrl(losant.baseUrl().toString())
					.credentials(Credentials.accessToken(losant.accessToken()))
					.build()) {
			String device = losant.deviceIds().get(0);
			this.withApplication
				.withPropertyValues("losant.base-url=" + losant.baseUrl(), "losant.writer.max-batch-age=1h")
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

		new StateWriterClosing(new Closing(Mono.just(List.of(unsent, unsent)))).destroy();

		assertThat(output).contains("2 reports were not sent to Losant before the service ended");
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

	private record Closing(Mono<List<DeviceReport>> closeLater) implements StateWriter {

		@Override
		public Flux<WriteOutcome> write(Publisher<DeviceReport> reports) {
			return Flux.never();
		}

	}

}
