package io.losant4j.device;

import java.time.Instant;

import io.losant4j.MockLosant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ConnectionStatusTest {

	private static final Instant TIME = Instant.ofEpochMilli(1_465_790_400_123L);

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void tellsNoMoreThanThatTheDeviceIsConnected() {
		sends(ConnectionStatus.connected(), "{\"status\":\"connected\"}");
	}

	@Test
	void tellsAllOfAConnection() {
		sends(ConnectionStatus.connected().connectedAt(TIME).ipAddress("2001:db8::1"),
				"{\"status\":\"connected\",\"connectedAt\":1465790400123,\"ipAddress\":\"2001:db8::1\"}");
	}

	@Test
	void tellsNoMoreThanThatTheDeviceIsNotConnected() {
		sends(ConnectionStatus.disconnected(), "{\"status\":\"disconnected\"}");
	}

	@Test
	void tellsAllOfTheEndOfAConnection() {
		sends(ConnectionStatus.disconnected()
			.connectedAt(TIME)
			.disconnectedAt(TIME.plusMillis(1))
			.disconnectReason("power cut")
			.messages(0, Integer.MAX_VALUE)
			.ipAddress("203.0.113.7"),
				"{\"status\":\"disconnected\",\"connectedAt\":1465790400123,\"disconnectedAt\":1465790400124,"
						+ "\"disconnectReason\":\"power cut\",\"messagesFromClient\":0,"
						+ "\"messagesToClient\":2147483647,\"ipAddress\":\"203.0.113.7\"}");
	}

	@Test
	void refusesWhatLosantWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> ConnectionStatus.connected().ipAddress("1"))
			.withMessage("ipAddress must be 2 to 39 characters, was '1'");
		ConnectionStatus.Disconnected disconnected = ConnectionStatus.disconnected();
		assertThatIllegalArgumentException().isThrownBy(() -> disconnected.ipAddress("1".repeat(40)))
			.withMessageStartingWith("ipAddress must be 2 to 39 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> disconnected.disconnectReason("x".repeat(1_025)))
			.withMessageStartingWith("disconnectReason must be 0 to 1024 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> disconnected.messages(-1, 0))
			.withMessage("messagesFromClient must be 0 to 2147483647, was '-1'");
		assertThatIllegalArgumentException().isThrownBy(() -> disconnected.messages(0, -1))
			.withMessage("messagesToClient must be 0 to 2147483647, was '-1'");
	}

	private void sends(ConnectionStatus status, String body) {
		this.losant.givenSuccess();

		StepVerifier.create(this.device.setConnectionStatus(status)).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/setConnectionStatus", body));
	}

}
