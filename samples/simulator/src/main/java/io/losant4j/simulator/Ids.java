package io.losant4j.simulator;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * New ids. Those of resources sort by their creation, as Losant's do.
 */
final class Ids {

	private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final String process = "%010x".formatted(RANDOM.nextLong() & 0xff_ffff_ffffL);

	private final AtomicInteger counter = new AtomicInteger();

	private final Clock clock;

	Ids(Clock clock) {
		this.clock = clock;
	}

	/** 24 hexadecimal characters: seconds, process, counter. */
	String next() {
		long seconds = this.clock.millis() / 1000 & 0xffff_ffffL;
		return "%08x%s%06x".formatted(seconds, this.process, this.counter.getAndIncrement() & 0xff_ffff);
	}

	/** Random letters and digits. */
	static String random(int length) {
		StringBuilder text = new StringBuilder(length);
		for (int i = 0; i < length; i++) {
			text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
		}
		return text.toString();
	}

}
