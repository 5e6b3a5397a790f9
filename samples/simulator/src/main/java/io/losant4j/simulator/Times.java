package io.losant4j.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Losant's times, in milliseconds since the epoch.
 */
final class Times {

	private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	/** A number below this is seconds: as milliseconds it would be before 1973. */
	private static final double FIRST_MILLISECONDS = 1e11;

	/** The forms of {@code Date.parse} that are in use; no zone means UTC. */
	private static final List<ToLongFunction<String>> FORMS = List.of(
			(text) -> OffsetDateTime.parse(text).toInstant().toEpochMilli(),
			(text) -> LocalDateTime.parse(text.replaceFirst("^(\\S+) ", "$1T"))
				.toInstant(ZoneOffset.UTC)
				.toEpochMilli(),
			(text) -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
			(text) -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)).toEpochMilli());

	private Times() {
	}

	/** The one form in which a time is answered. */
	static String iso(long time) {
		return ISO.format(Instant.ofEpochMilli(time));
	}

	/**
	 * The time that a client wrote: text, {@code $date}, seconds, milliseconds, or
	 * milliseconds before now; now where it is absent or cannot be read.
	 */
	static long written(@Nullable JsonNode time, long now) {
		if (time == null) {
			return now;
		}
		if (time.isNumber()) {
			double number = Json.doubleOf(time);
			if (number < 0) {
				return now + Math.round(number);
			}
			return Math.round((number < FIRST_MILLISECONDS) ? number * 1000 : number);
		}
		Long parsed = parse(time.isObject() ? time.path("$date").asString() : time.asString());
		return (parsed != null) ? parsed : now;
	}

	static @Nullable Long parse(String text) {
		for (ToLongFunction<String> form : FORMS) {
			try {
				return form.applyAsLong(text);
			}
			catch (DateTimeException ex) {
				// the next form may fit
			}
		}
		return null;
	}

}
