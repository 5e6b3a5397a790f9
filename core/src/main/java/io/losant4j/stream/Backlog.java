package io.losant4j.stream;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What waits for one subscriber: so many values, and in their places between them the
 * last other signals. Values that find it full are dropped by the policy and counted.
 *
 * @param <T> what an event says
 */
final class Backlog<T> {

	/**
	 * How many signals that are not values wait; beyond that, the oldest is forgotten.
	 * With back-pressure none is, for whoever paces the line counts on taking it.
	 */
	static final int MOST_OTHERS = 64;

	/** What became of a signal. */
	enum Offer {

		/** It waits. */
		KEPT,

		/** It is no news, or comes from the history instead. */
		SKIPPED,

		/** It, or an older value for its sake, was dropped. */
		DROPPED,

		/** There is no room, and that is an error. */
		REFUSED

	}

	// Nearly always empty, so they begin small.
	private final Deque<StreamSignal.Value<T>> values = new ArrayDeque<>(1);

	private final Deque<Other<T>> others = new ArrayDeque<>(1);

	private final int capacity;

	private final Overflow overflow;

	private final @Nullable Shortfall<T> shortfall;

	/** How many values ever came, and how many of them have left: others' places. */
	private long arrived;

	private long left;

	private long evicted;

	private long lastTurn;

	/** Whether nothing has been offered or read since a poll found nothing. */
	private volatile boolean clear;

	/**
	 * Sets up an empty backlog.
	 * @param shortfall keeps account of what is to be read from the history; absent where
	 * there is none
	 */
	Backlog(int capacity, Overflow overflow, @Nullable Shortfall<T> shortfall) {
		this.capacity = (overflow == Overflow.LATEST) ? 1 : capacity;
		this.overflow = overflow;
		this.shortfall = shortfall;
	}

	/**
	 * Whether nothing waits, nor is to be read: a value that comes now need not wait.
	 * Only for who takes signals out, and costs no lock.
	 */
	boolean isClear() {
		return this.clear;
	}

	synchronized Offer offer(StreamSignal<T> signal) {
		this.clear = false;
		if (signal instanceof StreamSignal.Value<T> value) {
			return offerValue(value);
		}
		if (signal instanceof StreamSignal.KeepAlive && !isEmpty()) {
			return Offer.SKIPPED;
		}
		long turn = turn(signal);
		if (turn != 0 && turn <= this.lastTurn) {
			return Offer.SKIPPED;
		}
		this.lastTurn = Math.max(turn, this.lastTurn);
		addOther(signal);
		return Offer.KEPT;
	}

	/**
	 * Puts in front of everything how the line was before it, unless that is no news.
	 */
	synchronized void offerFirst(StreamSignal<T> state) {
		long turn = turn(state);
		if (turn > this.lastTurn) {
			this.clear = false;
			this.lastTurn = turn;
			this.others.addFirst(new Other<>(this.left, state));
		}
	}

	private Offer offerValue(StreamSignal.Value<T> value) {
		boolean full = this.values.size() >= this.capacity && this.overflow != Overflow.BACK_PRESSURE;
		if (this.shortfall != null && (this.shortfall.isReading() || this.overflow == Overflow.CATCH_UP)) {
			return offerRecoverable(value, full, this.shortfall);
		}
		if (full && this.overflow == Overflow.ERROR) {
			return Offer.REFUSED;
		}
		if (full && this.overflow == Overflow.DROP_NEWEST) {
			countDroppedHere();
			return Offer.DROPPED;
		}
		if (full) {
			removeOldest();
			this.evicted++;
		}
		add(value);
		return full ? Offer.DROPPED : Offer.KEPT;
	}

	/**
	 * While the history is read, the oldest makes room: it is the likeliest to be read.
	 * Otherwise nothing more is kept, so that the history can be read in its place when
	 * what waits has been taken. What tells no time cannot be found there, and is
	 * dropped.
	 */
	private Offer offerRecoverable(StreamSignal.Value<T> value, boolean full, Shortfall<T> account) {
		if (account.isReading() && !account.keep(value)) {
			return Offer.SKIPPED;
		}
		if (!account.isReading() && (full || account.isMissing())) {
			if (account.missed(value)) {
				return Offer.SKIPPED;
			}
			if (full) {
				countDroppedHere();
				return Offer.DROPPED;
			}
		}
		boolean dropped = full && !account.missed(removeOldest());
		if (dropped) {
			this.evicted++;
		}
		add(value);
		return dropped ? Offer.DROPPED : Offer.KEPT;
	}

	private void add(StreamSignal.Value<T> value) {
		this.values.addLast(value);
		this.arrived++;
	}

