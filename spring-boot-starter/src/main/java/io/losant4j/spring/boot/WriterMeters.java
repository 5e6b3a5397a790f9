package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.WriteOutcome;
import io.losant4j.bulk.WriterListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Counts what the writers of a client do, by the client's name.
 */
final class WriterMeters implements WriterListener {

	private final AtomicInteger queued = new AtomicInteger();

	private final AtomicInteger inFlight = new AtomicInteger();

	private final Counter accepted;

	private final Counter rejected;

	private final Counter failed;

	private final Counter indeterminate;

	private final Timer rateWaits;

	private final Timer backOffWaits;

	WriterMeters(MeterRegistry registry, String client) {
		Gauge.builder("losant.writer.queued", this.queued, AtomicInteger::get)
			.description("Reports that were taken and whose outcome is not known yet")
			.tag("client", client)
			.register(registry);
		Gauge.builder("losant.writer.in.flight", this.inFlight, AtomicInteger::get)
			.description("Calls that writers are waiting for")
			.tag("client", client)
			.register(registry);
		this.accepted = outcomes(registry, client, "accepted");
		this.rejected = outcomes(registry, client, "rejected");
		this.failed = outcomes(registry, client, "failed");
		this.indeterminate = outcomes(registry, client, "indeterminate");
		this.rateWaits = waits(registry, client, "rate");
		this.backOffWaits = waits(registry, client, "back-off");
	}

	private static Counter outcomes(MeterRegistry registry, String client, String outcome) {
		return Counter.builder("losant.writer.outcomes")
			.description("What became of reports")
			.tag("client", client)
			.tag("outcome", outcome)
			.register(registry);
	}

	private static Timer waits(MeterRegistry registry, String client, String reason) {
		return Timer.builder("losant.writer.waits")
			.description("Times that devices waited, for Losant's limit of calls or after a failed call")
			.tag("client", client)
			.tag("reason", reason)
			.register(registry);
	}

	@Override
	public void taken(DeviceReport report) {
		this.queued.incrementAndGet();
	}

	@Override
	public void settled(WriteOutcome outcome) {
		this.queued.decrementAndGet();
		counter(outcome).increment();
	}

	private Counter counter(WriteOutcome outcome) {
		if (outcome instanceof WriteOutcome.Accepted) {
			return this.accepted;
		}
		if (outcome instanceof WriteOutcome.Rejected) {
			return this.rejected;
		}
		return (outcome instanceof WriteOutcome.Failed) ? this.failed : this.indeterminate;
	}

	@Override
	public void sending(int states) {
		this.inFlight.incrementAndGet();
	}

	@Override
	public void answered(int states, Duration took, @Nullable Throwable failure) {
		this.inFlight.decrementAndGet();
	}

	@Override
	public void waiting(Wait reason, Duration delay) {
		((reason == Wait.RATE) ? this.rateWaits : this.backOffWaits).record(delay);
	}

}
