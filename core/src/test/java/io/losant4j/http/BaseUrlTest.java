package io.losant4j.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BaseUrlTest {

	@ParameterizedTest
	@CsvSource({ "https://api.losant.com, https://api.losant.com", "https://api.losant.com/, https://api.losant.com",
			"https://iot.example.com:8443/losant, https://iot.example.com:8443/losant",
			"HTTPS://api.losant.com, HTTPS://api.losant.com", "http://localhost:8080, http://localhost:8080",
			"http://127.0.0.1, http://127.0.0.1", "http://127.9.8.7:1, http://127.9.8.7:1",
			"http://[::1]:80, http://[::1]:80", "https://api.losant.com//, https://api.losant.com",
			"https://iot.example.com:65535/losant///, https://iot.example.com:65535/losant" })
	void takesHttpsAndLoopback(String url, String base) {
		assertThat(BaseUrl.check(url, false)).isEqualTo(base);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "http://api.losant.com | must be https", "http://10.0.0.1 | must be https",
			"http://localhost.example.com | must be https", "http://[fe80::1] | must be https",
			"http://127.0.0.1.example.com | must be https", "api.losant.com | must be an absolute https URL",
			"ftp://api.losant.com | must be an absolute https URL", "https:/// | must be an absolute https URL",
			"https://api.losant.com?x=1 | must not have a query", "https://api.losant.com#x | must not have a query",
			"https://a b | is not a URL", "https://api.losant.com:0 | must have a port",
			"https://api.losant.com:65536 | must have a port", "http://localhost:99999 | must have a port" })
	void refusesAnythingElse(String url, String rule) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.check(url, false))
			.withMessageStartingWith("baseUrl " + rule);
	}

	@Test
	void takesPlainHttpWhereItIsAskedTo() {
		assertThat(BaseUrl.check("http://losant.internal:8080/", true)).isEqualTo("http://losant.internal:8080");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://user:pa55word@api.losant.com", "http://user:pa55word@localhost",
			"ftp://user:pa55word@localhost", "https:/user:pa55word@localhost", "user:pa55word@localhost" })
	void refusesUserInfoWithoutRepeatingIt(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.check(url, false))
			.withMessage("baseUrl must not carry user info");
	}

}
