package io.losant4j.bulk;

import java.time.Duration;

/**
 * How a {@link StateWriter} works. Immutable; start from {@link #defaults()} and change
 * what differs. Bytes are those of the states as JSON; on the heap they take several
 * times that.
 *
 * @param maxBatchItems the most states in one call
 * @param maxBatchBytes the most bytes in one call; a state that is larger is rejected
 * @param maxBatchAge how long a state waits for others to share its call with; it does
 * not when its source has completed, or can give no more before something is sent
 * @param maxItems the most reports that one write has taken and not yet told the outcome
 * of
 * @param maxBytes the most bytes of these reports; at least {@code maxBatchBytes}
 * @param minConcurrency the fewest calls at once, one for each device, to which trouble
 * can bring it down
 * @param maxConcurrency the most calls at once; more than the client has connections are
 * of no use
 * @param callsPerDevice how many of the 30 calls that Losant allows in 15 seconds for
 * each device are used; fewer leave some to others who report for the same devices
 * @param maxAttempts the most attempts of a call in a row that fail for what may pass: no
 * answer, a server error, or 429
 * @param minBackOff the upper bound of the first random wait after a failed attempt,
 * doubled by each further one
 * @param maxBackOff the upper bound that no random wait exceeds, nor a wait that Losant
 * asks for
 * @param callTimeout the longest time that an attempt takes
 * @param closeTimeout the longest time that closing takes
 * @param sameTime what happens to states of one device and millisecond
 */
