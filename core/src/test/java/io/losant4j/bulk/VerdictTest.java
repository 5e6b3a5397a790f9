package io.losant4j.bulk;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictTest {

	@ParameterizedTest
	@CsvSource({ "device.sendState, 503, PASSING, true", "device.sendState, 429, PASSING, false",
			"device.sendState, 400, CONTENT, false", "device.sendState, 413, CONTENT, false",
			"device.sendState, 404, LASTING, false", "auth.authenticateDevice, 503, PASSING, false",
			"auth.authenticateDevice, 429, PASSING, false", "auth.authenticateDevice, 400, LASTING, false",
			"auth.authenticateDevice, 401, LASTING, false" })
	void aFailedLoginSaysNothingOfTheStates(String action, int status, Verdict verdict, boolean doubt) {
		LosantApiException failure = new LosantApiException(request(action), status, null, null, null);

		assertThat(Verdict.of(failure)).isEqualTo(verdict);
		assertThat(Verdict.leavesDoubt(failure)).isEqualTo(doubt);
	}

	@Test
	void aLostLoginLeavesNoDoubt() {
		assertThat(Verdict.leavesDoubt(new LosantConnectionException(request("device.sendState"), "was lost", null)))
			.isTrue();
		assertThat(
				Verdict.leavesDoubt(new LosantConnectionException(request("auth.authenticateUser"), "was lost", null)))
			.isFalse();
	}

	private static FailedRequest request(String action) {
		return new FailedRequest(action, "POST", "/there", 1, true);
	}

}
