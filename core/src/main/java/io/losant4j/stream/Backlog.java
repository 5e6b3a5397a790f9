package io.losant4j.stream;

import java.util.ArrayDeque;
import java.util.Deque;

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
	 */
	static final int MOST_OTHERS = 64;

	/** What became of a signal. */
	enum Offer {

		/** It waits. */
		KEPT,

		/** It would have been no news. */
		SKIPPED,

		/** It, or an older value for its sake, was dropped. */
		DROPPED,

		/** There is no room, and that is an error. */
		REFUSED

	}

	private final Deque<StreamSignal.Value<T>> values = new ArrayDeque<>();

	private final Deque<Other<T>> others = new ArrayDeque<>();

	private final int capacity;

	private final Overflow overflow;

	/** How many values ever came, and how many of them have left: others' places. */
	private long arrived;

	private long left;

	private long evicted;

	private long lastTurn;

	Backlog(int capacity, Overflow overflow) {
		this.capacity = (overflow == Overflow.LATEST) ? 1 : capacity;
		this.overflow = overflow;
	}

	synchronized Offer offer(StreamSignal<T> signal) {
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

	private Offer offerValue(StreamSignal.Value<T> value) {
		boolean full = this.values.size() == this.capacity;
		if (full && this.overflow == Overflow.ERROR) {
			return Offer.REFUSED;
		}
		if (full && this.overflow == Overflow.DROP_NEWEST) {
			countDroppedHere();
			return Offer.DROPPED;
		}
		if (full) {
			this.values.removeFirst();
			this.left++;
			this.evicted++;
		}
		this.values.addLast(value);
		this.arrived++;
		return full ? Offer.DROPPED : Offer.KEPT;
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
		if (this.others.size() == MOST_OTHERS) {
			this.others.removeFirst();
		}
		this.others.addLast(new Other<>(this.arrived, signal));
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
		return value;
	}

	synchronized boolean isEmpty() {
		return this.values.isEmpty() && this.others.isEmpty() && this.evicted == 0;
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
