package io.losant4j.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads an ISO 8601 time. The forms that Losant writes are read digit by digit, since the
 * JDK's formatter allocates as much for a time as all else does for an event.
 */
final class IsoTime {

	private static final String SECONDS = "0000-00-00T00:00:00Z";

	private static final String MILLIS = "0000-00-00T00:00:00.000Z";

	private IsoTime() {
	}

	/**
	 * Reads a time.
	 * @param text the time, with a zone or an offset
	 * @return the time
	 * @throws java.time.DateTimeException if the text is no such time
	 */
	static Instant parse(String text) {
		boolean millis = isOfForm(MILLIS, text);
		if (!millis && !isOfForm(SECONDS, text)) {
			return OffsetDateTime.parse(text).toInstant();
		}
		int hour = number(text, 11, 13);
		int minute = number(text, 14, 16);
		int second = number(text, 17, 19);
		if (hour > 23 || minute > 59 || second > 59) {
			// is refused there, in the JDK's words
			return OffsetDateTime.parse(text).toInstant();
		}
		long days = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)).toEpochDay();
		long seconds = ((days * 24 + hour) * 60 + minute) * 60 + second;
		return Instant.ofEpochSecond(seconds, millis ? number(text, 20, 23) * 1_000_000 : 0);
	}

	/** Whether a digit stands where the form has a zero, and all else is the same. */
	private static boolean isOfForm(String form, String text) {
		if (text.length() != form.length()) {
			return false;
		}
		for (int i = 0; i < form.length(); i++) {
			char expected = form.charAt(i);
			char actual = text.charAt(i);
			if ((expected == '0') ? (actual < '0' || actual > '9') : actual != expected) {
				return false;
			}
		}
		return true;
	}

	private static int number(String text, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			number = number * 10 + text.charAt(i) - '0';
		}
		return number;
	}

}
