package io.losant4j.bulk;

import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Time and chance, so that a test can decide both.
 *
 * @param scheduler runs what waits, and tells the time of day
 * @param ticks tells milliseconds since whenever; unlike the time of day, never set back
 * or forth
 * @param dice throws a number from zero to its argument, both included
 */
record Timing(Scheduler scheduler, LongSupplier ticks, LongUnaryOperator dice) {

	static Timing real() {
		return new Timing(Schedulers.parallel(), () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
				(most) -> ThreadLocalRandom.current().nextLong(most + 1));
	}

	Instant now() {
		return Instant.ofEpochMilli(this.scheduler.now(TimeUnit.MILLISECONDS));
	}

	long tick() {
		return this.ticks.getAsLong();
	}

}
