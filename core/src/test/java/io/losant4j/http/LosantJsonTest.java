package io.losant4j.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
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

class LosantJsonTest {

	private final JsonMapper json = LosantJson.mapper();

	@Test
	@SuppressWarnings("unchecked") // the JSON below is an object
	void keepsAllDigitsOfNumbers() {
		Map<String, Object> numbers = this.json.readValue(
				"{\"a\":0.1,\"b\":3.141592653589793238462643,\"c\":12345678901234567890123,\"d\":1,\"e\":1e3}",
				Map.class);

		assertThat(numbers).containsEntry("a", new BigDecimal("0.1"))
			.containsEntry("b", new BigDecimal("3.141592653589793238462643"))
			.containsEntry("c", new BigInteger("12345678901234567890123"))
			.containsEntry("d", 1)
			.containsEntry("e", new BigDecimal("1e3"));
	}

	@Test
	void leavesOutWhatWasNotSetButKeepsNullsInsideOfMaps() {
		Map<String, Object> map = new HashMap<>();
		map.put("x", null);

		assertThat(this.json.writeValueAsString(new Sample("b", null, map)))
			.isEqualTo("{\"z\":\"b\",\"map\":{\"x\":null}}");
	}

	@Test
	void ignoresFieldsThatItDoesNotKnow() {
		assertThat(this.json.readValue("{\"z\":\"1\",\"new\":{\"deep\":[1]}}", Sample.class).z()).isEqualTo("1");
	}

	@Test
	void tellsWhereARecordRefusesItsComponents() {
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> this.json.readValue("{\"z\":\"a\",\"map\":{\"x\":{}}}", Holder.class))
			.withMessageContaining("never a Picky")
			.satisfies((ex) -> assertThat(ex.getPathReference()).contains("Holder[\"map\"]"));
	}

	@ParameterizedTest
	@CsvSource({ "1, 1, 1", "-7.9, -7, -7", "3e9, 2147483647, 3000000000", "-1e400, -2147483648, -9223372036854775808",
			"9223372036854775808, 2147483647, 9223372036854775807", "'\"12\"', 12, 12" })
	void readsANumberThatItsTypeCannotSayAsTheNearestThatItCan(String text, int whole, long large) {
		assertThat(this.json.readValue("{\"a\":" + text + ",\"b\":" + text + ",\"c\":" + text + ",\"d\":" + text + "}",
				Numbers.class))
			.isEqualTo(new Numbers(whole, whole, large, large));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"a\":null,\"b\":null,\"c\":null,\"d\":null}" })
	void readsANumberThatIsAbsent(String text) {
		assertThat(this.json.readValue(text, Numbers.class)).isEqualTo(new Numbers(0, null, 0, null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"many\"", "{}", "[]" })
	void refusesWhatIsNoNumber(String text) {
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> this.json.readValue("{\"b\":" + text + "}", Numbers.class));
	}

	record Numbers(int a, @Nullable Integer b, long c, @Nullable Long d) {
	}

	record Sample(String z, @Nullable String a, @Nullable Map<String, Object> map) {
	}

	record Holder(Map<String, Picky> map) {
	}

	record Picky(@Nullable String name) {

		Picky {
			throw new IllegalArgumentException("never a Picky");
		}

	}

}
