package io.losant4j.stream;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class TimersLockBrieflyTest {

	@Test
	void timersMayBeCancelledByManyThreadsAtOnce() {
		Scheduler timers = Schedulers.newParallel("timers", 1);

		StepVerifier
			.create(Flux.range(0, 4)
				.parallel(4)
				.runOn(Schedulers.newParallel("cancelling", 4, true))
				.doOnNext((thread) -> cancelMany(timers))
				.sequential())
			.expectNextCount(4)
			.expectComplete()
			.verify(Wire.PATIENCE);
		timers.dispose();
	}

	private static void cancelMany(Scheduler timers) {
		for (int i = 0; i < 20_000; i++) {
			Flux.interval(Duration.ofMinutes(1), timers).subscribe().dispose();
		}
	}

}
