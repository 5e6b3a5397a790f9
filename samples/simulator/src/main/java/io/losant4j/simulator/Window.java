package io.losant4j.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of time, both ends within it, in milliseconds since the epoch.
 */
record Window(long from, long to) {

	static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

	/** Losant's way to say a bound: 0 is now, 1 the beginning, negative is before now. */
	static long bound(long value, long now) {
		if (value == 1) {
			return Long.MIN_VALUE;
		}
		return (value <= 0) ? now + value : value;
	}

	/** {@code start} and {@code end}, with the default of the action for the start. */
	static Window of(Params query, long defaultStart, long now) {
		return new Window(bound(query.number("start", defaultStart), now), bound(query.number("end", 0), now));
	}

	/** What {@code getState}, {@code getCommand} and {@code getLogEntries} ask for. */
	static Window ofHistory(Params query, long now) {
		Long start = query.number("start");
		Long end = query.number("end");
		Long duration = query.number("duration");
		if (start == null) {
			start = query.number("since");
		}
		long to = (end != null) ? bound(end, now) : Long.MAX_VALUE;
		if (start != null) {
			long from = bound(start, now);
			boolean open = end == null && duration != null;
			return new Window(from, open ? from + length(duration) : to);
		}
		if (duration != null) {
			return new Window(((end != null) ? to : now) - length(duration), to);
		}
		return new Window(Long.MIN_VALUE, to);
	}

	private static long length(@Nullable Long duration) {
		Rule.require(duration != null && duration > 0, "duration", "must be a positive number of milliseconds");
		return (duration != null) ? duration : 0;
	}

	boolean contains(long time) {
		return this.from <= time && time <= this.to;
	}

}