	private StreamSignal.Value<T> removeOldest() {
		this.left++;
		return this.values.removeFirst();
	}

	private void countDroppedHere() {
		Other<T> last = this.others.peekLast();
		if (last != null && last.place() == this.arrived && last.signal() instanceof StreamSignal.Dropped<T> dropped) {
			this.others.removeLast();
			this.others.addLast(new Other<>(this.arrived, new StreamSignal.Dropped<>(dropped.values() + 1)));
		}
		else {
			addOther(new StreamSignal.Dropped<>(1));
		}
	}

	private void addOther(StreamSignal<T> signal) {
		if (this.others.size() >= MOST_OTHERS && this.overflow != Overflow.BACK_PRESSURE) {
			forgetOldest();
		}
		this.others.addLast(new Other<>(this.arrived, signal));
	}

	/** All but a gap, which may have to be filled: it becomes part of the next. */
	private void forgetOldest() {
		Other<T> oldest = this.others.removeFirst();
		if (!(oldest.signal() instanceof StreamSignal.Gap<T> gap)) {
			forget(oldest.signal());
			return;
		}
		StreamSignal<T> next = this.others.removeFirst().signal();
		forget(next);
		this.others.addFirst(
				(next instanceof StreamSignal.Gap<T> later) ? new Other<>(oldest.place(), joined(gap, later)) : oldest);
	}

	private static <T> StreamSignal.Gap<T> joined(StreamSignal.Gap<T> gap, StreamSignal.Gap<T> later) {
		return new StreamSignal.Gap<>(gap.from(), later.to(), gap.recovered() && later.recovered(),
				gap.values() + later.values(), (gap.cause() != null) ? gap.cause() : later.cause());
	}

	/** What is forgotten of drops is where they were, not how many. */
	private void forget(StreamSignal<T> signal) {
		if (signal instanceof StreamSignal.Dropped<T> dropped) {
			this.evicted += dropped.values();
		}
	}

	/** Takes the next signal, or {@code null} if nothing waits. */
	synchronized @Nullable StreamSignal<T> poll() {
		if (this.evicted > 0) {
			long values = this.evicted;
			this.evicted = 0;
			return new StreamSignal.Dropped<>(values);
		}
		Other<T> other = this.others.peekFirst();
		if (other != null && other.place() <= this.left) {
			this.others.removeFirst();
			return other.signal();
		}
		StreamSignal.Value<T> value = this.values.pollFirst();
		if (value != null) {
			this.left++;
		}
		else {
			this.clear = this.shortfall == null || !(this.shortfall.isReading() || this.shortfall.isMissing());
		}
		return value;
	}

	synchronized boolean isEmpty() {
		return this.values.isEmpty() && this.others.isEmpty() && this.evicted == 0;
	}

	/** Whether the line is open, as far as it has been told here. */
	synchronized boolean isLineOpen() {
		return this.lastTurn > 0 && this.lastTurn % 2 == 0;
	}

	/** Whether everything has been taken and the next must come from the history. */
	boolean isShort() {
		return this.shortfall != null && isShort(this.shortfall);
	}

	private synchronized boolean isShort(Shortfall<T> account) {
		return account.isMissing() && isEmpty();
	}

	/** From now on the history is read; says what of it is missing up to here. */
	synchronized Shortfall.Missing startReading() {
		this.clear = false;
		return account().startReading();
	}

	/** The reading begins at this time. */
	synchronized void readFrom(Instant time) {
		account().readFrom(time, this.values);
	}

	/** The next page of the history is asked for. */
	synchronized void asked() {
		account().asked();
	}

	/** A page of the history has come. */
	synchronized void fetched(List<T> page) {
		account().fetched(page);
	}

	/** The history has brought a value. */
	synchronized void said(T brought) {
		account().said(brought);
	}

	/** Ends the reading unless more has been missed in the meantime. */
	synchronized boolean stopReading() {
		return this.shortfall == null || this.shortfall.stopReading();
	}

	/** Whether the history has said a value that waited here. */
	synchronized boolean wasSaid(StreamSignal.Value<T> value) {
		return this.shortfall != null && this.shortfall.wasSaid(value);
	}

	private Shortfall<T> account() {
		return Objects.requireNonNull(this.shortfall, "no history");
	}

	/** Orders what tells whether the line is open; the same or older is no news. */
	private static long turn(StreamSignal<?> signal) {
		if (signal instanceof StreamSignal.Opened<?> opened) {
			return 2 * opened.attempt();
		}
		return (signal instanceof StreamSignal.Closed<?> closed) ? 2 * closed.attempt() + 1 : 0;
	}

	private record Other<T>(long place, StreamSignal<T> signal) {
	}

}
