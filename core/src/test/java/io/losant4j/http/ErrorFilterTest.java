package io.losant4j.http;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;

import io.losant4j.auth.UserCredentials;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

class ErrorFilterTest {

	private final ErrorFilter filter = new ErrorFilter(LosantJson.mapper(), Clock.systemUTC());

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 204 })
	void letsASuccessPass(int status) {
		StepVerifier.create(answered(ClientResponse.create(HttpStatusCode.valueOf(status)).build()))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void tellsWhatLosantSaid() {
		LosantApiException error = error(ClientResponse.create(HttpStatusCode.valueOf(404))
			.header("Retry-After", "3")
			.body("{\"type\":\"NotFound\",\"message\":\"Device was not found\",\"extra\":1}")
			.build());

		assertThat(error).hasMessage("device.get GET /device answered 404 NotFound: Device was not found");
		assertThat(error.status()).isEqualTo(404);
		assertThat(error.type()).contains("NotFound");
		assertThat(error.error()).contains("Device was not found");
		assertThat(error.retryAfter()).contains(Duration.ofSeconds(3));
		assertThat(LosantApiException.hasStatus(404)).accepts(error).rejects(new IllegalStateException());
		assertThat(LosantApiException.hasStatus(403)).rejects(error);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "<html>502</html>", "[]", "\"text\"", "{\"type\":", "null" })
	void keepsTheStatusWhateverTheBodyIs(String body) {
		LosantApiException error = error(ClientResponse.create(HttpStatusCode.valueOf(502)).body(body).build());

		assertThat(error.status()).isEqualTo(502);
		assertThat(error.type()).isEmpty();
		assertThat(error.error()).isEmpty();
	}

	@Test
	void keepsTheStatusWhenTheBodyIsHuge() {
		assertThat(error(ClientResponse.create(HttpStatusCode.valueOf(500)).body("x".repeat(100_000)).build()).status())
			.isEqualTo(500);
	}

	@ParameterizedTest
	@CsvSource({ "302, false", "400, false", "401, false", "429, false", "500, true", "503, true" })
	void onlyAServerErrorLeavesOpenWhetherTheRequestWasProcessed(int status, boolean mayBeProcessed) {
		assertThat(error(ClientResponse.create(HttpStatusCode.valueOf(status)).build()).request()
			.orElseThrow()
			.mayBeProcessed()).isEqualTo(mayBeProcessed);
	}

	@Test
	void takesARedirectForAnError() {
		assertThat(error(ClientResponse.create(HttpStatusCode.valueOf(302)).header("Location", "https://x").build())
			.status()).isEqualTo(302);
	}

	@Test
	void doesNotRepeatASecretAfterTheServer() {
		Call login = new Call("auth.authenticateUser", HttpMethod.POST, "/auth/user", false,
				UserCredentials.of("anna@example.com", "passw0rd!"), () -> false);
		login.token("the-token");
		ClientRequest request = ClientRequest.create(HttpMethod.POST, URI.create("http://localhost"))
			.attribute(Call.ATTRIBUTE, login)
			.build();
		ClientResponse answer = ClientResponse.create(HttpStatusCode.valueOf(400))
			.body("{\"type\":\"Validation\",\"message\":\"the-token, anna@example.com or passw0rd! is wrong\"}")
			.build();

		StepVerifier.create(this.filter.filter(request, (next) -> Mono.just(answer)))
			.expectErrorSatisfies((error) -> assertThat(error).hasMessage(
					"auth.authenticateUser POST /auth/user answered 400 Validation: [hidden], [hidden] or [hidden] is wrong"))
			.verify(TIMEOUT);
	}

	private LosantApiException error(ClientResponse answer) {
		LosantApiException[] error = new LosantApiException[1];
		StepVerifier.create(answered(answer)).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(LosantApiException.class);
			error[0] = (LosantApiException) ex;
		}).verify(TIMEOUT);
		return error[0];
	}

	private Mono<ClientResponse> answered(ClientResponse answer) {
		return this.filter.filter(ClientRequest.create(HttpMethod.GET, URI.create("http://localhost"))
			.attribute(Call.ATTRIBUTE, new Call("device.get", HttpMethod.GET, "/device", true, null, () -> false))
			.build(), (request) -> Mono.just(answer));
	}

}
