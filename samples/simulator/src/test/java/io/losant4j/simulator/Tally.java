package io.losant4j.simulator;

import java.util.concurrent.atomic.LongAdder;

/**
 * What happened to all lines together. The network keeps one, the client's listener
 * another, and the subscribers a third; in the end they must be the same.
 */
final class Tally {

	final LongAdder opened = new LongAdder();

	final LongAdder closed = new LongAdder();

	final LongAdder failed = new LongAdder();

	final LongAdder gaps = new LongAdder();

	final LongAdder recovered = new LongAdder();

	final LongAdder malformed = new LongAdder();

	final LongAdder received = new LongAdder();

	final LongAdder dropped = new LongAdder();

	Counts counts() {
		return new Counts(this.opened.sum(), this.closed.sum(), this.failed.sum(), this.gaps.sum(),
				this.recovered.sum(), this.malformed.sum(), this.received.sum(), this.dropped.sum());
	}

	/**
	 * A moment of it.
	 *
	 * @param opened connections that were open
	 * @param closed of these, how many were lost
	 * @param failed attempts without an open connection
	 * @param gaps gaps, all recovered
	 * @param recovered values that came from the history
	 * @param malformed events that are none
	 * @param received values, once for a line
	 * @param dropped values that a slow subscriber lost
	 */
	record Counts(long opened, long closed, long failed, long gaps, long recovered, long malformed, long received,
			long dropped) {
	}

}
