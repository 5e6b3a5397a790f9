package io.losant4j.stream;

import java.util.Random;

/**
 * Chance that can be replayed: {@code -Dlosant.seed=} takes the number that was printed.
 */
public final class Seed {

	private static final long VALUE = Long.getLong("losant.seed", System.nanoTime());

	static {
		System.out.println("-Dlosant.seed=" + VALUE);
	}

	private Seed() {
	}

	/** The same numbers for the same seed and salt. */
	public static Random random(long salt) {
		return new Random(VALUE * 31 + salt);
	}

}
