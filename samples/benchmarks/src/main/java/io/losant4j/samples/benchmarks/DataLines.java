package io.losant4j.samples.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The least that reads a well-behaved event stream: each event has one line of data, and
 * lines end with a line feed.
 */
final class DataLines {

	private static final byte[] DATA = { 'd', 'a', 't', 'a', ':', ' ' };

	private byte[] rest = {};

	/** The data of the events that end in these bytes, which are kept. */
	List<byte[]> in(byte[] bytes) {
		byte[] all = bytes;
		if (this.rest.length > 0) {
			all = Arrays.copyOf(this.rest, this.rest.length + bytes.length);
			System.arraycopy(bytes, 0, all, this.rest.length, bytes.length);
		}
		List<byte[]> data = new ArrayList<>();
		int start = 0;
		for (int i = 0; i < all.length; i++) {
			if (all[i] == '\n') {
				if (i - start > DATA.length && Arrays.equals(all, start, start + DATA.length, DATA, 0, DATA.length)) {
					data.add(Arrays.copyOfRange(all, start + DATA.length, i));
				}
				start = i + 1;
			}
		}
		this.rest = Arrays.copyOfRange(all, start, all.length);
		return data;
	}

}
