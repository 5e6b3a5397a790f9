package io.losant4j;

import java.time.Duration;

import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LosantClientTest {

	private static final Credentials TOKEN = Credentials.accessToken("token");

	@Test
	void refusesToBuildWithoutCredentials() {
		assertThatIllegalStateException().isThrownBy(() -> LosantClient.builder().build())
			.withMessageContaining("credentials are required");
	}

	@Test
	void refusesAnInsecureBaseUrl() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> LosantClient.builder().credentials(TOKEN).baseUrl("http://api.losant.com").build())
			.withMessageContaining("baseUrl must be https")
			.withMessageContaining("http://api.losant.com");
	}

	@Test
	void buildsWithAnInsecureBaseUrlWhereItIsAskedTo() {
		LosantClient.builder()
			.credentials(TOKEN)
			.baseUrl("http://losant.internal:8080")
			.http(HttpOptions.defaults().withPlainHttp(true).withMaxConnections(1))
			.build()
			.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "\t" })
	void refusesAnEmptyToken(String token) {
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.accessToken(token))
			.withMessage("accessToken must not be empty");
	}

	@ParameterizedTest
	@ValueSource(strings = { "to ken", "to\r\nken", "t\u00f6ken", "token\n" })
	void refusesATokenThatCannotStandInAHeaderWithoutRepeatingIt(String token) {
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.accessToken(token))
			.withMessage("accessToken must consist of visible ASCII characters, without spaces");
	}

	@Test
	void neverShowsAToken() {
		assertThat(Credentials.accessToken("s3cret")).hasToString("AccessToken[hidden]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "575ec8687ae143cd83dc4a9", "575ec8687ae143cd83dc4a977", "575ec8687ae143cd83dc4a9x",
			"575ec8687ae143cd83dc/../" })
	void refusesAMalformedIdBeforeAnyInput(String id) {
		try (LosantClient client = LosantClient.builder().credentials(TOKEN).build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> client.application(id))
				.withMessage("applicationId must be 24 hexadecimal characters, was '" + id + "'");
			LosantApplication application = client.application("575ec8687ae143cd83dc4a97");
			assertThatIllegalArgumentException().isThrownBy(() -> application.device(id))
				.withMessage("deviceId must be 24 hexadecimal characters, was '" + id + "'");
		}
	}

	@Test
	void refusesHttpOptionsThatCannotWork() {
		HttpOptions options = HttpOptions.defaults();
		assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxConnections(0))
			.withMessage("maxConnections must be at least 1, was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> options.withResponseTimeout(Duration.ZERO))
			.withMessage("responseTimeout must be at least 1 ms, was PT0S");
		assertThatIllegalArgumentException().isThrownBy(() -> options.withAcceptVersion("1\r\nX: y"))
			.withMessageStartingWith("acceptVersion must be visible ASCII text");
		assertThatIllegalArgumentException().isThrownBy(() -> options.withLosantDomain("a\r\nX: y"))
			.withMessageStartingWith("losantDomain must be visible ASCII text");
	}

	@Test
	void closesTwiceWithoutHarm() {
		LosantClient client = LosantClient.builder().credentials(TOKEN).build();
		client.close();
		client.close();
	}

}
