package io.losant4j.http;

import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Keeps an outage from being multiplied: of the calls of the last ten seconds only a
 * share may be repeated, or a handful where there are few calls. Thread-safe; the lock is
 * held for a few additions.
 */
final class RetryBudget {

	private static final int SECONDS = 10;

	/** A client that calls now and then may still repeat: one a second. */
	private static final int HANDFUL = SECONDS;

	private final LongSupplier seconds;

	private final int[] calls = new int[SECONDS];

	private final int[] retries = new int[SECONDS];

	private long second;

	/**
	 * Sets up a budget.
	 * @param seconds the time, in seconds; it may jump
	 */
	RetryBudget(LongSupplier seconds) {
		this.seconds = seconds;
		this.second = seconds.getAsLong();
	}

	/** A call is made for the first time. */
	synchronized void call() {
		this.calls[slot()]++;
	}

	/** Takes a retry from the budget, if there is one. */
	synchronized boolean retry(double share) {
		int slot = slot();
		double allowed = Math.max(HANDFUL, share * IntStream.of(this.calls).sum());
		if (share == 0 || IntStream.of(this.retries).sum() + 1 > allowed) {
			return false;
		}
		this.retries[slot]++;
		return true;
	}

	private int slot() {
		long now = this.seconds.getAsLong();
		long passed = now - this.second;
		// A clock that was set back must not freeze the window.
		int forgotten = (passed < 0 || passed > SECONDS) ? SECONDS : (int) passed;
		for (int i = 0; i < forgotten; i++) {
			int slot = Math.floorMod(now - i, SECONDS);
			this.calls[slot] = 0;
			this.retries[slot] = 0;
		}
		this.second = now;
		return Math.floorMod(now, SECONDS);
	}

}
