package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a device said or was told, by time. Kept in two arrays in the order of time, as a
 * million entries must fit and nearly all of them come in that order; what comes out of
 * it has to be made room for. Safe for use by many threads.
 *
 * @param <T> what is kept
 */
final class History<T> {

	/**
	 * Looks at entries, one after the other.
	 *
	 * @param <T> what is kept
	 */
	@FunctionalInterface
	interface Visitor<T> {

		/** Whether to go on. */
		boolean visit(long time, T entry);

	}

	private static final int FIRST_ROOM = 8;

	private long[] times = {};

	private @Nullable Object[] entries = {};

	/** The place of the oldest entry. */
	private int start;

	/** The place after the newest entry. */
	private int end;

	/** Keeps the entry beside others of the same millisecond, after them. */
	synchronized void add(long time, T entry) {
		insert(after(time), time, entry);
	}

	/**
	 * Keeps the entry, merged with the one of the same millisecond.
	 * @return that one as it was, {@code null} where there was none
	 */
	synchronized @Nullable T merge(long time, T entry, BinaryOperator<T> merge) {
		int place = from(time);
		if (place == this.end || this.times[place] != time) {
			insert(place, time, entry);
			return null;
		}
		T known = entry(place);
		this.entries[place] = merge.apply(known, entry);
		return known;
	}

	/** Drops the oldest entries above so many, and returns how many these were. */
	synchronized int keepNewest(int most) {
		int dropped = Math.max(0, this.end - this.start - most);
		Arrays.fill(this.entries, this.start, this.start + dropped, null);
		this.start += dropped;
		return dropped;
	}

	/** Goes through the entries within the window. */
	synchronized void walk(Window window, boolean newestFirst, Visitor<T> visitor) {
		int first = from(window.from());
		int last = after(window.to()) - 1;
		for (int i = 0; i <= last - first; i++) {
			int place = newestFirst ? last - i : first + i;
			if (!visitor.visit(this.times[place], entry(place))) {
				return;
			}
		}
	}

	/** As many of the entries within the window, as the mapper sees them. */
	<R> List<R> read(Window window, boolean newestFirst, int limit, BiFunction<Long, T, R> mapper) {
		List<R> found = new ArrayList<>();
		walk(window, newestFirst, (time, entry) -> {
			found.add(mapper.apply(time, entry));
			return found.size() < limit;
		});
		return found;
	}

	/** Replaces every entry within the window; {@code null} removes it. */
	synchronized void edit(Window window, Function<T, @Nullable T> edit) {
		int kept = from(window.from());
		int beyond = Math.max(kept, after(window.to()));
		for (int place = kept; place < beyond; place++) {
			T edited = edit.apply(entry(place));
			if (edited != null) {
				this.times[kept] = this.times[place];
				this.entries[kept++] = edited;
			}
		}
		move(beyond, kept);
	}

	/** The first place of this time or a later one. */
	private int from(long time) {
		return (time == Long.MIN_VALUE) ? this.start : after(time - 1);
	}

	/** The first place of a time later than this. */
	private int after(long time) {
		if (this.start == this.end || this.times[this.end - 1] <= time) {
			return this.end;
		}
		int low = this.start;
		int high = this.end - 1;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.times[middle] <= time) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return low;
	}

	@SuppressWarnings("unchecked") // nothing else is put in, and null only out of bounds
	private T entry(int place) {
		return (T) this.entries[place];
	}

	private void insert(int place, long time, T entry) {
		int from = place;
		if (this.end == this.times.length) {
			from -= this.start;
			makeRoom();
		}
		move(from, from + 1);
		this.times[from] = time;
		this.entries[from] = entry;
	}

	/** Uses what was left by dropped entries, or else grows. */
	private void makeRoom() {
		int size = this.end - this.start;
		int room = (this.start > this.times.length / 4) ? this.times.length : Math.max(FIRST_ROOM, size + size / 2);
		this.times = Arrays.copyOf(Arrays.copyOfRange(this.times, this.start, this.end), room);
		this.entries = Arrays.copyOf(Arrays.copyOfRange(this.entries, this.start, this.end), room);
		this.start = 0;
		this.end = size;
	}

	/** Moves all from a place on to another place. */
	private void move(int from, int to) {
		int count = this.end - from;
		System.arraycopy(this.times, from, this.times, to, count);
		System.arraycopy(this.entries, from, this.entries, to, count);
		if (to < from) {
			Arrays.fill(this.entries, to + count, this.end, null);
		}
		this.end = to + count;
	}

}
