package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.ObjLongConsumer;
import java.util.function.UnaryOperator;

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

	/** The entries within the window, as the mapper sees them. */
	synchronized <R> List<R> read(Window window, boolean newestFirst, int limit, BiFunction<Long, T, R> mapper) {
		List<R> found = new ArrayList<>();
		for (var entry : within(window, newestFirst).entrySet()) {
			if (found.size() == limit) {
				break;
			}
			found.add(mapper.apply(entry.getKey().time(), entry.getValue()));
		}
		return found;
	}

	/** Looks at the entries within the window, oldest first. */
	synchronized void forEach(Window window, ObjLongConsumer<T> look) {
		within(window, false).forEach((moment, entry) -> look.accept(entry, moment.time()));
	}

	/** The newest time that has an entry of this kind within the window. */
	synchronized @Nullable Long newest(Window window, java.util.function.Predicate<T> kind) {
		for (var entry : within(window, true).entrySet()) {
			if (kind.test(entry.getValue())) {
				return entry.getKey().time();
			}
		}
		return null;
	}

	/** Replaces every entry within the window; {@code null} removes it. */
	synchronized void edit(Window window, UnaryOperator<@Nullable T> edit) {
		within(window, false).entrySet().removeIf((entry) -> {
			T edited = edit.apply(entry.getValue());
			if (edited != null) {
				entry.setValue(edited);
			}
			return edited == null;
		});
	}

	synchronized int size() {
		return this.entries.size();
	}

	private NavigableMap<Moment, T> within(Window window, boolean newestFirst) {
		if (window.from() > window.to()) {
			return new TreeMap<>();
		}
		NavigableMap<Moment, T> found = this.entries.subMap(new Moment(window.from(), Integer.MIN_VALUE), true,
				new Moment(window.to(), Integer.MAX_VALUE), true);
		return newestFirst ? found.descendingMap() : found;
	}

}
