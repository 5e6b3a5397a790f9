package io.losant4j;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.auth.Credentials;
import io.losant4j.auth.UserCredentials;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that log in, against a Losant whose tokens can be made to expire.
 */
class LoginsTest {

	private static final int CALLERS = 500;

	private final AtomicInteger logins = new AtomicInteger();

	private final AtomicInteger refusals = new AtomicInteger();

	private volatile int goodToken = 1;

	/** Refusals wait for each other, so that all of them are for the same token. */
	private volatile CountDownLatch stale = new CountDownLatch(0);

	/** A login waits for all who want to share it. */
	private volatile CountDownLatch subscribed = new CountDownLatch(0);

	private volatile int loginStatus = 200;

	private volatile String loginBody = "";

	private final MockWebServer losant = new MockWebServer();

	@BeforeEach
	void start() throws IOException {
		this.losant.setDispatcher(new Dispatcher() {
			@Override
			public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
				return answer(request);
			}
		});
		this.losant.start();
	}

	@AfterEach
	void stop() {
		this.losant.close();
	}

	private MockResponse answer(RecordedRequest request) throws InterruptedException {
		if (request.getTarget().startsWith("/auth/")) {
			this.subscribed.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			int login = this.logins.incrementAndGet();
			this.loginBody = (request.getBody() != null) ? request.getBody().utf8() : "";
			return (this.loginStatus == 200) ? json(200, "{\"token\":\"token-" + login + "\"}")
					: json(this.loginStatus, "{\"type\":\"T\",\"message\":\"no\"}");
		}
		if (("Bearer token-" + this.goodToken).equals(request.getHeaders().get("Authorization"))) {
			return json(200, "{\"success\":true}");
		}
		this.refusals.incrementAndGet();
		this.stale.countDown();
		this.stale.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
		return json(401, "{\"type\":\"Unauthorized\",\"message\":\"token expired\"}");
	}

	private static MockResponse json(int status, String body) {
		return new MockResponse.Builder().code(status).addHeader("Content-Type", "application/json").body(body).build();
	}

	@Test
	void fiveHundredCallersWithOneStaleTokenLogInOnce() {
		try (LosantClient client = client(Credentials.device(DEVICE, "the-key", "the-secret"))) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).delete())
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(this.logins).hasValue(1);
			this.goodToken = 2;
			this.stale = new CountDownLatch(CALLERS);

			StepVerifier.create(calls(client)).expectComplete().verify(TIMEOUT);
		}

		assertThat(this.refusals).hasValue(CALLERS);
		assertThat(this.logins).hasValue(2);
		assertThat(this.loginBody)
			.isEqualTo("{\"deviceId\":\"" + DEVICE + "\",\"key\":\"the-key\",\"secret\":\"the-secret\"}");
	}

	@Test
	void fiveHundredFirstCallersLogInOnce() {
		try (LosantClient client = client(
				UserCredentials.of("anna@example.com", "passw0rd!").twoFactorCode("123456"))) {
			StepVerifier.create(calls(client)).expectComplete().verify(TIMEOUT);
		}

		assertThat(this.refusals).hasValue(0);
		assertThat(this.logins).hasValue(1);
		assertThat(this.loginBody).contains("\"twoFactorCode\":\"123456\"");
	}

	@Test
	void fiveHundredCallersShareAFailingLoginAndItsRetries() {
		this.loginStatus = 503;
		this.subscribed = new CountDownLatch(1);
		try (LosantClient client = client(Credentials.user("anna@example.com", "passw0rd!"))) {
			StepVerifier.create(Flux.range(0, CALLERS)
				.doOnComplete(this.subscribed::countDown)
				.flatMapDelayError((i) -> client.application(APPLICATION)
					.device(DEVICE)
					.delete()
					.onErrorResume(LosantApiException.hasStatus(503), (error) -> {
						assertThat(((LosantException) error).request().orElseThrow().attempts()).isEqualTo(3);
						return Mono.empty();
					}), CALLERS, 1))
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(this.logins).hasValue(3);

			this.loginStatus = 200;
			this.goodToken = 4;
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).delete())
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void aCodeThatIsGoodOnceIsNotSentTwice() {
		this.loginStatus = 503;
		try (LosantClient client = client(
				UserCredentials.of("anna@example.com", "passw0rd!").twoFactorCode("123456"))) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).delete())
				.expectErrorMatches(LosantApiException.hasStatus(503))
				.verify(TIMEOUT);
		}
		assertThat(this.logins).hasValue(1);
	}

	@Test
	void credentialsThatAreNotTakenSaySo() {
		this.loginStatus = 401;
		try (LosantClient client = client(Credentials.device(DEVICE, "the-key", "the-secret"))) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).delete())
				.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(401))
					.hasMessage("auth.authenticateDevice POST /auth/device answered 401 T: no"))
				.verify(TIMEOUT);
		}
		assertThat(this.logins).hasValue(1);
	}

	@Test
	void aRefusedCallTellsThatItWasAttemptedTwice() {
		this.goodToken = 99;
		try (LosantClient client = client(Credentials.device(DEVICE, "the-key", "the-secret"))) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).delete())
				.expectErrorSatisfies((error) -> assertThat(error).hasMessage(
						"device.delete DELETE /applications/{applicationId}/devices/{deviceId} answered 401 Unauthorized: "
								+ "token expired (after 2 attempts)"))
				.verify(TIMEOUT);
		}
		assertThat(this.logins).hasValue(2);
	}

	private static Flux<Void> calls(LosantClient client) {
		return Flux.range(0, CALLERS).flatMap((i) -> client.application(APPLICATION).device(DEVICE).delete(), CALLERS);
	}

	private LosantClient client(Credentials credentials) {
		return LosantClient.builder()
			.baseUrl("http://localhost:" + this.losant.getPort())
			.credentials(credentials)
			.http(HttpOptions.defaults().withMaxConnections(CALLERS))
			.retry(RetryPolicy.defaults()
				.withMaxAttempts(3)
				.withBackOff(Duration.ofMillis(100), Duration.ofMillis(100)))
			.build();
	}

}
