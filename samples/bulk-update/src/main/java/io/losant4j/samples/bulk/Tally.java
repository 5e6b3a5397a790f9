package io.losant4j.samples.bulk;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the JVM that writes says of its states; it travels as one line of text.
 *
 * @param accepted how many states were accepted
 * @param rejected how many were rejected
 * @param failed how many failed
 * @param indeterminate of how many nobody knows
 * @param misordered how many outcomes came before an earlier one of their device
 * @param millis how long it took
 * @param peakHeap the most bytes of heap that were seen in use, garbage included
 * @param maxHeap the most bytes of heap that there are
 */
record Tally(long accepted, long rejected, long failed, long indeterminate, long misordered, long millis, long peakHeap,
		long maxHeap) {

	private static final String SIGN = "tally ";

	static boolean isIn(String line) {
		return line.startsWith(SIGN);
	}

	static Tally parse(String line) {
		Map<String, Long> values = Stream.of(line.substring(SIGN.length()).split(" "))
			.map((pair) -> pair.split("=", 2))
			.collect(Collectors.toMap((pair) -> pair[0], (pair) -> Long.valueOf(pair[1])));
		return new Tally(value(values, "accepted"), value(values, "rejected"), value(values, "failed"),
				value(values, "indeterminate"), value(values, "misordered"), value(values, "millis"),
				value(values, "peakHeap"), value(values, "maxHeap"));
	}

	private static long value(Map<String, Long> values, String name) {
		return Objects.requireNonNull(values.get(name), name);
	}

	/** All that were not accepted. */
	long others() {
		return this.rejected + this.failed + this.indeterminate;
	}

	@Override
	public String toString() {
		return SIGN + "accepted=" + this.accepted + " rejected=" + this.rejected + " failed=" + this.failed
				+ " indeterminate=" + this.indeterminate + " misordered=" + this.misordered + " millis=" + this.millis
				+ " peakHeap=" + this.peakHeap + " maxHeap=" + this.maxHeap;
	}

}
