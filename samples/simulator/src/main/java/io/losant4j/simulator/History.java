package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What a device said or was told, by time. Safe for use by many threads.
 *
 * @param <T> what is kept
 */
final class History<T> {

	/** A place in the history: several entries may share a millisecond. */
	private record Moment(long time, int order) implements Comparable<Moment> {

		@Override
		public int compareTo(Moment other) {
			int byTime = Long.compare(this.time, other.time);
			return (byTime != 0) ? byTime : Integer.compare(this.order, other.order);
		}

	}

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

	private final NavigableMap<Moment, T> entries = new TreeMap<>();

	private int order;

	/** Keeps the entry beside others of the same millisecond. */
	synchronized void add(long time, T entry) {
		this.entries.put(new Moment(time, ++this.order), entry);
	}

	/** Keeps the entry, merged with the one that merging put at the same millisecond. */
	synchronized void merge(long time, T entry, BinaryOperator<T> merge) {
		this.entries.merge(new Moment(time, 0), entry, merge);
	}

	/** Goes through the entries within the window. */
	synchronized void walk(Window window, boolean newestFirst, Visitor<T> visitor) {
		NavigableMap<Moment, T> within = within(window);
		for (var entry : (newestFirst ? within.descendingMap() : within).entrySet()) {
			if (!visitor.visit(entry.getKey().time(), entry.getValue())) {
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
		within(window).entrySet().removeIf((entry) -> {
			T edited = edit.apply(entry.getValue());
			if (edited != null) {
				entry.setValue(edited);
			}
			return edited == null;
		});
	}

	private NavigableMap<Moment, T> within(Window window) {
		if (window.from() > window.to()) {
			return new TreeMap<>();
		}
		return this.entries.subMap(new Moment(window.from(), Integer.MIN_VALUE), true,
				new Moment(window.to(), Integer.MAX_VALUE), true);
	}

}
