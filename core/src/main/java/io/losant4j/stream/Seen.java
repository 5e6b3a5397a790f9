package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What has been delivered lately, so that the history can be read from a little before
 * the last value and nothing is delivered twice. Remembers the latest by their own time,
 * which need not be the order in which they came. The line and the history tell it what
 * they bring, each on a thread of its own.
 *
 * @param <T> what an event says
 */
final class Seen<T> {

	/** How many values are remembered at most. */
	static final int MOST = 4096;

	private final History<T> history;

	private final Duration overlap;

	private final Timing timing;

	private final NavigableMap<Instant, Told<T>> told = new TreeMap<>();

	private int size;

	/** From then on, everything that was delivered is remembered. */
	private @Nullable Instant complete;

	/** What was before is not this stream's; nothing of it is ever read. */
	private @Nullable Instant beginning;

	/** The latest that the line has brought; beyond it, the line may lag behind. */
	private @Nullable Instant line;

	/** The latest of the line that was taken out: what waits may have a gap before it. */
	private @Nullable Instant taken;

	/** Whether the line's last was a repeat: the line lags behind the history. */
	private boolean behind;

	/** The latest that the history has brought. */
	private Instant past = Instant.MIN;

	/**
	 * Remembers nothing yet.
	 * @param overlap how far before the last value the history is read
	 */
	Seen(History<T> history, Duration overlap, Timing timing) {
		this.history = history;
		this.overlap = overlap;
		this.timing = timing;
	}

	@Nullable Instant time(T value) {
		return this.history.time(value);
	}

	/** Forbids reading what was before this time. */
	synchronized void beginAt(Instant time) {
		this.complete = time;
		this.beginning = time;
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
		return time != null && isKnown(value, time, this.timing.now());
	}

	private boolean isKnown(T value, Instant time, Instant now) {
		boolean known = isOfPast(value, time);
		note(time, known, now);
		return known;
	}

	/**
	 * Takes a value of the line. One that another of the line equals is no repeat: the
	 * line tells everything once.
	 * @return whether to deliver it
	 */
	synchronized boolean live(T value) {
		Instant time = this.history.time(value);
		if (time == null) {
			return true;
		}
		Instant now = this.timing.now();
		boolean known = isKnown(value, time, now);
		if (!isUnheardOf(time, now) && (this.taken == null || time.isAfter(this.taken))) {
			this.taken = time;
		}
		if (!known) {
			remember(time, value, false, now);
		}
		return !known;
	}

	/** Whether a value of the history has been delivered. */
	synchronized boolean isRepeat(T value) {
		Instant time = this.history.time(value);
		return time != null && isRepeat(value, time, false);
	}

	/**
	 * Takes a value from the history.
	 * @return whether to deliver it
	 */
	synchronized boolean past(T value) {
		Instant time = this.history.time(value);
		if (time == null) {
			return true;
		}
		if (time.isAfter(this.past)) {
			this.past = time;
		}
		boolean known = isRepeat(value, time, false);
		if (!known) {
			remember(time, value, true, this.timing.now());
		}
		return !known;
	}

	/**
	 * What is forgotten and comes in the line's own order has been read if the history
	 * was ahead of the line; what comes late has not.
	 */
	private boolean isOfPast(T value, Instant time) {
		if (this.complete == null || !time.isBefore(this.complete)) {
			return isRepeat(value, time, true);
		}
		boolean read = !time.isAfter(this.past) && this.beginning != null && !time.isBefore(this.beginning);
		return read && (this.line == null || time.isAfter(this.line) || (this.behind && time.equals(this.line)));
	}

	private boolean isRepeat(T value, Instant time, boolean onlyOfPast) {
		Told<T> last = this.told.get(time);
		if (last == null) {
			return false;
		}
		List<T> delivered = last.values(onlyOfPast);
		return !delivered.isEmpty() && this.history.isRepeat(value, delivered);
	}

	private void note(Instant time, boolean known, Instant now) {
		boolean later = this.line == null || time.isAfter(this.line);
		if (later && !isUnheardOf(time, now)) {
			this.line = time;
		}
		if (time.equals(this.line)) {
			this.behind = known;
		}
	}

	/**
	 * A time that neither our clock nor the history has come to says nothing of how far
	 * the line is: it is that of a clock that is wrong.
	 */
	private boolean isUnheardOf(Instant time, Instant now) {
		return time.isAfter(now) && time.isAfter(this.past);
	}

	private void remember(Instant time, T value, boolean past, Instant now) {
		if (this.complete == null) {
			// what was before the first value is not this stream's
			this.complete = earlier(time, now);
			this.beginning = this.complete;
		}
		this.told.put(time, new Told<>(value, past, this.told.get(time)));
		this.size++;
		// a value from the future must not make us forget the present
		Instant last = earlier(this.told.lastKey(), now);
		Instant needed = (this.taken != null) ? earlier(last, this.taken).minus(this.overlap) : Instant.MIN;
		while (this.size > MOST || (this.size > 0 && this.told.firstKey().isBefore(needed))) {
			forget(this.told.pollFirstEntry());
		}
	}

	private void forget(Map.Entry<Instant, Told<T>> oldest) {
		this.size -= oldest.getValue().count();
		Instant next = oldest.getKey().plusMillis(1);
		if (this.complete == null || next.isAfter(this.complete)) {
			this.complete = next;
		}
	}

	/** Where to read from after a gap that began when the line was last alive. */
	synchronized Instant from(Instant alive) {
		if (this.told.isEmpty() && this.beginning != null) {
			return this.beginning;
		}
		if (this.told.isEmpty()) {
			return notBefore(alive.minus(this.overlap));
		}
		// the history may have come beyond the beginning of the gap already
		Instant last = (this.taken != null) ? this.taken : this.told.lastKey();
		return notBefore(earlier(last, alive).minus(this.overlap));
	}

	/** The latest time that was delivered, if any. */
	synchronized @Nullable Instant last() {
		return this.told.isEmpty() ? null : this.told.lastKey();
	}

	/** The earliest time from which can be read without repeating, from this one on. */
	synchronized Instant notBefore(Instant time) {
		return (this.complete != null && time.isBefore(this.complete)) ? this.complete : time;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	/**
	 * What was delivered of one time, the last first.
	 *
	 * @param <T> what an event says
	 * @param value the value
	 * @param past whether it was read from the history
	 * @param before what was delivered before it
	 */
	private record Told<T>(T value, boolean past, @Nullable Told<T> before) {

		/** What was delivered, in order. */
		List<T> values(boolean onlyOfPast) {
			List<T> values = new ArrayList<>();
			for (Told<T> told = this; told != null; told = told.before) {
				if (told.past || !onlyOfPast) {
					values.add(told.value);
				}
			}
			Collections.reverse(values);
			return values;
		}

		int count() {
			int count = 0;
			for (Told<T> told = this; told != null; told = told.before) {
				count++;
			}
			return count;
		}

	}

}
