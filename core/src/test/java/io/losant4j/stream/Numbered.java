package io.losant4j.stream;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A value that can be counted and timed: {@code 7@1500} is the seventh, of 1.5 s.
 *
 * @param number which one
 * @param time when, by its own account
 */
record Numbered(long number, Instant time) {

	static Numbered of(long number, long millis) {
		return new Numbered(number, Instant.ofEpochMilli(millis));
	}

	static Numbered decode(byte[] bytes, int offset, int length) {
		String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
		int at = text.indexOf('@');
		return of(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
	}

	@Override
	public String toString() {
		return this.number + "@" + this.time.toEpochMilli();
	}

}
