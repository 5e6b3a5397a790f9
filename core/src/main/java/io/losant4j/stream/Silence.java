package io.losant4j.stream;

import java.time.Duration;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Notices that a server has fallen silent. Every byte is a sign of life; a time in which
 * nobody asks for bytes is no silence. Silence is measured in quarters of the limit: one
 * timer for a connection and no clock, at the price of noticing up to a quarter late.
 */
final class Silence {

	private static final int QUARTERS = 4;

	private final Duration limit;

	private final Scheduler scheduler;

	private volatile boolean awaiting;

	private volatile boolean heard;

	private int quiet;

	Silence(Duration limit, Scheduler scheduler) {
		this.limit = limit;
		this.scheduler = scheduler;
	}

	/** Passes a body on, to a reader that asks for one buffer at a time, and listens. */
	Flux<DataBuffer> listen(Flux<DataBuffer> body) {
		return body.doOnRequest((n) -> {
			this.heard = true;
			this.awaiting = true;
		}).doOnNext((buffer) -> this.awaiting = false);
	}

	/** Emits, once, when there has been silence beyond the limit. */
	Mono<Long> tooLong() {
		return Flux.interval(this.limit.dividedBy(QUARTERS), this.scheduler)
			.onBackpressureDrop()
			.filter((tick) -> isTooLong())
			.next();
	}

	private boolean isTooLong() {
		boolean sign = this.heard || !this.awaiting;
		this.heard = false;
		this.quiet = sign ? 0 : this.quiet + 1;
		return this.quiet == QUARTERS;
	}

}
