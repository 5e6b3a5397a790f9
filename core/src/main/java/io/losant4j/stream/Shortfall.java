package io.losant4j.stream;

import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one mailbox could not hold and its subscriber has to read from the history before
 * it goes on live. While that is read, the mailbox keeps what comes, for it cannot know
 * whether the history has it yet. Guarded by the backlog's lock.
 *
 * @param <T> what an event says
 */
final class Shortfall<T> {

	private final Seen<T> seen;

	/** Values that the reading has yet to come by, so that it will have brought them. */
	private final Set<StreamSignal.Value<T>> expected = Collections.newSetFromMap(new IdentityHashMap<>());

	private boolean reading;

	/** How far the history has been read; beyond everything until that is known. */
	private Instant reached = Instant.MAX;

	private boolean missing;

	private @Nullable Instant first;

	private @Nullable Instant firstUnexpected;

	Shortfall(Seen<T> seen) {
		this.seen = seen;
	}

	boolean isReading() {
		return this.reading;
	}

	boolean isMissing() {
		return this.missing;
	}

	/** From now on, the history is being read; says what is missing up to here. */
	Missing startReading() {
		Missing missing = new Missing(this.first, this.firstUnexpected);
		this.missing = false;
		this.first = null;
		this.firstUnexpected = null;
		this.reading = true;
		this.reached = Instant.MAX;
		return missing;
	}

	/** The reading begins at this time. */
	void readFrom(Instant time, Iterable<StreamSignal.Value<T>> kept) {
		this.reached = time;
		kept.forEach(this::expect);
	}

	/** The reading has come to this time. */
	void reach(Instant time) {
		if (time.isAfter(this.reached)) {
			this.reached = time;
		}
	}

	/** The reading is over, unless something is missing. */
	boolean stopReading() {
		this.reading = this.missing;
		return !this.missing;
	}

	/**
	 * A value comes while the history is read.
	 * @return whether it is to be kept, because the history has not brought it
	 */
	boolean keep(StreamSignal.Value<T> value) {
		boolean known = this.seen.isKnown(value.value());
		return expect(value) || !known;
	}

	private boolean expect(StreamSignal.Value<T> value) {
		Instant time = this.seen.time(value.value());
		return time != null && time.isAfter(this.reached) && this.expected.add(value);
	}

	/** A value cannot be kept. */
	void missed(StreamSignal.Value<T> value) {
		boolean comes = this.expected.remove(value);
		this.missing = true;
		Instant time = this.seen.time(value.value());
		this.first = earlier(this.first, time);
		if (!comes) {
			this.firstUnexpected = earlier(this.firstUnexpected, time);
		}
	}

	/** A value is taken out: whether the history was read past it since it came. */
	boolean wasExpected(StreamSignal.Value<T> value) {
		return !this.expected.isEmpty() && this.expected.remove(value);
	}

	private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
		if (one == null || other == null) {
			return (one != null) ? one : other;
		}
		return one.isBefore(other) ? one : other;
	}

	/**
	 * What is missing.
	 *
	 * @param first the earliest time of it, if any tells
	 * @param firstUnexpected the earliest time of what no reading so far can have brought
	 */
	record Missing(@Nullable Instant first, @Nullable Instant firstUnexpected) {
	}

}
