package io.losant4j.bulk;

import java.util.Arrays;

/**
 * The milliseconds of one device that are used, as stretches in order. States that are
 * moved apart make one long stretch, so few are needed; if there are too many, the
 * farthest away is forgotten.
 */
final class UsedTimes {

	static final int MOST = 64;

	private long[] from = new long[2];

	private long[] to = new long[2];

	private int size;

	/** Uses the first free millisecond that is not before the given one. */
	long take(long time) {
		int before = lastNotAfter(time);
		long free = (before >= 0 && this.to[before] >= time) ? this.to[before] + 1 : time;
		boolean extendsBefore = before >= 0 && this.to[before] + 1 == free;
		boolean extendsAfter = before + 1 < this.size && this.from[before + 1] - 1 == free;
		if (extendsBefore && extendsAfter) {
			this.to[before] = this.to[before + 1];
			remove(before + 1);
		}
		else if (extendsBefore) {
			this.to[before] = free;
		}
		else if (extendsAfter) {
			this.from[before + 1] = free;
		}
		else {
			insert(before + 1, free);
		}
		return free;
	}

	private int lastNotAfter(long time) {
		int found = Arrays.binarySearch(this.from, 0, this.size, time);
		return (found >= 0) ? found : -found - 2;
	}

	private void insert(int index, long time) {
		int at = index;
		if (this.size == MOST) {
			boolean firstIsFarther = time - this.from[0] > this.to[this.size - 1] - time;
			remove(firstIsFarther ? 0 : this.size - 1);
			at -= firstIsFarther ? 1 : 0;
		}
		if (this.size == this.from.length) {
			this.from = Arrays.copyOf(this.from, this.size * 2);
			this.to = Arrays.copyOf(this.to, this.size * 2);
		}
		System.arraycopy(this.from, at, this.from, at + 1, this.size - at);
		System.arraycopy(this.to, at, this.to, at + 1, this.size - at);
		this.from[at] = time;
		this.to[at] = time;
		this.size++;
	}

	private void remove(int index) {
		this.size--;
		System.arraycopy(this.from, index + 1, this.from, index, this.size - index);
		System.arraycopy(this.to, index + 1, this.to, index, this.size - index);
	}

	/** How many stretches are remembered. */
	int stretches() {
		return this.size;
	}

}
