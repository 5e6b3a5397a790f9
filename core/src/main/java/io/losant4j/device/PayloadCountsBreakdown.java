package io.losant4j.device;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * How many payloads a device caused, by hour or day. What an answer does not carry is
 * {@code null}, or an empty list.
 *
 * @param start the start of the range
 * @param end the end of the range
 * @param counts the counts, in Losant's order
 */
public record PayloadCountsBreakdown(@Nullable Instant start, @Nullable Instant end, List<Count> counts) {

	public PayloadCountsBreakdown {
		counts = Check.frozen(counts);
	}

	/**
	 * The count of one hour or day.
	 *
	 * @param date the start of the hour or day
	 * @param value how many payloads there were
	 */
	// Version 1.25.0 of the API had another name for the value.
	public record Count(@Nullable Instant date, @JsonAlias("payloads") @Nullable Long value) {
	}

	/**
	 * How long one count lasts.
	 */
	public enum Resolution {

		/** An hour. */
		HOUR(3_600_000),

		/** A day. */
		DAY(86_400_000);

		private final int millis;

		Resolution(int millis) {
			this.millis = millis;
		}

		int millis() {
			return this.millis;
		}

	}

}
