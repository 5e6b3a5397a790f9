package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * What has been delivered lately, so that the history can be read from a little before
 * the last value and nothing is delivered twice. Remembers the latest by their own time,
 * which need not be the order in which they came. The line and the history tell it what
 * they bring, each on a thread of its own. It is asked for every value, and counts in
 * milliseconds since the epoch.
 *
 * @param <T> what an event says
 */
final class Seen<T> {

	/** How many values are remembered at most. */
	static final int MOST = 4096;

	private static final long NEVER = Long.MIN_VALUE;

	/** Longer ago, or later, than any clock tells. */
	private static final long FARTHEST = Long.MAX_VALUE / 4;

	private final History<T> history;

	private final long overlap;

	private final Timing timing;

	private final Told<T> told = new Told<>();

	/** From then on, everything that was delivered is remembered. */
	private long complete = NEVER;

	/** What was before is not this stream's; nothing of it is ever read. */
	private long beginning = NEVER;

	/** The latest that the line has brought; beyond it, the line may lag behind. */
	private long line = NEVER;

	/** The latest of the line that was taken out: what waits may have a gap before it. */
	private long taken = NEVER;

	/** Whether the line's last was a repeat: the line lags behind the history. */
	private boolean behind;

	/** The latest that the history has brought. */
	private long past = NEVER;

	/** What our clock said when it was asked last. */
	private long now = NEVER;

	/**
	 * Remembers nothing yet.
	 * @param overlap how far before the last value the history is read
	 */
	Seen(History<T> history, Duration overlap, Timing timing) {
		this.history = history;
		this.overlap = overlap.toMillis();
		this.timing = timing;
	}

	@Nullable Instant time(T value) {
		return this.history.time(value);
	}

	/** Forbids reading what was before this time. */
	synchronized void beginAt(Instant time) {
		this.complete = millis(time);
		this.beginning = this.complete;
	}

	/** Whether what the history has brought says what a value says. */
	boolean says(T brought, T value) {
		return this.history.isRepeat(value, List.of(brought));
	}

	/**
	 * The line brings a value that has to wait.
	 * @return whether it is known already
	 */
	synchronized boolean isKnown(T value) {
		Instant time = this.history.time(value);
		return time != null && isKnown(value, millis(time));
	}

	private boolean isKnown(T value, long time) {
		boolean known = isOfPast(value, time);
		if (time > this.line && !isUnheardOf(time)) {
			this.line = time;
		}
		if (time == this.line) {
			this.behind = known;
		}
		return known;
	}

	/**
	 * Takes a value of the line. One that another of the line equals is no repeat: the
	 * line tells everything once.
	 * @return whether to deliver it
	 */
	synchronized boolean live(T value) {
		Instant told = this.history.time(value);
		if (told == null) {
			return true;
		}
		long time = millis(told);
		boolean known = isKnown(value, time);
		if (time > this.taken && !isUnheardOf(time)) {
			this.taken = time;
		}
		if (!known) {
			remember(time, value, false);
		}
		return !known;
	}

	/** Whether a value of the history has been delivered. */
	synchronized boolean isRepeat(T value) {
		Instant time = this.history.time(value);
		return time != null && isRepeat(value, millis(time), false);
	}

	/**
	 * Takes a value from the history.
	 * @return whether to deliver it
	 */
	synchronized boolean past(T value) {
		Instant told = this.history.time(value);
		if (told == null) {
			return true;
		}
		long time = millis(told);
		this.past = Math.max(this.past, time);
		boolean known = isRepeat(value, time, false);
		if (!known) {
			remember(time, value, true);
		}
		return !known;
	}

	/**
	 * What is forgotten and comes in the line's own order has been read if the history
	 * was ahead of the line; what comes late has not.
	 */
	private boolean isOfPast(T value, long time) {
		if (time >= this.complete) {
			return isRepeat(value, time, true);
		}
		boolean read = time <= this.past && time >= this.beginning;
		return read && (time > this.line || (this.behind && time == this.line));
	}

	private boolean isRepeat(T value, long time, boolean onlyOfPast) {
		List<T> delivered = this.told.at(time, onlyOfPast);
		return !delivered.isEmpty() && this.history.isRepeat(value, delivered);
	}

	/**
	 * A time that neither our clock nor the history has come to says nothing of how far
	 * the line is: it is that of a clock that is wrong.
	 */
	private boolean isUnheardOf(long time) {
		return time > this.past && time > nowFor(time);
	}

	/** Our clock is asked only by what is later than it was. */
	private long nowFor(long time) {
		if (time > this.now) {
			this.now = this.timing.scheduler().now(TimeUnit.MILLISECONDS);
		}
		return this.now;
	}

	private void remember(long time, T value, boolean isPast) {
		if (this.complete == NEVER) {
			// what was before the first value is not this stream's
			this.complete = Math.min(time, nowFor(time));
			this.beginning = this.complete;
		}
		this.told.add(time, value, isPast);
		// a value from the future must not make us forget the present
		long last = Math.min(this.told.lastTime(), nowFor(time));
		long needed = (this.taken != NEVER) ? Math.min(last, this.taken) - this.overlap : NEVER;
		while (!this.told.isEmpty() && (this.told.size() > MOST || this.told.firstTime() < needed)) {
			this.complete = Math.max(this.complete, this.told.firstTime() + 1);
			this.told.removeFirstTime();
		}
	}

	/** Where to read from after a gap that began when the line was last alive. */
	synchronized Instant from(Instant alive) {
		if (this.told.isEmpty()) {
			return (this.beginning != NEVER) ? Instant.ofEpochMilli(this.beginning) : alive.minusMillis(this.overlap);
		}
		// the history may have come beyond the beginning of the gap already
		long last = (this.taken != NEVER) ? this.taken : this.told.lastTime();
		return notBefore(Instant.ofEpochMilli(Math.min(last, millis(alive)) - this.overlap));
	}

	/** The latest time that was delivered, if any. */
	synchronized @Nullable Instant last() {
		return this.told.isEmpty() ? null : Instant.ofEpochMilli(this.told.lastTime());
	}

	/** The earliest time from which can be read without repeating, from this one on. */
	synchronized Instant notBefore(Instant time) {
		return (millis(time) < this.complete) ? Instant.ofEpochMilli(this.complete) : time;
	}

	/** A time that is none still has its place among the others. */
	private static long millis(Instant time) {
		long seconds = time.getEpochSecond();
		if (Math.abs(seconds) > FARTHEST / 1000) {
			return (seconds > 0) ? FARTHEST : -FARTHEST;
		}
		return seconds * 1000 + time.getNano() / 1_000_000;
	}

}
