package io.losant4j.stream;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What one mailbox could not hold and its subscriber has to read from the history before
 * it goes on live. While that is read, what comes waits, and whatever the history says is
 * struck from it: that a reading has come past the time of a value does not mean that it
 * brought the value, for its page may have been put together before. Guarded by the
 * backlog's lock.
 *
 * @param <T> what an event says
 */
final class Shortfall<T> {

	private final Seen<T> seen;

	/** What waits while the history is read and has not been said by it, by time. */
	private final Map<Instant, Set<StreamSignal.Value<T>>> unsaid = new HashMap<>();

	/** What waits, and has been said by the history. */
	private final Set<StreamSignal.Value<T>> said = identitySet();

	/** Of what is unsaid, what the history will say, unless its reading is cut short. */
	private final Set<StreamSignal.Value<T>> expected = identitySet();

	private boolean reading;

	private boolean missing;

	private @Nullable Instant first;

	private @Nullable Instant firstUnexpected;

	/** The page that came last, of which some may not have been delivered yet. */
	private List<T> page = List.of();

	/** Where the next page begins; beyond everything while none is to come. */
	private Instant fetched = Instant.MAX;

	/**
	 * The first of what has come and been given up since the next page was asked for, if
	 * that page may have it: only if it was put together late enough.
	 */
	private @Nullable Instant uncertain;

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
		this.page = List.of();
		this.fetched = Instant.MAX;
		this.uncertain = null;
		return missing;
	}

	/** The reading begins at this time. */
	void readFrom(Instant time, Iterable<StreamSignal.Value<T>> kept) {
		this.fetched = time;
		this.unsaid.clear();
		this.expected.clear();
		for (StreamSignal.Value<T> value : kept) {
			if (this.seen.isKnown(value.value())) {
				this.said.add(value);
			}
			else if (!this.said.contains(value)) {
				await(value);
			}
		}
	}

	/** The next page is asked for: it, or a later one, has all that waits for it now. */
	void asked() {
		this.uncertain = null;
		this.unsaid.forEach((time, waiting) -> {
			if (!time.isBefore(this.fetched)) {
				this.expected.addAll(waiting);
			}
		});
	}

	/** A page has come, and nothing of it has been delivered yet. */
	void fetched(List<T> page) {
		Instant end = page.isEmpty() ? null : this.seen.time(page.get(page.size() - 1));
		if (end == null) {
			return;
		}
		if (this.uncertain != null && this.uncertain.isBefore(end)) {
			this.firstUnexpected = earlier(this.firstUnexpected, this.uncertain);
		}
		this.uncertain = null;
		this.page = page;
		this.fetched = end.isAfter(this.fetched) ? end : this.fetched;
		this.expected.clear();
		if (!this.unsaid.isEmpty()) {
			page.forEach((brought) -> this.expected.addAll(saidBy(brought)));
		}
	}

	private List<StreamSignal.Value<T>> saidBy(T brought) {
		Set<StreamSignal.Value<T>> waiting = this.unsaid.get(this.seen.time(brought));
		return (waiting == null) ? List.of()
				: waiting.stream().filter((value) -> this.seen.says(brought, value.value())).toList();
	}

	/** The history has brought a value. */
	void said(T brought) {
		if (!this.unsaid.isEmpty()) {
			for (StreamSignal.Value<T> value : saidBy(brought)) {
				forget(value, this.seen.time(brought));
				this.said.add(value);
			}
		}
	}

	private boolean forget(StreamSignal.Value<T> value, @Nullable Instant time) {
		Set<StreamSignal.Value<T>> waiting = this.unsaid.get(time);
		if (waiting != null && waiting.remove(value) && waiting.isEmpty()) {
			this.unsaid.remove(time);
		}
		return this.expected.remove(value);
	}

	/** The reading is over, unless something is missing. */
	boolean stopReading() {
		this.reading = this.missing;
		this.unsaid.clear();
		this.expected.clear();
		this.page = List.of();
		return !this.missing;
	}

	/**
	 * A value comes while the history is read.
	 * @return whether it is to be kept, because the history has not brought it
	 */
	boolean keep(StreamSignal.Value<T> value) {
		if (this.seen.isKnown(value.value())) {
			return false;
		}
		await(value);
		return true;
	}

	private void await(StreamSignal.Value<T> value) {
		Instant time = this.seen.time(value.value());
		if (time == null) {
			return;
		}
		this.unsaid.computeIfAbsent(time, (same) -> identitySet()).add(value);
		if (!time.isAfter(this.fetched) && this.page.stream()
			.anyMatch((brought) -> time.equals(this.seen.time(brought)) && this.seen.says(brought, value.value()))) {
			this.expected.add(value);
		}
	}

	/**
	 * A value cannot be kept.
	 * @return whether it need not be, as it can be read from the history
	 */
	boolean missed(StreamSignal.Value<T> value) {
		Instant time = this.seen.time(value.value());
		if (time == null) {
			return false;
		}
		if (this.said.remove(value)) {
			return true;
		}
		boolean comes = forget(value, time);
		this.missing = true;
		this.first = earlier(this.first, time);
		if (!comes && this.reading && !time.isBefore(this.fetched)) {
			this.uncertain = earlier(this.uncertain, time);
		}
		else if (!comes) {
			this.firstUnexpected = earlier(this.firstUnexpected, time);
		}
		return true;
	}

	/** A value is taken out: whether the history has said it since it came. */
	boolean wasSaid(StreamSignal.Value<T> value) {
		return !this.said.isEmpty() && this.said.remove(value);
	}

	/**
	 * Two values that are equal are two values. Nearly always empty, so it begins small.
	 */
	private static <E> Set<E> identitySet() {
		return Collections.newSetFromMap(new IdentityHashMap<>(1));
	}

	private static Instant earlier(@Nullable Instant one, Instant other) {
		return (one != null && one.isBefore(other)) ? one : other;
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
