package io.losant4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reports states of a device and sends it commands, both numbered from 1, past the rough
 * network. No two are of one millisecond, in which Losant would make one of them.
 */
final class NumberEmitter {

	private static final Duration PERIOD = Duration.ofMillis(200);

	private final DeviceActions device;

	private volatile boolean stopped;

	private volatile int emitted;

	private Instant last = Instant.EPOCH;

	NumberEmitter(DeviceActions device) {
		this.device = device;
	}

	/** Completes when it has been stopped and the last has been sent. */
	Mono<Void> emit() {
		return Flux.interval(PERIOD)
			.onBackpressureDrop()
			.takeUntil((tick) -> this.stopped)
			.concatMap((tick) -> Mono.defer(this::next), 1)
			.then();
	}

	/** The last number of all. */
	int emitted() {
		return this.emitted;
	}

	void stop() {
		this.stopped = true;
	}

	private Mono<Void> next() {
		int number = this.emitted + 1;
		Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		this.last = now.isAfter(this.last) ? now : this.last.plusMillis(1);
		return this.device.sendState(DeviceState.of("n", number).at(this.last))
			.then(this.device.sendCommand(DeviceCommand.of("count").withPayload(number).at(this.last)))
			.doOnSuccess((sent) -> this.emitted = number);
	}

}
