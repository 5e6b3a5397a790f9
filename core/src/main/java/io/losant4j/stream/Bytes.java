package io.losant4j.stream;

import java.util.Arrays;

/**
 * A growing array of bytes that costs nothing while it is empty, as it nearly always is.
 */
final class Bytes {

	private static final byte[] NONE = {};

	private byte[] array = NONE;

	private int length;

	byte[] array() {
		return this.array;
	}

	int length() {
		return this.length;
	}

	void append(byte[] bytes, int from, int to) {
		int added = to - from;
		if (added > this.array.length - this.length) {
			this.array = Arrays.copyOf(this.array, Math.max(this.length + added, this.array.length * 2));
		}
		System.arraycopy(bytes, from, this.array, this.length, added);
		this.length += added;
	}

	void clear() {
		this.array = NONE;
		this.length = 0;
	}

}
