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

	private final NavigableMap<Instant, Told<T>> told = new TreeMap<>();

	private int size;

	/** From then on, everything that was delivered is remembered. */
	private @Nullable Instant complete;

	/** The latest that the line has brought; beyond it, the line may lag behind. */
	private @Nullable Instant line;

	/** The latest that the history has brought. */
	private Instant past = Instant.MIN;

	/**
	 * Remembers nothing yet.
	 * @param overlap how far before the last value the history is read
	 */
	Seen(History<T> history, Duration overlap) {
		this.history = history;
		this.overlap = overlap;
	}

	@Nullable Instant time(T value) {
		return this.history.time(value);
	}

	/** Forbids reading what was before this time. */
	synchronized void beginAt(Instant time) {
		this.complete = time;
	}

	/**
	 * The line brings a value that has to wait.
	 * @return whether it is known already
	 */
	synchronized boolean isKnown(T value) {
		Instant time = this.history.time(value);
		if (time == null) {
			return false;
		}
		boolean known = isOfPast(value, time);
		noteLine(time);
		return known;
	}

	/**
	 * Takes a value of the line. One that another of the line equals is no repeat: the
	 * line tells everything once.
	 * @param expected whether the history has been read past it since it came
	 * @return whether to deliver it
	 */
	synchronized boolean live(T value, boolean expected, Instant now) {
		Instant time = this.history.time(value);
		if (time == null) {
			return true;
		}
		boolean forgotten = this.complete != null && time.isBefore(this.complete);
		boolean known = (expected && forgotten) || isOfPast(value, time);
		noteLine(time);
		if (!known) {
			remember(time, value, false, now);
		}
		return !known;
	}

	/**
	 * Takes a value from the history.
	 * @return whether to deliver it
	 */
	synchronized boolean past(T value, Instant now) {
		Instant time = this.history.time(value);
		if (time == null) {
			return true;
		}
		if (time.isAfter(this.past)) {
			this.past = time;
		}
		boolean known = isRepeat(value, time, false);
		if (!known) {
			remember(time, value, true, now);
		}
		return !known;
	}

	/**
	 * What is forgotten and comes in the line's own order has been read if the history
	 * was ahead of the line; what comes late has not.
	 */
	private boolean isOfPast(T value, Instant time) {
		if (this.complete != null && time.isBefore(this.complete)) {
			return !time.isAfter(this.past) && (this.line == null || time.isAfter(this.line));
		}
		return isRepeat(value, time, true);
	}

	private boolean isRepeat(T value, Instant time, boolean onlyOfPast) {
		Told<T> last = this.told.get(time);
		if (last == null) {
			return false;
		}
		List<T> delivered = last.values(onlyOfPast);
		return !delivered.isEmpty() && this.history.isRepeat(value, delivered);
	}

	private void noteLine(Instant time) {
		if (this.line == null || time.isAfter(this.line)) {
			this.line = time;
		}
	}

	private void remember(Instant time, T value, boolean past, Instant now) {
		if (this.complete == null) {
			// what was before the first value is not this stream's
			this.complete = earlier(time, now);
		}
		this.told.put(time, new Told<>(value, past, this.told.get(time)));
		this.size++;
		// a value from the future must not make us forget the present
		Instant last = earlier(this.told.lastKey(), now);
		Instant needed = (this.line != null) ? earlier(last, this.line).minus(this.overlap) : Instant.MIN;
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
		Instant last = this.told.isEmpty() ? alive : this.told.lastKey();
		return notBefore(earlier(last, alive).minus(this.overlap));
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
