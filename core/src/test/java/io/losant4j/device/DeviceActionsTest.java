package io.losant4j.device;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.losant4j.MockLosant;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DeviceActionsTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private static final Instant TIME = Instant.ofEpochMilli(1_465_790_400_123L);

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void knowsItsIds() {
		assertThat(this.device.applicationId()).isEqualTo(APPLICATION);
		assertThat(this.device.deviceId()).isEqualTo(DEVICE);
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.device.get();
		this.device.sendState(DeviceState.of("temperature", 1));
		this.device.stateStream();

		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void getsTheDevice() {
		this.losant.given(200, answer("Device"));

		StepVerifier.create(this.device.get())
			.assertNext((found) -> assertThat(found.name()).isEqualTo("Freezer 12"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH, null));
	}

	@Test
	void getsTheDeviceWithoutConnectionInfo() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.device.get(GetOption.EXCLUDE_CONNECTION_INFO))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "?excludeConnectionInfo=true", null));
	}

	@Test
	void eachSubscriptionIsACallOfItsOwn() {
		this.losant.given(200, "{\"name\":\"before\"}");
		this.losant.given(200, "{\"name\":\"after\"}");

		StepVerifier.create(this.device.get().repeat(1).map(Device::name))
			.expectNext("before", "after")
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void sendsAState() {
		this.losant.givenSuccess();

		StepVerifier
			.create(this.device
				.sendState(DeviceState.of("temperature", -18.4).with("door", "closed").with("ok", true).at(TIME)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/state",
				"{\"time\":1465790400123,\"data\":{\"temperature\":-18.4,\"door\":\"closed\",\"ok\":true}}"));
	}

	@Test
	void sendsManyStatesInOneCall() {
		this.losant.givenSuccess();

		StepVerifier
			.create(this.device.sendState(List.of(DeviceState.of("t", 1).at(TIME).withMeta(Map.of("by", "plc")),
					DeviceState.of("t", new BigDecimal("2.50")).atArrival().withFlowVersion("v1"))))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/state",
				"[{\"time\":1465790400123,\"data\":{\"t\":1},\"meta\":{\"by\":\"plc\"}},{\"data\":{\"t\":2.50},\"flowVersion\":\"v1\"}]"));
	}

	@Test
	void refusesAStateBeforeItIsSent() {
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceState.of("door.open", true))
			.withMessage("attribute must be 1 to 255 letters, digits, '_' or '-', was 'door.open'");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceState.of("t", Double.NaN))
			.withMessage("attribute 't' must be a finite number, a string or a boolean, was NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceState.of("t", List.of(1)))
			.withMessageStartingWith("attribute 't' must be a finite number, a string or a boolean, was a java.util");
		assertThatIllegalArgumentException().isThrownBy(() -> this.device.sendState(List.of()))
			.withMessage("states must have 1 to 2147483647 items, was '0'");
		DeviceState odd = new DeviceState(TIME, Map.of("a b", 1), null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.device.sendState(odd))
			.withMessageContaining("'a b'");
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void stampsAStateAtOnceInMilliseconds() {
		Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		Instant time = Objects.requireNonNull(DeviceState.of("t", 1).time());

		assertThat(time).isBetween(before, Instant.now()).isEqualTo(time.truncatedTo(ChronoUnit.MILLIS));
	}

	@Test
	void getsTheLatestState() {
		this.losant.given(200, "[" + answer("DeviceState") + "]");

		StepVerifier.create(this.device.getState(HistoryQuery.latest())).assertNext((state) -> {
			assertThat(state.time()).isEqualTo("2016-06-13T04:00:00.000Z");
			assertThat(state.number("voltage")).contains(new BigDecimal("22.4"));
			assertThat(state.text("text")).contains("on");
			assertThat(state.bool("closed")).contains(true);
			assertThat(state.number("text")).isEmpty();
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/state", null));
	}

	@Test
	void getsAPartOfTheHistory() {
		this.losant.given(200, "[{\"data\":{\"t\":1}},{\"data\":{\"t\":2}}]");

		StepVerifier
			.create(this.device
				.getState(HistoryQuery.within(TimeRange.last(Duration.ofHours(1))).limit(50).oldestFirst())
				.map((state) -> state.number("t").orElseThrow()))
			.expectNext(1, 2)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "/state?duration=3600000&limit=50&sortDirection=asc", null));
	}

	@Test
	void getsNoStatesWhereThereAreNone() {
		this.losant.given(200, "[]");

		StepVerifier.create(this.device.getState(HistoryQuery.latest())).expectComplete().verify(TIMEOUT);
	}

	@Test
	void sendsACommand() {
		this.losant.givenSuccess();

		StepVerifier
			.create(this.device.sendCommand(DeviceCommand.of("defrost").withPayload(Map.of("minutes", 5)).at(TIME)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/command",
				"{\"name\":\"defrost\",\"payload\":{\"minutes\":5},\"time\":1465790400123}"));
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceCommand.of(""))
			.withMessage("command name must be 1 to 255 characters, was ''");
	}

	@Test
	void getsCommands() {
		this.losant.given(200, "[" + answer("DeviceCommand") + "]");

		StepVerifier
			.create(this.device
				.getCommand(HistoryQuery.within(TimeRange.since(Instant.parse("2016-06-13T04:00:00Z"))).limit(2)))
			.assertNext((command) -> assertThat(command).isEqualTo(
					new DeviceCommand("myCommand", List.of(1, 1, 2, 3, 5), Instant.parse("2016-06-13T04:00:00Z"))))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/command?start=1465790400000&limit=2", null));
	}

	@Test
	void tellsWhatLosantSaidOfAnUnknownDevice() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Device was not found\"}");

		StepVerifier.create(this.device.get())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantApiException.class)
				.hasMessage(
						"device.get GET /applications/{applicationId}/devices/{deviceId} answered 404 NotFound: Device was not found"))
			.verify(TIMEOUT);
	}

	@Test
	void tellsOfAWrongTokenWithoutShowingIt() {
		this.losant.given(401, "{\"type\":\"Unauthorized\",\"message\":\"Invalid token\"}");

		StepVerifier.create(this.device.sendState(DeviceState.of("t", 1)))
			.expectErrorSatisfies((error) -> assertThat(error).matches(LosantApiException.hasStatus(401))
				.asString()
				.contains("device.sendState")
				.doesNotContain(MockLosant.TOKEN))
			.verify(TIMEOUT);
	}

	@Test
	void tellsOfAnAnswerThatCannotBeRead() {
		this.losant.given(200, "{\"name\":");
		this.losant.given(new MockResponse.Builder().code(200)
			.addHeader("Content-Type", "text/html")
			.body("<html>Sign in</html>")
			.build());
		this.losant.given(200, "");

		for (int i = 0; i < 3; i++) {
			StepVerifier.create(this.device.get())
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
					.hasMessageStartingWith("device.get GET /applications/{applicationId}/devices/{deviceId} "))
				.verify(TIMEOUT);
		}
	}

	@Test
	void tellsOfALostConnection() {
		this.losant.given(new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build());
		this.losant.given(new MockResponse.Builder().code(200)
			.addHeader("Content-Type", "application/json")
			.body(answer("Device"))
			.onResponseBody(new SocketEffect.CloseSocket())
			.build());

		for (int i = 0; i < 2; i++) {
			StepVerifier.create(this.device.get())
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantConnectionException.class)
					.hasMessageStartingWith("device.get GET /applications/{applicationId}/devices/{deviceId} "))
				.verify(TIMEOUT);
		}
	}

}
