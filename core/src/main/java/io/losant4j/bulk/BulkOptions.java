package io.losant4j.bulk;

/**
 * How {@link BulkUpdates} work. Immutable; start from {@link #defaults()} and change what
 * differs.
 *
 * @param concurrency the most calls at once; more than the client has connections are of
 * no use
 * @param sliceSize the most devices in one call, where a call is for many
 */
public record BulkOptions(int concurrency, int sliceSize) {

	private static final int MOST_IDS = 1_000;

	private static final BulkOptions DEFAULTS = new BulkOptions(16, MOST_IDS);

	public BulkOptions {
		require(concurrency >= 1, "concurrency", "must be at least 1", concurrency);
		require(sliceSize >= 1 && sliceSize <= MOST_IDS, "sliceSize", "must be 1 to " + MOST_IDS, sliceSize);
	}

	private static void require(boolean condition, String name, String rule, int value) {
		if (!condition) {
			throw new IllegalArgumentException(name + " " + rule + ", was " + value);
		}
	}

	/**
	 * The defaults: 16 calls at once, and 1,000 devices in a call for many, which is the
	 * most that Losant takes.
	 * @return the options
	 */
	public static BulkOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Changes the number of calls at once.
	 * @param calls the most calls, at least 1
	 * @return a changed copy
	 */
	public BulkOptions withConcurrency(int calls) {
		return new BulkOptions(calls, this.sliceSize);
	}

	/**
	 * Changes the number of devices in a call for many.
	 * @param devices the most devices, 1 to 1,000
	 * @return a changed copy
	 */
	public BulkOptions withSliceSize(int devices) {
		return new BulkOptions(this.concurrency, devices);
	}

}
