package io.losant4j.bulk;

/**
 * The calls to one device that count against Losant's limit. Losant counts a call when it
 * arrives, which is some time between its start and its end: so it counts here from its
 * start until one window after its end, and the limit holds however long calls are on the
 * way. Not thread-safe.
 */
final class CallWindow {

	/** When each call that has ended counts no more; a ring, the earliest first. */
	private final long[] ends;

	private int first;

	private int ended;

	private int underWay;

	CallWindow(int most) {
		this.ends = new long[most];
	}

	/** Takes one of so many calls, if one is left. */
	boolean take(long now, int most) {
		forget(now);
		if (this.ended + this.underWay >= most) {
			return false;
		}
		this.underWay++;
		return true;
	}

	/** A call has ended. */
	void end(long countsUntil) {
		this.underWay--;
		this.ends[(this.first + this.ended) % this.ends.length] = countsUntil;
		this.ended++;
	}

	/**
	 * When one of so many calls is left.
	 * @return {@code now} if one is left already, {@link Long#MAX_VALUE} if that depends
	 * on calls under way
	 */
	long freeAt(long now, int most) {
		forget(now);
		int tooMany = this.ended + this.underWay - most + 1;
		if (tooMany <= 0) {
			return now;
		}
		return (tooMany <= this.ended) ? this.ends[(this.first + tooMany - 1) % this.ends.length] : Long.MAX_VALUE;
	}

	/** When no call counts any more; {@code now} if none does. */
	long emptyAt(long now) {
		forget(now);
		if (this.underWay > 0) {
			return Long.MAX_VALUE;
		}
		return (this.ended == 0) ? now : this.ends[(this.first + this.ended - 1) % this.ends.length];
	}

	private void forget(long now) {
		while (this.ended > 0 && this.ends[this.first] <= now) {
			this.first = (this.first + 1) % this.ends.length;
			this.ended--;
		}
	}

}
