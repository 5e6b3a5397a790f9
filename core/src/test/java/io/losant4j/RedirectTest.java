package io.losant4j;

import java.io.IOException;

import io.losant4j.auth.DeviceCredentials;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.error.LosantApiException;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever redirects the client does not get its token, nor its secrets, sent elsewhere.
 */
class RedirectTest {

	private final MockLosant losant = MockLosant.start();

	private final MockWebServer elsewhere = new MockWebServer();

	@BeforeEach
	void start() throws IOException {
		this.elsewhere.start();
	}

	@AfterEach
	void stop() {
		assertThat(this.losant.requestCount()).isOne();
		assertThat(this.elsewhere.getRequestCount()).isZero();
		this.losant.close();
		this.elsewhere.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aCallIsNotSentElsewhere(int status) {
		assertStops(status, device().get());
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void aCommandIsNotSentElsewhere(int status) {
		assertStops(status, device().sendCommand(DeviceCommand.of("defrost")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 307 })
	void aLoginIsNotSentElsewhere(int status) {
		assertStops(status,
				this.losant.client().auth().authenticateDevice(DeviceCredentials.of(DEVICE, "the-key", "the-secret")));
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 307 })
	void aStreamIsNotOpenedElsewhere(int status) {
		assertStops(status,
				device().stateSignals(StreamOptions.defaults())
					.take(1)
					.concatMap((signal) -> Flux.error(((StreamSignal.Closed<?>) signal).cause())));
	}

	private void assertStops(int status, Publisher<?> call) {
		this.losant.given(new MockResponse.Builder().code(status)
			.addHeader("Location", "http://localhost:" + this.elsewhere.getPort() + "/elsewhere")
			.build());

		StepVerifier.create(call).expectErrorMatches(LosantApiException.hasStatus(status)).verify(TIMEOUT);
	}

	private DeviceActions device() {
		return this.losant.client().application(APPLICATION).device(DEVICE);
	}

}
