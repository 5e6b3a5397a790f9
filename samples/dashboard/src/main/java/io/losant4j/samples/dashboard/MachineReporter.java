package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.util.List;

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
 * {@value Backlog#CAPACITY} are kept and then sent in one call, so the charts have no
 * hole; longer outages lose the oldest. A reading whose answer was lost is sent again
 * without harm: Losant stores a state by device and millisecond. Readings that Losant
 * refuses for good are given up, and counted.
 */
@Component
final class MachineReporter {

	static final Duration PERIOD = Duration.ofSeconds(1);

	private static final Logger logger = LoggerFactory.getLogger(MachineReporter.class);

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

	private final Machine machine;

	private final Backlog backlog;

	private final PageFeed feed;

	private final DeviceRegistration registration;

	private final Sinks.Many<DeviceState> fresh = Sinks.many().multicast().directBestEffort();

	MachineReporter(Machine machine, Backlog backlog, PageFeed feed, DeviceRegistration registration) {
		this.machine = machine;
		this.backlog = backlog;
		this.feed = feed;
		this.registration = registration;
	}

	/** Takes readings and keeps them to be sent, whether Losant is there or not. */
	Flux<DeviceState> takeReadings() {
		return Flux.interval(PERIOD).onBackpressureDrop().concatMap((tick) -> takeReading(), 0).doOnNext((reading) -> {
			this.backlog.add(reading);
			this.fresh.tryEmitNext(reading);
		});
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

	private Mono<Void> sendUnsent(DeviceActions device) {
		return Mono.defer(() -> sendBatch(device)).repeat().takeWhile((goOn) -> goOn).then();
	}

	/** Sends one batch, and emits whether to go on at once. */
	private Mono<Boolean> sendBatch(DeviceActions device) {
		List<DeviceState> batch = this.backlog.next();
		if (batch.isEmpty()) {
			return Mono.just(false);
		}
		return device.sendState(batch).then(Mono.fromCallable(() -> {
			this.backlog.sent(batch);
			this.feed.noTrouble();
			return true;
		})).onErrorResume(Trouble::liesInTheReadings, (ex) -> refused(device, batch, ex));
	}

	// With its attributes back the device takes the batch next time; else it never will.
	private Mono<Boolean> refused(DeviceActions device, List<DeviceState> batch, Throwable refusal) {
		this.feed.trouble(refusal);
		return this.registration.addMissingAttributes(device).count().map((added) -> {
			if (added == 0) {
				this.backlog.refused(batch);
			}
			return added == 0;
		});
	}

}
