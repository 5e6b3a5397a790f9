package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;

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

	private final BooleanSupplier budget;

	// Nearly always of one attempt, so it begins small.
	private final Deque<Instant> fruitless = new ArrayDeque<>(1);

	private Duration base;

	private int failures;

	/**
	 * Starts with the shortest bound.
	 * @param budget asked when one failure follows another; what it refuses waits for
	 * about the longest, but never gives up
	 */
	BackOff(Duration min, Duration max, Timing timing, BooleanSupplier budget) {
		this.min = min;
		this.max = max;
		this.timing = timing;
		this.budget = budget;
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
		Duration wait = asked(failure)
			.plus((this.failures == 1 || this.budget.getAsBoolean()) ? upTo(bound) : longest());
		if (this.fruitless.size() < MOST) {
			return wait;
		}
		Instant earliest = this.fruitless.getFirst().plus(WINDOW);
		return longer(wait, shorter(Duration.between(this.timing.now(), earliest), WINDOW));
	}

	private Duration upTo(Duration bound) {
		return Duration.ofMillis(this.timing.dice().applyAsLong(bound.toMillis()));
	}

	/** Somewhat less, so that all who cannot be afforded do not come back at once. */
	private Duration longest() {
		return this.max.minus(upTo(this.max.dividedBy(2)));
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
