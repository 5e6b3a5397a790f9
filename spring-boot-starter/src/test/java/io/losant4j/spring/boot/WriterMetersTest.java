package io.losant4j.spring.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.WriteOutcome;
import io.losant4j.bulk.WriterListener.Wait;
import io.losant4j.device.DeviceState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a writer's listener is told, and what the meters say then.
 */
class WriterMetersTest {

	private static final DeviceReport REPORT = new DeviceReport(ScriptedLosant.DEVICE,
			DeviceState.of("temperature", 21));

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final WriterMeters meters = new WriterMeters(this.registry, "plant");

	@Test
	void aReportIsQueuedUntilItIsSettled() {
		this.meters.taken(REPORT);
		this.meters.taken(REPORT);
		this.meters.settled(accepted());
		assertThat(gauge("losant.writer.queued")).isEqualTo(1);

		this.meters.settled(accepted());
		assertThat(gauge("losant.writer.queued")).isZero();
		assertThat(outcomes("accepted")).isEqualTo(2);
	}

	@Test
	void everyKindOfOutcomeIsCountedApart() {
		IllegalStateException cause = new IllegalStateException("gone");
		this.meters.settled(accepted());
		this.meters.settled(new WriteOutcome.Rejected(REPORT, WriteOutcome.Reason.TOO_OLD, "too old"));
		this.meters.settled(new WriteOutcome.Failed(REPORT, cause, 1));
		this.meters.settled(new WriteOutcome.Indeterminate(REPORT, Instant.EPOCH, cause, 1));

		assertThat(this.registry.get("losant.writer.outcomes").tag("client", "plant").counters()).hasSize(4)
			.allSatisfy((counter) -> assertThat(counter.count()).isEqualTo(1));
		assertThat(outcomes("indeterminate")).isEqualTo(1);
		assertThat(outcomes("failed")).isEqualTo(1);
		assertThat(outcomes("rejected")).isEqualTo(1);
	}

	@Test
	void aCallIsInFlightUntilItIsAnswered() {
		this.meters.sending(100);
		this.meters.sending(3);
		assertThat(gauge("losant.writer.in.flight")).isEqualTo(2);

		this.meters.answered(100, Duration.ofMillis(20), null);
		this.meters.answered(3, Duration.ofMillis(20), new IllegalStateException("gone"));
		assertThat(gauge("losant.writer.in.flight")).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "RATE, rate", "BACK_OFF, back-off" })
	void waitsAreTimedByTheirReason(Wait reason, String tag) {
		this.meters.waiting(reason, Duration.ofSeconds(2));
		this.meters.waiting(reason, Duration.ofSeconds(3));

		assertThat(this.registry.get("losant.writer.waits").tag("reason", tag).timer())
			.satisfies((timer) -> assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(5))
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(2));
	}

	private static WriteOutcome accepted() {
		return new WriteOutcome.Accepted(REPORT, Instant.EPOCH);
	}

	private double gauge(String name) {
		return this.registry.get(name).tag("client", "plant").gauge().value();
	}

	private double outcomes(String outcome) {
		return this.registry.get("losant.writer.outcomes").tag("outcome", outcome).counter().count();
	}

}
