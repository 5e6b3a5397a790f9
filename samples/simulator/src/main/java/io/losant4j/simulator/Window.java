package io.losant4j.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A stretch of time, both ends within it, in milliseconds since the epoch.
 */
record Window(long from, long to) {

	static final Window ALL = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

	/** Losant's way to say the beginning of time. */
	static final long BEGINNING = 1;

	/** Losant's way to say a bound: 0 is now, negative is before now. */
	static long bound(long value, long now) {
		return (value <= 0) ? now + value : value;
	}

	/** {@code start} and {@code end} of a query, with the default of the action. */
	static Window of(Params query, long defaultStart, long now) {
		return new Window(bound(query.number("start", defaultStart), now), bound(query.number("end", 0), now));
	}

	/** {@code start} and {@code end} of a body, numbers that were checked before. */
	static Window of(JsonNode body, long now) {
		JsonNode start = body.get("start");
		JsonNode end = body.get("end");
		return new Window(bound((start != null) ? Json.longOf(start) : BEGINNING, now),
				bound((end != null) ? Json.longOf(end) : 0, now));
	}

	/** What {@code getState}, {@code getCommand} and {@code getLogEntries} ask for. */
	static Window ofHistory(Params query, long now) {
		Long start = query.number("start");
		Long end = query.number("end");
		Long duration = query.number("duration");
		Rule.require(duration == null || duration > 0, "duration", "must be a positive number of milliseconds");
		if (start == null) {
			start = query.number("since");
		}
		return of(start, end, duration, now);
	}

	/** Two of start, end and duration; what is open on both ends is all. */
	private static Window of(@Nullable Long start, @Nullable Long end, @Nullable Long duration, long now) {
		long to = (end != null) ? bound(end, now) : Long.MAX_VALUE;
		if (start != null) {
			long from = bound(start, now);
			return new Window(from, (end == null && duration != null) ? from + duration : to);
		}
		if (duration != null) {
			return new Window(((end != null) ? to : now) - duration, to);
		}
		return new Window(Long.MIN_VALUE, to);
	}

	boolean contains(long time) {
		return this.from <= time && time <= this.to;
	}

}
