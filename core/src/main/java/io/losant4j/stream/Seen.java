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
 * which need not be the order in which they came.
 *
 * @param <T> what an event says
 */
final class Seen<T> {

	/** How many values are remembered at most. */
	static final int MOST = 10_000;

	private final History<T> history;

	private final Duration overlap;

	private final NavigableMap<Instant, List<Told<T>>> told = new TreeMap<>();

	private int size;

	/** From then on, everything that was delivered is remembered. */
	private @Nullable Instant complete;

	/**
	 * Remembers nothing yet.
	 * @param overlap how far before the last value the history is read
	 */
	Seen(History<T> history, Duration overlap) {
		this.history = history;
		this.overlap = overlap;
	}

	/** Forbids reading what was before this time. */
	void beginAt(Instant time) {
		this.complete = time;
	}

	/**
	 * Takes a live value. One that another live value equals is no repeat: the live line
	 * tells everything once.
	 * @param expected whether the history has been read past it since it came
	 * @return whether to deliver it
	 */
	boolean live(T value, boolean expected, Instant now) {
		Instant time = this.history.time(value);
		if (time == null) {
			return true;
		}
		if (expected && this.complete != null && time.isBefore(this.complete)) {
			return false;
		}
		if (isRepeat(value, this.told.get(time), true)) {
			return false;
		}
		remember(time, new Told<>(value, false), now);
		return true;
	}

	/**
	 * Takes a value from the history.
	 * @return whether to deliver it
	 */
	boolean past(T value, Instant now) {
		Instant time = this.history.time(value);
		if (time == null) {
			return true;
		}
		if (isRepeat(value, this.told.get(time), false)) {
			return false;
		}
		remember(time, new Told<>(value, true), now);
		return true;
	}

	private boolean isRepeat(T value, @Nullable List<Told<T>> sameTime, boolean onlyOfPast) {
		if (sameTime == null) {
			return false;
		}
		List<T> delivered = sameTime.stream().filter((one) -> one.past() || !onlyOfPast).map(Told::value).toList();
		return !delivered.isEmpty() && this.history.isRepeat(value, delivered);
	}

	private void remember(Instant time, Told<T> value, Instant now) {
		if (this.complete == null) {
			// what was before the first value is not this stream's
			this.complete = earlier(time, now);
		}
		this.told.computeIfAbsent(time, (first) -> new ArrayList<>(1)).add(value);
		this.size++;
		// a value from the future must not make us forget the present
		Instant edge = earlier(this.told.lastKey(), now).minus(this.overlap);
		while (this.size > MOST || this.told.firstKey().isBefore(edge)) {
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
	Instant from(Instant alive) {
		Instant last = this.told.isEmpty() ? alive : this.told.lastKey();
		return notBefore(earlier(last, alive).minus(this.overlap));
	}

	/** The earliest time from which can be read without repeating, from this one on. */
	Instant notBefore(Instant time) {
		return (this.complete != null && time.isBefore(this.complete)) ? this.complete : time;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private record Told<T>(T value, boolean past) {
	}

}
