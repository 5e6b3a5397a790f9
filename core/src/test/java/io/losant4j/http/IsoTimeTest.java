package io.losant4j.http;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class IsoTimeTest {

	private static final long SEED = Long.getLong("losant.seed", System.nanoTime());

	@ParameterizedTest
	@ValueSource(strings = { "2016-06-13T04:00:00.000Z", "2016-06-13T04:00:00Z", "2016-06-13T04:00:00.1Z",
			"2016-06-13T04:00:00.123456789Z", "2016-06-13T04:00Z", "2016-06-13T06:00:00.000+02:00",
			"2016-06-13t04:00:00.000z", "2024-02-29T23:59:59.999Z", "0000-01-01T00:00:00.000Z",
			"9999-12-31T23:59:59.999Z", "+10000-01-01T00:00:00Z", "-0001-12-31T23:59:59Z", "2023-02-29T00:00:00.000Z",
			"2016-06-31T00:00:00.000Z", "2016-13-01T00:00:00.000Z", "2016-00-01T00:00:00.000Z",
			"2016-06-00T00:00:00.000Z", "2016-06-13T24:00:00.000Z", "2016-06-13T04:60:00.000Z",
			"2016-06-13T23:59:60.000Z", "2016-06-13 04:00:00.000Z", "2016-06-13T04:00:00.00xZ",
			"2016-06-13T04:00:00,000Z", "2016-06-13T04:00:00.000", "2016-06-13T04:00:0٣.000Z", "" })
	void readsAndRefusesWhatTheJdkDoes(String text) {
		assertThat(ours(text)).isEqualTo(jdk(text));
	}

	@Test
	void readsAnyTimeAsTheJdkDoes() {
		System.out.println("-Dlosant.seed=" + SEED);
		Random random = new Random(SEED);
		for (int i = 0; i < 20_000; i++) {
			String text = String.format(Locale.ROOT, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", random.nextInt(10_000),
					random.nextInt(14), random.nextInt(33), random.nextInt(26), random.nextInt(62), random.nextInt(62),
					random.nextInt(1_000));
			assertThat(ours(text)).as(text).isEqualTo(jdk(text));
		}
	}

	private static Object ours(String text) {
		try {
			return IsoTime.parse(text);
		}
		catch (DateTimeException ex) {
			return "refused";
		}
	}

	private static Object jdk(String text) {
		try {
			return OffsetDateTime.parse(text).toInstant();
		}
		catch (DateTimeException ex) {
			return "refused";
		}
	}

}
