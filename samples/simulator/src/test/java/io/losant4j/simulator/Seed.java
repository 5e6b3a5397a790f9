package io.losant4j.simulator;

import java.util.Random;

/**
 * Chance that can be replayed: {@code -Dlosant.seed=} takes the number that was printed.
 */
final class Seed {

	private static final long VALUE = Long.getLong("losant.seed", System.nanoTime());

	static {
		System.out.println(text());
	}

	private Seed() {
	}

	/** What replays this run; for messages. */
	static String text() {
		return "-Dlosant.seed=" + VALUE;
	}

	/** The same numbers for the same seed and salt. */
	static Random random(long salt) {
		return new Random(VALUE * 31 + salt);
	}

}
