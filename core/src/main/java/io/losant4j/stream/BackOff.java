package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.losant4j.error.LosantApiException;

/**
 * How long one line waits before its next attempt: a random time up to a bound that each
 * fruitless attempt doubles ("full jitter"), on top of what the server asks for. Dice can
 * fall low many times in a row, so fruitless attempts are counted besides.
 */
final class BackOff {

	/** The most attempts without a sign of life in any {@link #WINDOW}. */
	static final int MOST = 20;

	static final Duration WINDOW = Duration.ofMinutes(5);

	/** The longest wait that a {@code Retry-After} can impose. */
	static final Duration LONGEST_ASKED = Duration.ofMinutes(5);

	private final Duration min;

	private final Duration max;

	private final Timing timing;

	private final Deque<Instant> fruitless = new ArrayDeque<>(MOST);

	private Duration base;

	private int failures;

	BackOff(Duration min, Duration max, Timing timing) {
		this.min = min;
		this.max = max;
		this.timing = timing;
		this.base = min;
	}

	/** An attempt begins. */
	void attempt() {
		if (this.fruitless.size() == MOST) {
			this.fruitless.removeFirst();
		}
		this.fruitless.addLast(this.timing.now());
	}

	/** The line has shown life: what went before is forgotten. */
	void life() {
		this.failures = 0;
		this.fruitless.clear();
	}

	/** The server has set its reconnection time; the bounds still hold. */
	void retry(Duration asked) {
		this.base = longer(this.min, shorter(asked, this.max));
	}

	/** How long to wait after this failure. */
	Duration next(Throwable failure) {
		Duration bound = shorter(this.base.multipliedBy(1L << Math.min(this.failures, 30)), this.max);
		this.failures++;
		Duration wait = asked(failure).plusMillis(this.timing.dice().applyAsLong(bound.toMillis()));
		if (this.fruitless.size() < MOST) {
			return wait;
		}
		Instant earliest = this.fruitless.getFirst().plus(WINDOW);
		return longer(wait, shorter(Duration.between(this.timing.now(), earliest), WINDOW));
	}

	private static Duration asked(Throwable failure) {
		Optional<Duration> asked = (failure instanceof LosantApiException answer) ? answer.retryAfter()
				: Optional.empty();
		return asked.filter((wait) -> !wait.isNegative())
			.map((wait) -> shorter(wait, LONGEST_ASKED))
			.orElse(Duration.ZERO);
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) <= 0) ? one : other;
	}

	private static Duration longer(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

}
