package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;

import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

import org.springframework.stereotype.Component;

/**
 * Reads the machine each second and sends the readings to Losant.
 *
 * <p>
 * Readings are stamped when they are taken. While Losant is away the latest
 * {@value #KEPT} are kept and then sent in one call, so the charts have no hole; longer
 * outages lose the oldest. A reading whose answer was lost is sent again without harm:
 * Losant stores a state by device and millisecond. Readings that Losant refuses for good
 * are given up.
 */
@Component
final class MachineReporter {

	static final int KEPT = 300;

	private static final Logger logger = LoggerFactory.getLogger(MachineReporter.class);

	static final Duration PERIOD = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final Machine machine;

	private final PageFeed feed;

	private final DeviceRegistration registration;

	private final Deque<DeviceState> unsent = new ArrayDeque<>();

	private final Sinks.Many<DeviceState> fresh = Sinks.many().multicast().directBestEffort();

	MachineReporter(Machine machine, PageFeed feed, DeviceRegistration registration) {
		this.machine = machine;
		this.feed = feed;
		this.registration = registration;
	}

	/** Takes readings and keeps them to be sent, whether Losant is there or not. */
	Flux<DeviceState> takeReadings() {
		return Flux.interval(PERIOD).onBackpressureDrop().concatMap((tick) -> takeReading(), 0).doOnNext(this::keep);
	}

	private Mono<DeviceState> takeReading() {
		return this.machine.read()
			.doOnError((ex) -> logger.warn("The machine could not be read", ex))
			.onErrorComplete();
	}

	/**
	 * Sends what is unsent each time a reading was taken. Errors when Losant refuses the
	 * device or the token; tries again when it is merely away.
	 */
	Flux<Void> sendReadings(DeviceActions device) {
		Retry whenBack = Retry.backoff(Long.MAX_VALUE, PERIOD)
			.maxBackoff(LONGEST_WAIT)
			.filter(Trouble::mayPass)
			.doBeforeRetry((attempt) -> this.feed.trouble(attempt.failure()));
		return this.fresh.asFlux()
			.onBackpressureLatest()
			.concatMap((reading) -> sendUnsent(device).retryWhen(whenBack), 0);
	}

	// Each attempt takes what is there by then.
	private Mono<Void> sendUnsent(DeviceActions device) {
		return Mono.fromSupplier(this::unsent)
			.filter((batch) -> !batch.isEmpty())
			.flatMap((batch) -> device.sendState(batch)
				.timeout(PATIENCE,
						Mono.error(() -> new TimeoutException("no answer in " + PATIENCE.toSeconds() + " s")))
				.doOnSuccess((done) -> {
					forget(batch);
					this.feed.noTrouble();
				})
				.onErrorResume(Trouble::liesInTheReadings, (ex) -> refused(device, batch, ex)));
	}

	// With its attributes back the device takes the batch next time; else it never will.
	private Mono<Void> refused(DeviceActions device, List<DeviceState> batch, Throwable refusal) {
		this.feed.trouble(refusal);
		return this.registration.addMissingAttributes(device)
			.count()
			.filter((added) -> added == 0)
			.doOnNext((none) -> forget(batch))
			.then();
	}

	private void keep(DeviceState reading) {
		synchronized (this.unsent) {
			if (this.unsent.size() == KEPT) {
				this.unsent.removeFirst();
			}
			this.unsent.addLast(reading);
			this.feed.unsent(this.unsent.size());
		}
		this.fresh.tryEmitNext(reading);
	}

	private List<DeviceState> unsent() {
		synchronized (this.unsent) {
			return List.copyOf(this.unsent);
		}
	}

	private void forget(List<DeviceState> batch) {
		synchronized (this.unsent) {
			this.unsent.removeAll(batch);
			this.feed.unsent(this.unsent.size());
		}
	}

}
