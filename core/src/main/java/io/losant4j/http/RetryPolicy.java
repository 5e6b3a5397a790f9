package io.losant4j.http;

import java.time.Duration;

/**
 * How calls that failed are made again. Immutable; start from {@link #defaults()} and
 * change what differs.
 *
 * <p>
 * Made again is what can do no harm: reading, changing and deleting, sending states that
 * all carry a time, and any other call when Losant provably did not process it, since no
 * connection was made or it was answered 429. Commands and new devices are never sent
 * twice. A failure that may pass is a connection that failed, a server error, or 429. One
 * that would only come again is not waited for: a server whose certificate is not
 * trusted, or a client whose connections are all in use. All times are 365 days at most.
 *
 * <p>
 * A policy for single calls goes into the subscriber's context:
 *
 * <pre class="code">
 * device.get().contextWrite(Context.of(RetryPolicy.class, RetryPolicy.none()))
 * </pre>
 *
 * @param maxAttempts the most attempts of a call, the first one included
 * @param minBackOff the upper bound of the first random wait, doubled by each further
 * attempt
 * @param maxBackOff the upper bound that no random wait exceeds
 * @param maxRetryAfter the longest wait that a {@code Retry-After} header can impose
 * @param deadline the longest time that a call takes, all attempts, waits and a login
 * included
 * @param budget the share of the client's calls that may be made again, from 0 to 1, over
 * the last ten seconds; a client that calls rarely may repeat ten, unless the share is 0.
 * Streams take theirs out of the same budget: a connection that fails twice in a row and
 * cannot be afforded waits for about the longest back-off of its own
 */
public record RetryPolicy(int maxAttempts, Duration minBackOff, Duration maxBackOff, Duration maxRetryAfter,
		Duration deadline, double budget) {

	private static final Duration LONGEST = Duration.ofDays(365);

	public RetryPolicy {
		require(maxAttempts >= 1, "maxAttempts", "must be at least 1", maxAttempts);
		bound("minBackOff", minBackOff);
		bound("maxBackOff", maxBackOff);
		bound("maxRetryAfter", maxRetryAfter);
		bound("deadline", deadline);
		require(minBackOff.toMillis() >= 1, "minBackOff", "must be at least 1 ms", minBackOff);
		require(maxBackOff.compareTo(minBackOff) >= 0, "maxBackOff",
				"must not be below minBackOff (" + minBackOff + ")", maxBackOff);
		require(!maxRetryAfter.isNegative(), "maxRetryAfter", "must not be negative", maxRetryAfter);
		require(deadline.toMillis() >= 1, "deadline", "must be at least 1 ms", deadline);
		require(budget >= 0 && budget <= 1, "budget", "must be from 0 to 1", budget);
	}

	private static void bound(String name, Duration value) {
		require(value.compareTo(LONGEST) <= 0, name, "must be at most 365 days", value);
	}

	private static void require(boolean condition, String name, String rule, Object value) {
		if (!condition) {
			throw new IllegalArgumentException(name + " " + rule + ", was " + value);
		}
	}

	/**
	 * The defaults: 4 attempts, waits of up to 200 ms, doubled up to 5 s, a
	 * {@code Retry-After} of up to 30 s, all within 2 minutes, and no more than 10 % of
	 * the calls made again.
	 * @return the policy
	 */
	public static RetryPolicy defaults() {
		return new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(30),
				Duration.ofMinutes(2), 0.1);
	}

	/**
	 * Nothing is made again, but a request whose token was refused, with another token.
	 * @return the policy, otherwise as {@link #defaults()}
	 */
	public static RetryPolicy none() {
		return defaults().withMaxAttempts(1);
	}

	/**
	 * Changes the number of attempts.
	 * @param attempts the most attempts, the first one included, at least 1
	 * @return a changed copy
	 */
	public RetryPolicy withMaxAttempts(int attempts) {
		return new RetryPolicy(attempts, this.minBackOff, this.maxBackOff, this.maxRetryAfter, this.deadline,
				this.budget);
	}

	/**
	 * Changes the waits between attempts.
	 * @param min the upper bound of the first random wait, at least 1 ms
	 * @param max the upper bound that no random wait exceeds, not below {@code min}
	 * @return a changed copy
	 */
	public RetryPolicy withBackOff(Duration min, Duration max) {
		return new RetryPolicy(this.maxAttempts, min, max, this.maxRetryAfter, this.deadline, this.budget);
	}

	/**
	 * Changes the longest wait that a {@code Retry-After} header can impose.
	 * @param wait the longest wait, not negative
	 * @return a changed copy
	 */
	public RetryPolicy withMaxRetryAfter(Duration wait) {
		return new RetryPolicy(this.maxAttempts, this.minBackOff, this.maxBackOff, wait, this.deadline, this.budget);
	}

	/**
	 * Changes the longest time that a call takes.
	 * @param time the longest time, positive
	 * @return a changed copy
	 */
	public RetryPolicy withDeadline(Duration time) {
		return new RetryPolicy(this.maxAttempts, this.minBackOff, this.maxBackOff, this.maxRetryAfter, time,
				this.budget);
	}

	/**
	 * Changes the share of the calls that may be made again.
	 * @param share the share, from 0 to 1
	 * @return a changed copy
	 */
	public RetryPolicy withBudget(double share) {
		return new RetryPolicy(this.maxAttempts, this.minBackOff, this.maxBackOff, this.maxRetryAfter, this.deadline,
				share);
	}

}
