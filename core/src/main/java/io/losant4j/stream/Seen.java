package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

	private final NavigableMap<Instant, List<Told<T>>> told = new TreeMap<>();

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
			remember(time, new Told<>(value, false), now);
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
		List<Told<T>> sameTime = this.told.get(time);
		if (sameTime != null && this.history.isRepeat(value, sameTime.stream().map(Told::value).toList())) {
			return false;
		}
		remember(time, new Told<>(value, true), now);
		return true;
	}

	/**
	 * What is forgotten and comes in the line's own order has been read if the history
	 * was ahead of the line; what comes late has not.
	 */
	private boolean isOfPast(T value, Instant time) {
		if (this.complete != null && time.isBefore(this.complete)) {
			return !time.isAfter(this.past) && (this.line == null || time.isAfter(this.line));
		}
		List<Told<T>> sameTime = this.told.get(time);
		if (sameTime == null) {
			return false;
		}
		List<T> read = sameTime.stream().filter(Told::past).map(Told::value).toList();
		return !read.isEmpty() && this.history.isRepeat(value, read);
	}

	private void noteLine(Instant time) {
		if (this.line == null || time.isAfter(this.line)) {
			this.line = time;
		}
	}

	private void remember(Instant time, Told<T> value, Instant now) {
		if (this.complete == null) {
			// what was before the first value is not this stream's
			this.complete = earlier(time, now);
		}
		this.told.computeIfAbsent(time, (first) -> new ArrayList<>(1)).add(value);
		this.size++;
		// a value from the future must not make us forget the present
		Instant last = earlier(this.told.lastKey(), now);
		Instant needed = (this.line != null) ? earlier(last, this.line).minus(this.overlap) : Instant.MIN;
		while (this.size > MOST || this.told.firstKey().isBefore(needed)) {
			forget(this.told.pollFirstEntry());
		}
	}

	private void forget(Map.Entry<Instant, List<Told<T>>> oldest) {
		this.size -= oldest.getValue().size();
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
	 * What was delivered.
	 *
	 * @param <T> what an event says
	 * @param value the value
	 * @param past whether it was read from the history
	 */
	private record Told<T>(T value, boolean past) {
	}

}
