package io.losant4j.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterTest {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "0 | PT0S", "120 | PT2M", " 7 | PT7S", "9999999999 | PT2777777H46M39S",
					"99999999999999999999 | PT2777777H46M39S", "Mon, 05 Jan 2026 10:01:30 GMT | PT1M30S",
					"Mon, 05 Jan 2026 09:00:00 GMT | PT0S", "Monday, 05-Jan-26 10:01:30 GMT | PT1M30S",
					"Mon Jan 05 10:01:30 2026 | PT1M30S" })
	void readsSecondsAndDates(String header, Duration wait) {
		assertThat(RetryAfter.parse(header, CLOCK)).isEqualTo(wait);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "soon", "-5", "1.5", "Mon, 99 Jan 2026 10:00:00 GMT", "2026-01-05" })
	void whatCannotBeReadIsAbsent(@Nullable String header) {
		assertThat(RetryAfter.parse(header, CLOCK)).isNull();
	}

}
