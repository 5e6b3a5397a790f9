package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How a live line is held and delivered. Immutable: start from {@link #defaults()} and
 * change what matters. Subscribers of the same line whose options are equal share one
 * connection; {@code buffer}, {@code overflow} and {@code from} are a subscriber's own
 * and do not part them, with the exception of {@link Overflow#BACK_PRESSURE}.
 *
 * @param keepAlive how often the server is asked to say that it is still there, in whole
 * seconds, at least 1; 2 s by default
 * @param missedKeepAlives after how many missed keep-alives in a row a connection is
 * given up as stale, at least 1; 3 by default. It is noticed up to a quarter later
 * @param silenceFloor how long a connection may be silent at least, however short the
 * keep-alive; 5 s by default
 * @param openTimeout how long a connection attempt may take until the answer's headers
 * are in; 30 s by default
 * @param minBackOff the upper bound of the first random wait before re-connecting,
 * doubled by each fruitless attempt; 1 s by default
 * @param maxBackOff the upper bound that no random wait exceeds; 30 s by default. Where
 * the client cannot afford another failure, as its retry budget is used up or zero, half
 * of it is the least
 * @param maxEventSize the largest event that is read, in bytes of data; 1 MiB by default.
 * A larger one is reported and skipped
 * @param grace how long the connection outlives its last subscriber, so that a subscriber
 * who comes back finds it open; 1 s by default
 * @param buffer how many values wait for a subscriber who is slower than the line; 256 by
 * default. With {@link Overflow#BACK_PRESSURE} all signals count. The line's own buffer,
 * in which what is live waits for a gap to be recovered, always holds 256
 * @param overflow what happens to a value that finds the buffer full;
 * {@link Overflow#DROP_OLDEST} by default
 * @param recoverGaps whether what a lost connection missed is read from the history, if
 * the line has one; true by default. Otherwise every gap is told as lost
 * @param overlap how far before the last value the history is read, for values that are
 * stored late or by a clock that is not ours; 10 s by default. A value that was stored in
 * a gap with a time further back, or before the first value of the stream, is not found
 * @param lookBack how far back from the present a gap is recovered; 1 day by default.
 * What was before is told as lost
 * @param recoverAtMost how many values of one gap are recovered; 100 000 by default. What
 * is beyond is told as lost
 * @param from from which moment on the past is delivered before the live line, without a
 * gap or a repeat and at the subscriber's pace; {@code null}, the default, for what is
 * live only
 */
public record StreamOptions(Duration keepAlive, int missedKeepAlives, Duration silenceFloor, Duration openTimeout,
		Duration minBackOff, Duration maxBackOff, int maxEventSize, Duration grace, int buffer, Overflow overflow,
		boolean recoverGaps, Duration overlap, Duration lookBack, long recoverAtMost, @Nullable Instant from) {

	/** Losant keeps data for years at the most. */
	private static final Duration LONGEST = Duration.ofDays(3650);

	private static final StreamOptions DEFAULTS = new StreamOptions(Duration.ofSeconds(2), 3, Duration.ofSeconds(5),
			Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(30), 1 << 20, Duration.ofSeconds(1), 256,
			Overflow.DROP_OLDEST, true, Duration.ofSeconds(10), Duration.ofDays(1), 100_000, null);

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
	 * @param recoverGaps whether what a lost connection missed is read from the history
	 * @param overlap how far before the last value the history is read
	 * @param lookBack how far back from the present a gap is recovered
	 * @param recoverAtMost how many values of one gap are recovered
	 * @param from from which moment on the past is delivered first, or {@code null}
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
		require(!overlap.isNegative() && overlap.compareTo(LONGEST) <= 0, "overlap", "must be between 0 and " + LONGEST,
				overlap);
		require(isPositive(lookBack) && lookBack.compareTo(LONGEST) <= 0, "lookBack",
				"must be positive and at most " + LONGEST, lookBack);
		require(recoverAtMost >= 0, "recoverAtMost", "must not be negative", recoverAtMost);
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
	 * The options of a subscriber who wants everything since a moment: the past from then
	 * on, and no drops ({@link Overflow#CATCH_UP}).
	 * @param from from which moment on the past is delivered first
	 * @return every other option at its default
	 */
	public static StreamOptions from(Instant from) {
		return DEFAULTS.withOverflow(Overflow.CATCH_UP).withFrom(from);
	}

	/**
	 * Changes {@code keepAlive}.
	 * @param keepAlive how often the server is asked to say that it is still there, in
	 * whole seconds
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withKeepAlive(Duration keepAlive) {
		return copy((copy) -> copy.keepAlive = keepAlive);
	}

	/**
	 * Changes {@code missedKeepAlives}.
	 * @param missedKeepAlives after how many missed keep-alives in a row a connection is
	 * given up
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMissedKeepAlives(int missedKeepAlives) {
		return copy((copy) -> copy.missedKeepAlives = missedKeepAlives);
	}

	/**
	 * Changes {@code silenceFloor}.
	 * @param silenceFloor how long a connection may be silent at least
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withSilenceFloor(Duration silenceFloor) {
		return copy((copy) -> copy.silenceFloor = silenceFloor);
	}

	/**
	 * Changes {@code openTimeout}.
	 * @param openTimeout how long a connection attempt may take until the answer's
	 * headers are in
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withOpenTimeout(Duration openTimeout) {
		return copy((copy) -> copy.openTimeout = openTimeout);
	}

	/**
	 * Changes {@code minBackOff}.
	 * @param minBackOff the upper bound of the first random wait before re-connecting
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMinBackOff(Duration minBackOff) {
		return copy((copy) -> copy.minBackOff = minBackOff);
	}

	/**
	 * Changes {@code maxBackOff}.
	 * @param maxBackOff the upper bound that no random wait exceeds
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMaxBackOff(Duration maxBackOff) {
		return copy((copy) -> copy.maxBackOff = maxBackOff);
	}

	/**
	 * Changes {@code maxEventSize}.
	 * @param maxEventSize the largest event that is read, in bytes of data
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withMaxEventSize(int maxEventSize) {
		return copy((copy) -> copy.maxEventSize = maxEventSize);
	}

	/**
	 * Changes {@code grace}.
	 * @param grace how long the connection outlives its last subscriber
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withGrace(Duration grace) {
		return copy((copy) -> copy.grace = grace);
	}

	/**
	 * Changes {@code buffer}.
	 * @param buffer how many values wait for a subscriber who is slower than the line
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withBuffer(int buffer) {
		return copy((copy) -> copy.buffer = buffer);
	}

	/**
	 * Changes {@code overflow}.
	 * @param overflow what happens to a value that finds the buffer full
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withOverflow(Overflow overflow) {
		return copy((copy) -> copy.overflow = overflow);
	}

	/**
	 * Changes {@code recoverGaps}.
	 * @param recoverGaps whether what a lost connection missed is read from the history
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withRecoverGaps(boolean recoverGaps) {
		return copy((copy) -> copy.recoverGaps = recoverGaps);
	}

	/**
	 * Changes {@code overlap}.
	 * @param overlap how far before the last value the history is read
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withOverlap(Duration overlap) {
		return copy((copy) -> copy.overlap = overlap);
	}

	/**
	 * Changes {@code lookBack}.
	 * @param lookBack how far back from the present a gap is recovered
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withLookBack(Duration lookBack) {
		return copy((copy) -> copy.lookBack = lookBack);
	}

	/**
	 * Changes {@code recoverAtMost}.
	 * @param recoverAtMost how many values of one gap are recovered
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withRecoverAtMost(long recoverAtMost) {
		return copy((copy) -> copy.recoverAtMost = recoverAtMost);
	}

	/**
	 * Changes {@code from}.
	 * @param from from which moment on the past is delivered first, or {@code null}
	 * @return options with that change
	 * @throws IllegalArgumentException if it is out of its range
	 */
	public StreamOptions withFrom(@Nullable Instant from) {
		return copy((copy) -> copy.from = from);
	}

	/**
	 * How long a connection may be silent before it is given up, which is noticed up to a
	 * quarter later.
	 * @return {@code missedKeepAlives × keepAlive}, but not below {@code silenceFloor}
	 */
	public Duration silenceLimit() {
		Duration missed = this.keepAlive.multipliedBy(this.missedKeepAlives);
		return (missed.compareTo(this.silenceFloor) < 0) ? this.silenceFloor : missed;
	}

	/** Whether the subscriber's pace is the connection's. */
	boolean isPaced() {
		return this.overflow == Overflow.BACK_PRESSURE;
	}

	/** Whether this subscriber reads the history itself. */
	boolean needsHistory() {
		return this.from != null || this.overflow == Overflow.CATCH_UP;
	}

	/** The part that decides which subscribers share a connection. */
	StreamOptions ofConnection() {
		return withFrom(null).withBuffer(DEFAULTS.buffer).withOverflow(isPaced() ? this.overflow : DEFAULTS.overflow);
	}

	private StreamOptions copy(Consumer<Copy> change) {
		Copy copy = new Copy(this);
		change.accept(copy);
		return copy.options();
	}

	/** Options that can be changed, one at a time. */
	private static final class Copy {

		private Duration keepAlive;

		private int missedKeepAlives;

		private Duration silenceFloor;

		private Duration openTimeout;

		private Duration minBackOff;

		private Duration maxBackOff;

		private int maxEventSize;

		private Duration grace;

		private int buffer;

		private Overflow overflow;

		private boolean recoverGaps;

		private Duration overlap;

		private Duration lookBack;

		private long recoverAtMost;

		private @Nullable Instant from;

		Copy(StreamOptions options) {
			this.keepAlive = options.keepAlive;
			this.missedKeepAlives = options.missedKeepAlives;
			this.silenceFloor = options.silenceFloor;
			this.openTimeout = options.openTimeout;
			this.minBackOff = options.minBackOff;
			this.maxBackOff = options.maxBackOff;
			this.maxEventSize = options.maxEventSize;
			this.grace = options.grace;
			this.buffer = options.buffer;
			this.overflow = options.overflow;
			this.recoverGaps = options.recoverGaps;
			this.overlap = options.overlap;
			this.lookBack = options.lookBack;
			this.recoverAtMost = options.recoverAtMost;
			this.from = options.from;
		}

		StreamOptions options() {
			return new StreamOptions(this.keepAlive, this.missedKeepAlives, this.silenceFloor, this.openTimeout,
					this.minBackOff, this.maxBackOff, this.maxEventSize, this.grace, this.buffer, this.overflow,
					this.recoverGaps, this.overlap, this.lookBack, this.recoverAtMost, this.from);
		}

	}

}
