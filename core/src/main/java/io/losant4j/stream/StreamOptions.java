package io.losant4j.stream;

import java.time.Duration;
import java.util.Objects;

/**
 * How a live line is held and delivered. Immutable: start from {@link #defaults()} and
 * change what matters. Subscribers of the same line whose options are equal share one
 * connection; {@code buffer} and {@code overflow} are a subscriber's own and do not part
 * them, with the exception of {@link Overflow#BACK_PRESSURE}.
 *
 * @param keepAlive how often the server is asked to say that it is still there, in whole
 * seconds, at least 1; 2 s by default
 * @param missedKeepAlives after how many missed keep-alives in a row a connection is
 * given up as stale, at least 1; 3 by default
 * @param silenceFloor how long a connection may be silent at least, however short the
 * keep-alive; 5 s by default
 * @param openTimeout how long a connection attempt may take until the answer's headers
 * are in; 30 s by default
 * @param minBackOff the upper bound of the first random wait before re-connecting,
 * doubled by each fruitless attempt; 1 s by default
 * @param maxBackOff the upper bound that no random wait exceeds; 30 s by default
 * @param maxEventSize the largest event that is read, in bytes of data; 1 MiB by default.
 * A larger one is reported and skipped
 * @param grace how long the connection outlives its last subscriber, so that a subscriber
 * who comes back finds it open; 1 s by default
 * @param buffer how many values wait for a subscriber who is slower than the line; 256 by
 * default
 * @param overflow what happens to a value that finds the buffer full;
 * {@link Overflow#DROP_OLDEST} by default
 */
public record StreamOptions(Duration keepAlive, int missedKeepAlives, Duration silenceFloor, Duration openTimeout,
		Duration minBackOff, Duration maxBackOff, int maxEventSize, Duration grace, int buffer, Overflow overflow) {

	private static final StreamOptions DEFAULTS = new StreamOptions(Duration.ofSeconds(2), 3, Duration.ofSeconds(5),
			Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30), 1 << 20, Duration.ofSeconds(1), 256,
			Overflow.DROP_OLDEST);

	/**
	 * Checks the options.
	 * @param keepAlive how often the server is asked to say that it is still there, in
	 * whole seconds
	 * @param missedKeepAlives after how many missed keep-alives in a row a connection is
	 * given up
	 * @param silenceFloor how long a connection may be silent at least
	 * @param openTimeout how long a connection attempt may take until the answer's
	 * headers are in
	 * @param minBackOff the upper bound of the first random wait before re-connecting
	 * @param maxBackOff the upper bound that no random wait exceeds
	 * @param maxEventSize the largest event that is read, in bytes of data
	 * @param grace how long the connection outlives its last subscriber
	 * @param buffer how many values wait for a subscriber who is slower than the line
	 * @param overflow what happens to a value that finds the buffer full
	 * @throws IllegalArgumentException if an option is out of its range
	 */
	public StreamOptions {
		require(isPositive(keepAlive) && keepAlive.equals(Duration.ofSeconds(keepAlive.toSeconds())), "keepAlive",
				"must be whole seconds, at least 1 s", keepAlive);
		require(missedKeepAlives >= 1, "missedKeepAlives", "must be at least 1", missedKeepAlives);
		require(isPositive(silenceFloor), "silenceFloor", "must be positive", silenceFloor);
		require(isPositive(openTimeout), "openTimeout", "must be positive", openTimeout);
		require(minBackOff.toMillis() >= 1, "minBackOff", "must be at least 1 ms", minBackOff);
		require(maxBackOff.compareTo(minBackOff) >= 0, "maxBackOff",
				"must not be below minBackOff (" + minBackOff + ")", maxBackOff);
		require(maxEventSize >= 1, "maxEventSize", "must be at least 1 byte", maxEventSize);
		require(!grace.isNegative(), "grace", "must not be negative", grace);
		require(buffer >= 1, "buffer", "must be at least 1", buffer);
		Objects.requireNonNull(overflow, "overflow");
	}

	private static boolean isPositive(Duration duration) {
		return !duration.isNegative() && !duration.isZero();
	}

	private static void require(boolean condition, String name, String rule, Object value) {
		if (!condition) {
			throw new IllegalArgumentException(name + " " + rule + ", but is " + value);
		}
	}

	/**
	 * The options to start from.
	 * @return every option at its default
	 */
	public static StreamOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Changes {@code keepAlive}.
	 * @param keepAlive how often the server is asked to say that it is still there, in
	 * whole seconds
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withKeepAlive(Duration keepAlive) {
		return new StreamOptions(keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout, this.minBackOff,
				this.maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code missedKeepAlives}.
	 * @param missedKeepAlives after how many missed keep-alives in a row a connection is
	 * given up
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMissedKeepAlives(int missedKeepAlives) {
		return new StreamOptions(this.keepAlive, missedKeepAlives, this.silenceFloor, this.openTimeout, this.minBackOff,
				this.maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code silenceFloor}.
	 * @param silenceFloor how long a connection may be silent at least
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withSilenceFloor(Duration silenceFloor) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, silenceFloor, this.openTimeout, this.minBackOff,
				this.maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code openTimeout}.
	 * @param openTimeout how long a connection attempt may take until the answer's
	 * headers are in
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withOpenTimeout(Duration openTimeout) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, openTimeout, this.minBackOff,
				this.maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code minBackOff}.
	 * @param minBackOff the upper bound of the first random wait before re-connecting
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMinBackOff(Duration minBackOff) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout, minBackOff,
				this.maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code maxBackOff}.
	 * @param maxBackOff the upper bound that no random wait exceeds
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMaxBackOff(Duration maxBackOff) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout,
				this.minBackOff, maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code maxEventSize}.
	 * @param maxEventSize the largest event that is read, in bytes of data
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMaxEventSize(int maxEventSize) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout,
				this.minBackOff, this.maxBackOff, maxEventSize, this.grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code grace}.
	 * @param grace how long the connection outlives its last subscriber
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withGrace(Duration grace) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout,
				this.minBackOff, this.maxBackOff, this.maxEventSize, grace, this.buffer, this.overflow);
	}

	/**
	 * Changes {@code buffer}.
	 * @param buffer how many values wait for a subscriber who is slower than the line
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withBuffer(int buffer) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout,
				this.minBackOff, this.maxBackOff, this.maxEventSize, this.grace, buffer, this.overflow);
	}

	/**
	 * Changes {@code overflow}.
	 * @param overflow what happens to a value that finds the buffer full
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withOverflow(Overflow overflow) {
		return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout,
				this.minBackOff, this.maxBackOff, this.maxEventSize, this.grace, this.buffer, overflow);
	}

	/**
	 * How long a connection may be silent before it is given up.
	 * @return {@code missedKeepAlives × keepAlive}, but not below {@code silenceFloor}
	 */
	public Duration silenceLimit() {
		Duration missed = this.keepAlive.multipliedBy(this.missedKeepAlives);
		return (missed.compareTo(this.silenceFloor) < 0) ? this.silenceFloor : missed;
	}

	/** The part that decides which subscribers share a connection. */
	StreamOptions ofConnection() {
		boolean paced = this.overflow == Overflow.BACK_PRESSURE;
		return withBuffer(DEFAULTS.buffer).withOverflow(paced ? this.overflow : DEFAULTS.overflow);
	}

}
