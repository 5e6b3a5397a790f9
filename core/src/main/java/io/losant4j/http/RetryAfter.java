package io.losant4j.http;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Reads the {@code Retry-After} header: seconds or an HTTP date in any of its three
 * forms. What cannot be read counts as absent; who waits sets a limit.
 */
final class RetryAfter {

	private RetryAfter() {
	}

	static @Nullable Duration parse(@Nullable String header, Clock clock) {
		if (header == null || header.isBlank()) {
			return null;
		}
		String value = header.trim();
		if (value.chars().allMatch((c) -> c >= '0' && c <= '9')) {
			// Ten digits are 300 years; more could overflow.
			return Duration.ofSeconds((value.length() <= 10) ? Long.parseLong(value) : 9_999_999_999L);
		}
		HttpHeaders headers = new HttpHeaders();
		headers.set(HttpHeaders.RETRY_AFTER, value);
		try {
			ZonedDateTime date = headers.getFirstZonedDateTime(HttpHeaders.RETRY_AFTER);
			if (date == null) {
				return null;
			}
			Duration wait = Duration.between(clock.instant(), date.toInstant());
			return wait.isNegative() ? Duration.ZERO : wait;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

}
