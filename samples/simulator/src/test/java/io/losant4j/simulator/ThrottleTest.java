package io.losant4j.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ThrottleTest {

	private static final String STATE = "{\"data\": {\"temperature\": 1}}";

	private static final String COMMAND = "{\"name\": \"go\"}";

	private final SettableClock clock = new SettableClock();

	private LosantSimulator simulator(SimulatorBuilder builder) {
		return builder.clock(this.clock).devices(2).start();
	}

	private static String device(LosantSimulator simulator, int index) {
		return "/devices/" + simulator.deviceIds().get(index);
	}

	@Test
	void takesThirtyStatesInAnyFifteenSecondsAndNoMore() {
		try (LosantSimulator simulator = simulator(LosantSimulator.builder())) {
			Http http = new Http(simulator);
			String state = device(simulator, 0) + "/state";
			for (int call = 0; call < 30; call++) {
				http.post(state, STATE).is(200);
				this.clock.advance(Duration.ofMillis(100));
			}
			http.post(state, STATE).isError(429, "TooManyRequests", "Over rate limit, request throttled");

			// 14,999 ms after the first of them
			this.clock.advance(Duration.ofMillis(11_999));
			http.post(state, STATE).is(429);
			this.clock.advance(Duration.ofMillis(1));
			http.post(state, STATE).is(200);
			http.post(state, STATE).is(429);
			this.clock.advance(Duration.ofMillis(100));
			http.post(state, STATE).is(200);
			http.post(state, STATE).is(429);

			assertThat(simulator.throttled()).isEqualTo(4);
			assertThat(simulator.faults().refused(429)).as("on purpose").isZero();
			assertThat(http.get(device(simulator, 0) + "/payloadCounts").text("deviceState")).as("refused undone")
				.isEqualTo("32");
		}
	}

	@Test
	void countsEachDeviceAndStatesAndCommandsApart() {
		try (LosantSimulator simulator = simulator(LosantSimulator.builder().throttle(1, Duration.ofSeconds(1)))) {
			Http http = new Http(simulator);
			for (int device = 0; device < 2; device++) {
				http.post(device(simulator, device) + "/state", STATE).is(200);
				http.post(device(simulator, device) + "/state", STATE).is(429);
				http.post(device(simulator, device) + "/command", COMMAND).is(200);
				http.post(device(simulator, device) + "/command", COMMAND).is(429);
			}
			for (int call = 0; call < 3; call++) {
				http.get(device(simulator, 0) + "/state").is(200);
				http.post("/devices/command", "{\"name\": \"go\", \"deviceQuery\": {}}").is(200);
			}
			assertThat(simulator.throttled()).isEqualTo(4);
		}
	}

	@Test
	void countsACallThatIsInvalidAsWellAndAnArrayAsOne() {
		try (LosantSimulator simulator = simulator(LosantSimulator.builder().throttle(2, Duration.ofSeconds(1)))) {
			Http http = new Http(simulator);
			String state = device(simulator, 0) + "/state";
			http.post(state, "[" + STATE + "," + STATE + "," + STATE + "]").is(200);
			http.post(state, "{}").is(400);
			http.post(state, STATE).is(429);
		}
	}

	@Test
	void saysNothingOfWhenToComeAgain() {
		try (LosantSimulator simulator = simulator(LosantSimulator.builder().throttle(1, Duration.ofSeconds(1)))) {
			Http http = new Http(simulator);
			String state = device(simulator, 0) + "/state";
			http.post(state, STATE).is(200);
			HttpResponse<String> refused = Http.send(http.request("POST", state, STATE),
					HttpResponse.BodyHandlers.ofString());
			assertThat(refused.statusCode()).isEqualTo(429);
			assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
		}
	}

	@Test
	void takesAnyNumberWhereItIsToldTo() {
		try (LosantSimulator simulator = simulator(LosantSimulator.builder().unthrottled())) {
			Http http = new Http(simulator);
			for (int call = 0; call < 40; call++) {
				http.post(device(simulator, 0) + "/state", STATE).is(200);
			}
			assertThat(simulator.throttled()).isZero();
		}
	}

	@Test
	void refusesALimitThatIsNone() {
		SimulatorBuilder builder = LosantSimulator.builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.throttle(0, Duration.ofSeconds(1)))
			.withMessage("calls must be 1 to 1000000, but was 0");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.throttle(1, Duration.ofNanos(1)))
			.withMessage("per must be 1 ms or more, but was PT0.000000001S");
	}

}
