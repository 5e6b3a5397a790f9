package io.losant4j.http;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A server's own words, made fit for a message: bounded, on one line, and without what
 * the client must not show.
 */
final class ErrorText {

	/** Control and format characters, line and paragraph separators, half characters. */
	private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

	// Anything shorter may be part of a word.
	private static final int MIN_SECRET = 4;

	private ErrorText() {
	}

	static @Nullable String clean(@Nullable String text, int max, Collection<String> secrets) {
		if (text == null) {
			return null;
		}
		String clean = text;
		// Before anything is cut, and the longest first: half of a secret is too much of
		// it.
		for (String secret : secrets.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
			clean = (secret.length() >= MIN_SECRET) ? clean.replace(secret, "[hidden]") : clean;
		}
		clean = UNPRINTABLE.matcher(clean).replaceAll(" ");
		return (clean.length() > max) ? clean.substring(0, max) + "…" : clean;
	}

}
