package io.losant4j.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ErrorTextTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Device was not found | Device was not found",
					"'a\r\n2026-01-05 INFO all is well' | a 2026-01-05 INFO all is well",
					"'a\u001b[31mred' | a [31mred", "'a\u202eb\u2028c\u0085d' | a b c d", "Gerät 😀 | Gerät 😀" })
	void staysOnItsLine(String text, String clean) {
		assertThat(ErrorText.clean(text, 100, List.of())).isEqualTo(clean);
	}

	@Test
	void isBounded() {
		assertThat(ErrorText.clean("x".repeat(1_000), 10, List.of())).isEqualTo("xxxxxxxxxx…");
	}

	@Test
	void whatIsAbsentStaysAbsent() {
		assertThat(ErrorText.clean(null, 10, List.of("secret"))).isNull();
	}

	@Test
	void hidesWhatMustNotBeShown() {
		assertThat(ErrorText.clean("key hunter2 of hunter2-and-more is a bad key", 100,
				List.of("hunter2", "hunter2-and-more", "key")))
			.isEqualTo("key [hidden] of [hidden] is a bad key");
	}

	@Test
	void hidesBeforeItCuts() {
		assertThat(ErrorText.clean("bad: hunter2", 8, List.of("hunter2"))).isEqualTo("bad: [hi…");
	}

}
