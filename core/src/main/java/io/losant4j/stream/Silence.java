package io.losant4j.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Notices that a server has fallen silent. Every byte is a sign of life; a time in which
 * nobody asks for bytes is no silence. Silence is measured in quarters of the limit: one
 * timer and no clock, at the price of noticing up to a quarter late. A quarter begins
 * when the one before has been looked at, so that a pause of this machine counts as one.
 */
final class Silence {

	private static final int QUARTERS = 4;

	private final Duration limit;

	private final Scheduler scheduler;

	private volatile boolean awaiting;

	private final AtomicBoolean heard = new AtomicBoolean();

	private int quiet;

	Silence(Duration limit, Scheduler scheduler) {
		this.limit = limit;
		this.scheduler = scheduler;
	}

	/** Passes a body on, to a reader that asks for one buffer at a time, and listens. */
	Flux<DataBuffer> listen(Flux<DataBuffer> body) {
		return body.doOnRequest((n) -> {
			this.heard.set(true);
			this.awaiting = true;
		}).doOnNext((buffer) -> this.awaiting = false);
	}

	/** Emits, once, when there has been silence beyond the limit. */
	Mono<Long> tooLong() {
		return Mono.delay(this.limit.dividedBy(QUARTERS), this.scheduler)
			.filter((tick) -> isTooLong())
			.repeatWhenEmpty(Function.identity());
	}

	private boolean isTooLong() {
		boolean sign = this.heard.getAndSet(false) || !this.awaiting;
		this.quiet = sign ? 0 : this.quiet + 1;
		return this.quiet == QUARTERS;
	}

}
