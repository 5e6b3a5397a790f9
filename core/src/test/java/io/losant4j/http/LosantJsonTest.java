package io.losant4j.http;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

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

	record Sample(String z, @Nullable String a, @Nullable Map<String, Object> map) {
	}

}
