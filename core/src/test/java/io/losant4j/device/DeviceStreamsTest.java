package io.losant4j.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.losant4j.LosantClient;
import io.losant4j.MockLosant;
import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantDataException;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

class DeviceStreamsTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private static final StreamOptions QUICK = StreamOptions.defaults()
		.withMinBackOff(Duration.ofMillis(1))
		.withMaxBackOff(Duration.ofMillis(10))
		.withRecoverGaps(false);

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void asksForAnEventStream() {
		this.losant.given(events("event: deviceState\ndata: {\"data\":{\"t\":1}}\n\n"));

		StepVerifier.create(this.device.stateStream(QUICK.withKeepAlive(Duration.ofSeconds(15))))
			.expectNextCount(1)
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo("GET " + PATH + "/stateStream?keepAliveInterval=15\n"
				+ "Accept: text/event-stream, application/json\nAccept-Version: ^1.30.0\n" + "Authorization: Bearer "
				+ MockLosant.TOKEN + "\nUser-Agent: losant4j/dev\n\n");
	}

	@Test
	void goesByTheClientsOptionsUnlessToldOtherwise() {
		try (LosantClient client = LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.accessToken(MockLosant.TOKEN))
			.stream(QUICK.withKeepAlive(Duration.ofSeconds(7)))
			.build()) {
			DeviceActions quick = client.application(APPLICATION).device(DEVICE);
			this.losant.given(endless("event: deviceState\ndata: {\"data\":{\"t\":1}}\n\n"));
			this.losant.given(endless("event: deviceCommand\ndata: {\"name\":\"defrost\"}\n\n"));

			StepVerifier.create(quick.stateStream()).expectNextCount(1).thenCancel().verify(TIMEOUT);
			StepVerifier.create(quick.commandStream()).expectNextCount(1).thenCancel().verify(TIMEOUT);
		}
		assertThat(this.losant.request()).startsWith("GET " + PATH + "/stateStream?keepAliveInterval=7\n");
		assertThat(this.losant.request()).startsWith("GET " + PATH + "/commandStream?keepAliveInterval=7\n");
	}

	@Test
	void readsStatesAcrossALostConnection() {
		this.losant
			.given(events("event: deviceState\ndata: {\"time\":\"2016-06-13T04:00:00.000Z\",\"data\":{\"t\":1}}\n\n"));
		this.losant.given(500, "{}");
		this.losant
			.given(events(": keep-alive\n\nevent: deviceState\ndata: {\"time\":1465790400001,\"data\":{\"t\":2}}\n\n"));

		StepVerifier.create(this.device.stateStream(QUICK).take(2))
			.expectNext(DeviceState.of("t", 1).at(Instant.parse("2016-06-13T04:00:00.000Z")))
			.expectNext(DeviceState.of("t", 2).at(Instant.parse("2016-06-13T04:00:00.001Z")))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readsWhatALostConnectionMissedFromTheHistory() {
		long now = Instant.now().toEpochMilli();
		this.losant.given(events("event: deviceState\ndata: " + state(now, 1) + "\n\n"));
		this.losant.given(endless("event: deviceState\ndata: " + state(now + 2, 3) + "\n\n"));
		this.losant.given(200, "[" + state(now, 1) + "," + state(now + 1, 2) + "]");

		StepVerifier
			.create(this.device.stateStream(QUICK.withRecoverGaps(true))
				.map((state) -> state.number("t").orElseThrow())
				.take(3))
			.expectNext(1, 2, 3)
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static String state(long time, int value) {
		return "{\"time\":" + time + ",\"data\":{\"t\":" + value + "}}";
	}

	@Test
	void readsCommands() {
		this.losant
			.given(events("event: deviceCommand\ndata: {\"name\":\"defrost\",\"payload\":{\"minutes\":[5]}}\n\n"));

		StepVerifier.create(this.device.commandStream(QUICK).take(1))
			.expectNextMatches((command) -> command.name().equals("defrost")
					&& Map.of("minutes", List.of(5)).equals(command.payload()))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.take().getTarget()).isEqualTo(PATH + "/commandStream?keepAliveInterval=2");
	}

	@Test
	void tellsTheLifeOfTheStream() {
		this.losant.given(events("event: deviceState\ndata: {\"data\":\n\n"));
		this.losant.given(events("event: deviceState\ndata: {\"data\":{\"t\":1}}\n\n"));

		StepVerifier.create(this.device.stateSignals(QUICK))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Opened.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Malformed.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Closed.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Opened.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Gap.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Value.class))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "null", "5", "[]", "\"x\"", "{\"data\":[]}" })
	void whatIsNoStateIsSkippedAndToldToEverybody(String data) {
		this.losant.given(endless(
				"event: deviceState\ndata: " + data + "\n\nevent: deviceState\ndata: {\"data\":{\"t\":1}}\n\n"));

		StepVerifier.create(this.device.stateSignals(QUICK.withRecoverGaps(true)))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Opened.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Malformed.class))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Value.class))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void endsWhereThereIsNoSuchDevice() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Device was not found\"}");

		StepVerifier.create(this.device.stateStream(QUICK))
			.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(404))
				.hasMessageStartingWith(
						"device.stateStream GET /applications/{applicationId}/devices/{deviceId}/stateStream"))
			.verify(TIMEOUT);
	}

	@Test
	void doesNotTakeAPageForAStream() {
		this.losant.given(200, "{}");
		this.losant.given(events("event: deviceState\ndata: {\"data\":{\"t\":1}}\n\n"));

		StepVerifier.create(this.device.stateSignals(QUICK).ofType(StreamSignal.Closed.class))
			.assertNext((closed) -> assertThat(closed.cause()).isInstanceOf(LosantDataException.class)
				.hasMessageContaining("application/json instead of an event stream"))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void subscribersShareOneConnectionWhoeverCalls() {
		this.losant.given(endless(": keep-alive\n\n"));
		this.losant.given(endless(": keep-alive\n\n"));
		StreamOptions options = StreamOptions.defaults();
		DeviceActions elsewhere = this.losant.client().application(APPLICATION).device(DEVICE);

		StepVerifier.create(Flux.zip(this.device.stateSignals(options), elsewhere.stateSignals(options)).take(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.requestCount()).isEqualTo(1);
	}

	@Test
	void closingTheClientCompletesTheStream() {
		this.losant.given(endless(": keep-alive\n\n"));

		StepVerifier.create(this.device.stateSignals(StreamOptions.defaults()))
			.expectNextCount(1)
			.then(this.losant.client()::close)
			.thenConsumeWhile((signal) -> true)
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static MockResponse events(String body) {
		return new MockResponse.Builder().code(200).addHeader("Content-Type", "text/event-stream").body(body).build();
	}

	/** This at once, and then a keep-alive now and then. */
	private static MockResponse endless(String first) {
		return new MockResponse.Builder().code(200)
			.addHeader("Content-Type", "text/event-stream; charset=utf-8")
			.body(first + ": keep-alive\n\n".repeat(1_000))
			.throttleBody(first.length(), 1, TimeUnit.SECONDS)
			.build();
	}

}
