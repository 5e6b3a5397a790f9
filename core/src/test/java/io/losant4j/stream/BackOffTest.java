package io.losant4j.stream;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongUnaryOperator;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTest {

	private final Throwable reset = new LosantConnectionException("reset", null);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@Test
	void theBoundDoublesUpToTheMost() {
		BackOff backOff = backOff((most) -> most);

		assertThat(new long[] { wait(backOff), wait(backOff), wait(backOff), wait(backOff), wait(backOff),
				wait(backOff), wait(backOff) })
			.containsExactly(1000, 2000, 4000, 8000, 16000, 30000, 30000);
	}

	@Test
	void theWaitIsAnythingUpToTheBound() {
		assertThat(backOff((most) -> 0).next(this.reset)).isZero();
		assertThat(backOff((most) -> most / 3).next(this.reset)).hasMillis(333);
	}

	@Test
	void lifeStartsItOver() {
		BackOff backOff = backOff((most) -> most);
		wait(backOff);
		wait(backOff);

		backOff.life();

		assertThat(wait(backOff)).isEqualTo(1000);
	}

	@Test
	void whatTheServerAsksForComesOnTopAndIsClamped() {
		BackOff backOff = backOff((most) -> most);

		assertThat(backOff.next(busy(Duration.ofSeconds(7)))).hasSeconds(7 + 1);
		assertThat(backOff.next(busy(Duration.ofDays(1)))).isEqualTo(BackOff.LONGEST_ASKED.plusSeconds(2));
		assertThat(backOff.next(busy(Duration.ofSeconds(-7)))).hasSeconds(4);
		assertThat(backOff.next(busy(null))).hasSeconds(8);
	}

	@Test
	void theReconnectionTimeIsWhereItStartsWithinTheBounds() {
		BackOff backOff = backOff((most) -> most);

		backOff.retry(Duration.ofSeconds(5));
		assertThat(wait(backOff)).isEqualTo(5000);
		backOff.life();
		backOff.retry(Duration.ofMillis(1));
		assertThat(wait(backOff)).isEqualTo(1000);
		backOff.life();
		backOff.retry(Duration.ofDays(1));
		assertThat(wait(backOff)).isEqualTo(30000);
	}

	@Test
	void whatTheClientCannotAffordWaitsForAboutTheLongest() {
		BackOff highest = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), timing((most) -> most),
				() -> false);
		BackOff lowest = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), timing((most) -> 0), () -> false);

		assertThat(new long[] { wait(highest), wait(highest), wait(highest) }).containsExactly(1000, 15000, 15000);
		assertThat(new long[] { wait(lowest), wait(lowest), wait(lowest) }).containsExactly(0, 30000, 30000);
	}

	@Test
	void theFirstFailureAfterLifeIsNotAskedFor() {
		AtomicInteger asked = new AtomicInteger();
		BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), timing((most) -> most),
				() -> asked.incrementAndGet() > 0);
		wait(backOff);
		wait(backOff);
		backOff.life();

		assertThat(wait(backOff)).isEqualTo(1000);
		assertThat(asked).hasValue(1);
	}

	@Test
	void aThousandFailuresDoNotOverflow() {
		BackOff backOff = backOff((most) -> most);

		for (int failure = 0; failure < 1000; failure++) {
			assertThat(backOff.next(this.reset)).isBetween(Duration.ZERO, Duration.ofSeconds(30));
		}
	}

	@RepeatedTest(50)
	void fiveFruitlessMinutesCostAtMostTwentyAttempts(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		// dice that love small numbers
		BackOff backOff = backOff((most) -> (long) (most * random.nextDouble() * random.nextDouble()));
		int attempts = 0;

		for (Duration passed = Duration.ZERO; passed.compareTo(BackOff.WINDOW) < 0;) {
			backOff.attempt();
			attempts++;
			Duration wait = backOff.next(this.reset);
			this.time.advanceTimeBy(wait);
			passed = passed.plus(wait);
		}

		assertThat(attempts).isBetween(10, BackOff.MOST);
	}

	private BackOff backOff(LongUnaryOperator dice) {
		return new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), timing(dice), () -> true);
	}

	private Timing timing(LongUnaryOperator dice) {
		return new Timing(this.time, dice);
	}

	private long wait(BackOff backOff) {
		return backOff.next(this.reset).toMillis();
	}

	private static Throwable busy(@Nullable Duration retryAfter) {
		return new LosantApiException(new FailedRequest("test", "GET", "/stream", 1, false), 503, null, null,
				retryAfter);
	}

}