public record WriterOptions(int maxBatchItems, int maxBatchBytes, Duration maxBatchAge, int maxItems, long maxBytes,
		int minConcurrency, int maxConcurrency, int callsPerDevice, int maxAttempts, Duration minBackOff,
		Duration maxBackOff, Duration callTimeout, Duration closeTimeout, SameTime sameTime) {

	/** What Losant allows in 15 seconds. */
	static final int MOST_CALLS = 30;

	// 256 KiB is the one size that Losant documents, for a message over MQTT.
	private static final WriterOptions DEFAULTS = new WriterOptions(100, 256 * 1024, Duration.ofMillis(200), 50_000,
			32L * 1024 * 1024, 1, 64, MOST_CALLS, 8, Duration.ofMillis(500), Duration.ofSeconds(30),
			Duration.ofSeconds(30), Duration.ofSeconds(30), SameTime.MOVE_APART);

	public WriterOptions {
		require(maxBatchItems >= 1, "maxBatchItems", "must be at least 1", maxBatchItems);
		require(maxBatchBytes >= 1, "maxBatchBytes", "must be at least 1", maxBatchBytes);
		require(!maxBatchAge.isNegative(), "maxBatchAge", "must not be negative", maxBatchAge);
		require(maxItems >= 1, "maxItems", "must be at least 1", maxItems);
		require(maxBytes >= maxBatchBytes, "maxBytes", "must not be below maxBatchBytes (" + maxBatchBytes + ")",
				maxBytes);
		require(minConcurrency >= 1, "minConcurrency", "must be at least 1", minConcurrency);
		require(maxConcurrency >= minConcurrency, "maxConcurrency",
				"must not be below minConcurrency (" + minConcurrency + ")", maxConcurrency);
		require(callsPerDevice >= 1 && callsPerDevice <= MOST_CALLS, "callsPerDevice", "must be 1 to " + MOST_CALLS,
				callsPerDevice);
		require(maxAttempts >= 1, "maxAttempts", "must be at least 1", maxAttempts);
		require(minBackOff.toMillis() >= 1, "minBackOff", "must be at least 1 ms", minBackOff);
		require(maxBackOff.compareTo(minBackOff) >= 0, "maxBackOff",
				"must not be below minBackOff (" + minBackOff + ")", maxBackOff);
		require(callTimeout.toMillis() >= 1, "callTimeout", "must be at least 1 ms", callTimeout);
		require(!closeTimeout.isNegative(), "closeTimeout", "must not be negative", closeTimeout);
	}

	private static void require(boolean condition, String name, String rule, Object value) {
		if (!condition) {
			throw new IllegalArgumentException(name + " " + rule + ", was " + value);
		}
	}

	/**
	 * The defaults: up to 100 states or 256 KiB in a call, for which a state waits 200 ms
	 * at most; up to 50,000 reports or 32 MiB at once; 1 to 64 calls at once, all 30 of a
	 * device, 8 attempts with waits of up to 500 ms, doubled up to 30 s; 30 s for an
	 * attempt and for closing; equal milliseconds are moved apart.
	 * @return the options
	 */
	public static WriterOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Changes how states share a call.
	 * @param items the most states in one call, at least 1
	 * @param bytes the most bytes in one call, at least 1
	 * @param age how long a state waits for others, not negative
	 * @return a changed copy
	 */
	public WriterOptions withBatches(int items, int bytes, Duration age) {
		return new WriterOptions(items, bytes, age, this.maxItems, this.maxBytes, this.minConcurrency,
				this.maxConcurrency, this.callsPerDevice, this.maxAttempts, this.minBackOff, this.maxBackOff,
				this.callTimeout, this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes how much one write holds at once.
	 * @param items the most reports, at least 1
	 * @param bytes the most bytes, not below {@code maxBatchBytes}
	 * @return a changed copy
	 */
	public WriterOptions withMemory(int items, long bytes) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, items, bytes,
				this.minConcurrency, this.maxConcurrency, this.callsPerDevice, this.maxAttempts, this.minBackOff,
				this.maxBackOff, this.callTimeout, this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes the bounds of the calls at once.
	 * @param min the fewest, at least 1
	 * @param max the most, not below {@code min}
	 * @return a changed copy
	 */
	public WriterOptions withConcurrency(int min, int max) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				min, max, this.callsPerDevice, this.maxAttempts, this.minBackOff, this.maxBackOff, this.callTimeout,
				this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes how many of a device's calls are used.
	 * @param calls the most calls in 15 seconds, 1 to 30
	 * @return a changed copy
	 */
	public WriterOptions withCallsPerDevice(int calls) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				this.minConcurrency, this.maxConcurrency, calls, this.maxAttempts, this.minBackOff, this.maxBackOff,
				this.callTimeout, this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes the number of attempts.
	 * @param attempts the most attempts in a row, at least 1
	 * @return a changed copy
	 */
	public WriterOptions withMaxAttempts(int attempts) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				this.minConcurrency, this.maxConcurrency, this.callsPerDevice, attempts, this.minBackOff,
				this.maxBackOff, this.callTimeout, this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes the waits between attempts.
	 * @param min the upper bound of the first random wait, at least 1 ms
	 * @param max the upper bound that no wait exceeds, not below {@code min}
	 * @return a changed copy
	 */
	public WriterOptions withBackOff(Duration min, Duration max) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				this.minConcurrency, this.maxConcurrency, this.callsPerDevice, this.maxAttempts, min, max,
				this.callTimeout, this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes the longest time that an attempt takes.
	 * @param timeout the longest time, at least 1 ms
	 * @return a changed copy
	 */
	public WriterOptions withCallTimeout(Duration timeout) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				this.minConcurrency, this.maxConcurrency, this.callsPerDevice, this.maxAttempts, this.minBackOff,
				this.maxBackOff, timeout, this.closeTimeout, this.sameTime);
	}

	/**
	 * Changes the longest time that closing takes.
	 * @param timeout the longest time, not negative
	 * @return a changed copy
	 */
	public WriterOptions withCloseTimeout(Duration timeout) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				this.minConcurrency, this.maxConcurrency, this.callsPerDevice, this.maxAttempts, this.minBackOff,
				this.maxBackOff, this.callTimeout, timeout, this.sameTime);
	}

	/**
	 * Changes what happens to states of one device and millisecond.
	 * @param what what happens to them
	 * @return a changed copy
	 */
	public WriterOptions withSameTime(SameTime what) {
		return new WriterOptions(this.maxBatchItems, this.maxBatchBytes, this.maxBatchAge, this.maxItems, this.maxBytes,
				this.minConcurrency, this.maxConcurrency, this.callsPerDevice, this.maxAttempts, this.minBackOff,
				this.maxBackOff, this.callTimeout, this.closeTimeout, what);
	}

}
