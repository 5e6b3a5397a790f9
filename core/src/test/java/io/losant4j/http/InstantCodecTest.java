package io.losant4j.http;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class InstantCodecTest {

	private final JsonMapper json = LosantJson.mapper();

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "\"2016-06-13T04:00:00.123Z\" | 2016-06-13T04:00:00.123Z",
			"\"2016-06-13T04:00:00Z\" | 2016-06-13T04:00:00Z",
			"\"2016-06-13T06:00:00.123+02:00\" | 2016-06-13T04:00:00.123Z", "1465790400123 | 2016-06-13T04:00:00.123Z",
			"1465790400123.0 | 2016-06-13T04:00:00.123Z", "1.465790400123E12 | 2016-06-13T04:00:00.123Z",
			"0 | 1970-01-01T00:00:00Z", "-1 | 1969-12-31T23:59:59.999Z",
			"{\"$date\":\"2016-06-13T04:00:00.123Z\"} | 2016-06-13T04:00:00.123Z",
			"{\"$date\":1465790400123} | 2016-06-13T04:00:00.123Z",
			"{\"other\":[1,{}],\"$date\":\"2016-06-13T04:00:00Z\",\"more\":{}} | 2016-06-13T04:00:00Z" })
	void readsTheThreeForms(String text, Instant time) {
		assertThat(read(text)).isEqualTo(time);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "{}", "{\"$date\":null}" })
	void readsAnAbsentTime(String text) {
		assertThat(read(text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"yesterday\"", "true", "[]", "1e30", "-1e400", "9223372036854775808" })
	void refusesWhatIsNoTime(String text) {
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> read(text));
	}

	@Test
	void writesMilliseconds() {
		assertThat(this.json.writeValueAsString(Map.of("time", Instant.parse("2016-06-13T04:00:00.123456Z"))))
			.isEqualTo("{\"time\":1465790400123}");
	}

	private @Nullable Instant read(String text) {
		return this.json.readValue("{\"time\":" + text + "}", Timed.class).time();
	}

	record Timed(@Nullable Instant time) {
	}

}
