package io.losant4j.stream;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Values in the order of their times, which is nearly always the order in which they
 * come: a ring that they join at its end and leave at its beginning, without an object of
 * its own for each. One that is late moves those behind it.
 *
 * @param <T> what an event says
 */
final class Told<T> {

	private static final int FIRST_ROOM = 8;

	private long[] times = new long[FIRST_ROOM];

	private @Nullable Object[] values = new Object[FIRST_ROOM];

	private boolean[] past = new boolean[FIRST_ROOM];

	private int start;

	private int size;

	/** How many of them were read from the history. */
	private int ofPast;

	int size() {
		return this.size;
	}

	boolean isEmpty() {
		return this.size == 0;
	}

	long firstTime() {
		return time(0);
	}

	long lastTime() {
		return time(this.size - 1);
	}

	/** Adds a value, behind others of the same time. */
	void add(long time, T value, boolean isPast) {
		if (this.size == this.times.length) {
			makeRoom();
		}
		int place = after(time);
		for (int i = this.size; i > place; i--) {
			set(i, time(i - 1), this.values[index(i - 1)], this.past[index(i - 1)]);
		}
		set(place, time, value, isPast);
		this.size++;
		this.ofPast += isPast ? 1 : 0;
	}

	/** Removes everything of the earliest time. */
	void removeFirstTime() {
		long first = firstTime();
		while (this.size > 0 && time(0) == first) {
			this.ofPast -= this.past[this.start] ? 1 : 0;
			this.values[this.start] = null;
			this.start = index(1);
			this.size--;
		}
	}

	/** The values of a time, in the order in which they came; or only the history's. */
	List<T> at(long time, boolean onlyOfPast) {
		if (this.size == 0 || time > lastTime() || (onlyOfPast && this.ofPast == 0)) {
			return List.of();
		}
		List<T> found = new ArrayList<>();
		for (int place = after(time - 1); place < this.size && time(place) == time; place++) {
			if (this.past[index(place)] || !onlyOfPast) {
				found.add(value(place));
			}
		}
		return found;
	}

	/** The place behind everything that is not later. */
	private int after(long time) {
		if (this.size == 0 || lastTime() <= time) {
			return this.size;
		}
		int low = 0;
		int high = this.size - 1;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (time(middle) <= time) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	/** The room is a power of two. */
	private int index(int place) {
		return (this.start + place) & (this.times.length - 1);
	}

	private long time(int place) {
		return this.times[index(place)];
	}

	@SuppressWarnings("unchecked") // nothing else is put in, and null only out of bounds
	private T value(int place) {
		return (T) this.values[index(place)];
	}

	private void set(int place, long time, @Nullable Object value, boolean isPast) {
		int index = index(place);
		this.times[index] = time;
		this.values[index] = value;
		this.past[index] = isPast;
	}

	private void makeRoom() {
		long[] moreTimes = new long[2 * this.size];
		Object[] moreValues = new Object[2 * this.size];
		boolean[] morePast = new boolean[2 * this.size];
		for (int place = 0; place < this.size; place++) {
			moreTimes[place] = time(place);
			moreValues[place] = this.values[index(place)];
			morePast[place] = this.past[index(place)];
		}
		this.times = moreTimes;
		this.values = moreValues;
		this.past = morePast;
		this.start = 0;
	}

}
