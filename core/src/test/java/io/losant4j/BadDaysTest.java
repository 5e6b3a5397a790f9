package io.losant4j;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.Credentials;
import io.losant4j.data.DataActions;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttributeActions;
import io.losant4j.device.DeviceAttributesActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DevicesActions;
import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.job.ApplicationJobLogActions;
import io.losant4j.job.ApplicationJobLogsActions;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each action on each kind of bad day: attempted again where that can do no harm, and
 * never else.
 */
class BadDaysTest {

	private static final int ATTEMPTS = 3;

	static Stream<Arguments> actionsOnBadDays() {
		return Stream.of(Fault.values())
			.flatMap((fault) -> Actions.all()
				.stream()
				.filter((action) -> fault != Fault.TRUNCATED || !action.succeedsByStatus())
				.map((action) -> arguments(fault, action)));
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource
	void actionsOnBadDays(Fault fault, Actions action) throws IOException {
		int expected = (action.repeatable() || !fault.mayBeProcessed) ? ATTEMPTS : 1;

		try (Fault.Server server = fault.server(); LosantClient client = client(server.baseUrl(), fault)) {
			if (fault == Fault.RST_REUSED) {
				StepVerifier.create(client.call(LosantCall.get(Fault.PRIME, Void.class)))
					.expectComplete()
					.verify(TIMEOUT);
			}
			StepVerifier.create(action.call().apply(client)).expectErrorSatisfies((error) -> {
				FailedRequest request = ((LosantException) error).request().orElseThrow();
				assertThat(request.attempts()).as("%s", error).isEqualTo(expected);
				assertThat(request.action()).isEqualTo(action.action());
				assertThat(request.uriTemplate())
					.startsWith(action.isLogin() ? "/auth/" : "/applications/{applicationId}");
				assertThat(request.mayBeProcessed()).isEqualTo(fault.mayBeProcessed);
				assertFault(fault, error);
			}).verify(TIMEOUT);
			if (server.attempts() != null) {
				// A request that has timed out may still be on its way.
				int seen = server.attempts().get();
				assertThat(seen).as("what the server saw").isBetween((fault == Fault.TIMEOUT) ? 0 : expected, expected);
			}
		}
	}

	private static void assertFault(Fault fault, Throwable error) {
		if (fault.isAnswer()) {
			assertThat(error).matches(LosantApiException.hasStatus(fault.status()));
		}
		else {
			assertThat(error).isInstanceOf(LosantConnectionException.class);
		}
	}

	static Stream<Actions> aStatusIsEnoughWhereTheBodySaysNoMore() {
		return Actions.all().stream().filter(Actions::succeedsByStatus);
	}

	@ParameterizedTest
	@MethodSource
	void aStatusIsEnoughWhereTheBodySaysNoMore(Actions action) throws IOException {
		try (Fault.Server server = Fault.TRUNCATED.server();
				LosantClient client = client(server.baseUrl(), Fault.TRUNCATED)) {
			StepVerifier.create(action.call().apply(client)).expectComplete().verify(TIMEOUT);
			assertThat(server.attempts()).hasValue(1);
		}
	}

	static Stream<Actions> aVaultThatFailsLeavesNoDoubt() {
		return Actions.all().stream().filter((action) -> !action.isLogin());
	}

	@ParameterizedTest
	@MethodSource
	void aVaultThatFailsLeavesNoDoubt(Actions action) {
		AtomicInteger asked = new AtomicInteger();
		Credentials vault = Credentials.accessToken(Mono.error(() -> {
			asked.incrementAndGet();
			return new IllegalStateException("sealed");
		}));

		try (LosantClient client = client("http://localhost:1", vault, HttpOptions.defaults())) {
			StepVerifier.create(action.call().apply(client)).expectErrorSatisfies((error) -> {
				assertThat(error).hasRootCauseMessage("sealed");
				assertThat(((LosantConnectionException) error).mayBeProcessed()).isFalse();
			}).verify(TIMEOUT);
		}
		assertThat(asked).hasValue(1);
	}

	@Test
	void noActionIsMissing() {
		assertThat(List.of(Actions.missing("device", DeviceActions.class),
				Actions.missing("devices", DevicesActions.class),
				Actions.missing("deviceAttributes", DeviceAttributesActions.class),
				Actions.missing("deviceAttribute", DeviceAttributeActions.class),
				Actions.missing("data", DataActions.class),
				Actions.missing("applicationJobLogs", ApplicationJobLogsActions.class),
				Actions.missing("applicationJobLog", ApplicationJobLogActions.class),
				Actions.missing("auth", AuthActions.class)))
			.allMatch(Set::isEmpty);
	}

	@Test
	void aStateWhoseAnswerWasLostIsStoredOnce() throws IOException {
		Set<String> stored = ConcurrentHashMap.newKeySet();
		AtomicInteger requests = new AtomicInteger();

		try (MockWebServer losant = losing(requests, stored); LosantClient client = client(losant)) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).sendState(DeviceState.of("t", 1)))
				.expectComplete()
				.verify(TIMEOUT);
		}
		assertThat(requests).hasValue(2);
		assertThat(stored).as("the same millisecond").hasSize(1);
	}

	@Test
	void aCommandWhoseAnswerWasLostIsNotSentTwice() throws IOException {
		AtomicInteger requests = new AtomicInteger();

		try (MockWebServer losant = losing(requests, ConcurrentHashMap.newKeySet());
				LosantClient client = client(losant)) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).sendCommand(DeviceCommand.of("defrost")))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantConnectionException.class)
					.extracting((lost) -> ((LosantConnectionException) lost).mayBeProcessed())
					.isEqualTo(true))
				.verify(TIMEOUT);
		}
		assertThat(requests).hasValue(1);
	}

	/** Commits every request, and loses the answer to the first. */
	private static MockWebServer losing(AtomicInteger requests, Set<String> stored) throws IOException {
		MockWebServer losant = new MockWebServer();
		losant.setDispatcher(new Dispatcher() {
			@Override
			public MockResponse dispatch(RecordedRequest request) {
				stored.add((request.getBody() != null) ? request.getBody().utf8() : "");
				MockResponse.Builder answer = new MockResponse.Builder().addHeader("Content-Type", "application/json")
					.body("{\"success\":true}");
				return (requests.incrementAndGet() == 1)
						? answer.onResponseStart(new SocketEffect.CloseSocket()).build() : answer.build();
			}
		});
		losant.start();
		return losant;
	}

	private static LosantClient client(MockWebServer losant) {
		return client("http://localhost:" + losant.getPort(), Fault.RESET_AFTER);
	}

	private static LosantClient client(String baseUrl, Fault fault) {
		HttpOptions http = HttpOptions.defaults();
		return client(baseUrl, Credentials.accessToken("token"),
				(fault == Fault.TIMEOUT) ? http.withResponseTimeout(Duration.ofMillis(50)) : http);
	}

	private static LosantClient client(String baseUrl, Credentials credentials, HttpOptions http) {
		return LosantClient.builder()
			.baseUrl(baseUrl)
			.credentials(credentials)
			.http(http)
			.retry(RetryPolicy.defaults()
				.withMaxAttempts(ATTEMPTS)
				.withBackOff(Duration.ofMillis(1), Duration.ofMillis(2)))
			.build();
	}

}
