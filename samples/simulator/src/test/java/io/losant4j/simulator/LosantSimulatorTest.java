package io.losant4j.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.netty.ChannelBindException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LosantSimulatorTest {

	@Test
	void startsWithoutDevicesOnAFreePortOfTheLoopbackInterface() {
		try (LosantSimulator one = LosantSimulator.start(); LosantSimulator other = LosantSimulator.start()) {
			assertThat(one.baseUrl().getHost()).isEqualTo("127.0.0.1");
			assertThat(one.baseUrl().getPort()).isPositive().isNotEqualTo(other.baseUrl().getPort());
			assertThat(one.deviceIds()).isEmpty();
			assertThat(new Http(one).get("/devices").is(200).text("totalCount")).isEqualTo("0");
		}
	}

	@Test
	void isWhatItIsBuiltToBe() {
		String applicationId = "0123456789abcdefABCDEF00";
		try (LosantSimulator simulator = LosantSimulator.builder()
			.applicationId(applicationId)
			.accessToken("of my own")
			.devices(3)
			.start()) {
			assertThat(simulator.applicationId()).isEqualTo(applicationId);
			assertThat(simulator.accessToken()).isEqualTo("of my own");
			assertThat(simulator.deviceIds()).hasSize(3).doesNotHaveDuplicates();
			Http http = new Http(simulator);
			assertThat(http.get("/devices").text("totalCount")).isEqualTo("3");
			Http.Reply second = http.get("/devices/" + simulator.deviceIds().get(1)).is(200);
			assertThat(second.text("name")).isEqualTo("Device 2");
			http.post("/devices/" + simulator.deviceIds().get(1) + "/state", """
					{"data": {"temperature": -18.4, "humidity": 40, "door": true, "status": "ok",
					"location": "52.52,13.40"}}""").is(200);
		}
	}

	@Test
	void refusesWhatCannotBe() {
		SimulatorBuilder builder = LosantSimulator.builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.port(70000))
			.withMessage("port must be 0 to 65535, but was 70000");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.devices(-1)).withMessageContaining("devices");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.maxBodySize(0))
			.withMessageContaining("maxBodySize");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.applicationId("mine"))
			.withMessageContaining("applicationId must be 24 hexadecimal characters");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.accessToken(" "))
			.withMessage("accessToken must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.accessKey("key", ""))
			.withMessage("secret must not be blank");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.user("me@example.com", "short"))
			.withMessage("password must have 8 characters or more");
		assertThatIllegalArgumentException().isThrownBy(() -> builder.jobThreshold(-1))
			.withMessageContaining("jobThreshold");
	}

	@Test
	void tellsThatAPortIsTaken() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			SimulatorBuilder builder = LosantSimulator.builder().port(socket.getLocalPort());
			assertThatExceptionOfType(ChannelBindException.class).isThrownBy(builder::start);
		}
	}

	@Test
	void goesOfflineAndComesBackWithAllThatItKnew() {
		try (LosantSimulator simulator = LosantSimulator.builder().devices(1).start()) {
			Http http = new Http(simulator);
			String state = "/devices/" + simulator.deviceIds().get(0) + "/state";
			http.post(state, "{\"data\": {\"temperature\": 7}}").is(200);

			simulator.goOffline();
			simulator.goOffline();
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> http.get(state));

			simulator.comeBack();
			simulator.comeBack();
			assertThat(http.get(state).is(200).text("0/data/temperature")).isEqualTo("7");
		}
	}

	@Test
	void cutsLiveStreamsWhenItGoesOffline() throws IOException {
		try (LosantSimulator simulator = LosantSimulator.builder().devices(1).start()) {
			Http http = new Http(simulator);
			String path = "/devices/" + simulator.deviceIds().get(0) + "/stateStream";
			var response = Http.send(http.request("GET", path, null), HttpResponse.BodyHandlers.ofInputStream());
			assertThat(response.body().read()).isEqualTo(':');

			simulator.goOffline();

			assertThatExceptionOfType(IOException.class).isThrownBy(() -> response.body().readAllBytes());
		}
	}

	@Test
	void closesOnceAndForGood() {
		LosantSimulator simulator = LosantSimulator.start();
		simulator.close();
		simulator.close();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> new Http(simulator).get("/devices"));
		assertThatIllegalStateException().isThrownBy(simulator::comeBack).withMessage("the simulator was closed");
		simulator.goOffline();
	}

	@Test
	void servesSeveralAtOnceWithoutMixingThem() {
		try (LosantSimulator one = LosantSimulator.builder().devices(1).start();
				LosantSimulator other = LosantSimulator.builder().devices(2).start()) {
			assertThat(List.of(new Http(one).get("/devices").text("totalCount"),
					new Http(other).get("/devices").text("totalCount")))
				.containsExactly("1", "2");
		}
	}

}
