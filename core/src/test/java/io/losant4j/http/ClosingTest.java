package io.losant4j.http;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client that is closed while its calls wait, over real sockets.
 */
class ClosingTest {

	private final AtomicInteger requests = new AtomicInteger();

	/** A request has come. */
	private final Sinks.Empty<Void> seen = Sinks.empty();

	/** Answers wait for it. */
	private final Sinks.Empty<Void> answer = Sinks.empty();

	private final AtomicReference<LosantHttp> client = new AtomicReference<>();

	private final DisposableServer losant = HttpServer.create().port(0).handle((request, response) -> {
		this.requests.incrementAndGet();
		this.seen.tryEmitEmpty();
		boolean login = request.uri().startsWith("/auth/");
		return this.answer.asMono()
			.then(response.status(login ? 200 : 503)
				.header("Content-Type", "application/json")
				.sendString(Mono.just("{\"token\":\"good\"}"))
				.then());
	}).bindNow();

	@AfterEach
	void stop() {
		this.losant.disposeNow();
	}

	@Test
	void aCallThatWaitsForItsNextAttemptIsNotSent() {
		this.answer.tryEmitEmpty();
		CallListener closing = new CallListener() {
			@Override
			public void retried(CallInfo call, LosantException failure, Duration delay) {
				closeClient();
			}
		};

		StepVerifier.create(call(Credentials.accessToken("token"), closing))
			.expectErrorSatisfies((error) -> assertClosed(error, 1))
			.verify(TIMEOUT);
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void aCallThatWaitsForALoginIsNotSent() {
		StepVerifier.create(call(Credentials.device(DEVICE, "the-key", "the-secret")))
			.then(() -> this.seen.asMono().block(TIMEOUT))
			.then(() -> closeClient())
			.then(this.answer::tryEmitEmpty)
			.expectErrorSatisfies((error) -> assertClosed(error, 0))
			.verify(TIMEOUT);
		assertThat(this.requests).as("the login").hasValue(1);
	}

	@Test
	void aStreamIsNotOpened() {
		LosantHttp http = http(Credentials.accessToken("token"));
		http.close();

		StepVerifier.create(http.resource("/there").get("there.stream", "").stream((body) -> body))
			.expectErrorSatisfies(
					(error) -> assertThat(error).hasMessageEndingWith("was not sent: the client is closed"))
			.verify(TIMEOUT);
		assertThat(this.requests).hasValue(0);
	}

	private void closeClient() {
		Objects.requireNonNull(this.client.get()).close();
	}

	private static void assertClosed(Throwable error, int attempts) {
		assertThat(error).isInstanceOf(LosantConnectionException.class)
			.hasMessage("here.get GET /here was not sent: the client is closed")
			.hasCauseInstanceOf(IllegalStateException.class);
		assertThat(((LosantException) error).request().orElseThrow().attempts()).isEqualTo(attempts);
	}

	private Mono<Object> call(Credentials credentials, CallListener... listeners) {
		return http(credentials, listeners).resource("/here")
			.request(HttpMethod.GET, "here.get", "")
			.retrieve(Object.class);
	}

	private LosantHttp http(Credentials credentials, CallListener... listeners) {
		LosantHttp http = LosantHttp.create("http://localhost:" + this.losant.port(), credentials,
				HttpOptions.defaults(), RetryPolicy.defaults(), WebClient.builder(), listeners);
		this.client.set(http);
		return http;
	}

}
