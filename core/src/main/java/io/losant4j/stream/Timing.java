package io.losant4j.stream;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Time and chance, so that a test can decide both.
 *
 * @param scheduler runs what waits
 * @param dice throws a number from zero to its argument, both included
 */
record Timing(Scheduler scheduler, LongUnaryOperator dice) {

	static Timing real() {
		return new Timing(Schedulers.parallel(), (most) -> ThreadLocalRandom.current().nextLong(most + 1));
	}

	Instant now() {
		return Instant.ofEpochMilli(this.scheduler.now(TimeUnit.MILLISECONDS));
	}

}
