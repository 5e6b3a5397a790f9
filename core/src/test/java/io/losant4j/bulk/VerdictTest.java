package io.losant4j.bulk;

import java.io.IOException;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
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
		LosantApiException failure = new LosantApiException(request(action, status >= 500), status, null, null, null);

		assertThat(Verdict.of(failure)).isEqualTo(verdict);
		assertThat(Verdict.leavesDoubt(failure)).isEqualTo(doubt);
	}

	@ParameterizedTest
	@CsvSource({ "device.sendState, true, true", "device.sendState, false, false", "auth.authenticateUser, true, false",
			"auth.accessToken, false, false" })
	void whatGotNoAnswerMayPassAndLeavesTheDoubtThatItHas(String action, boolean mayBeProcessed, boolean doubt) {
		LosantConnectionException failure = new LosantConnectionException(request(action, mayBeProcessed), "was lost",
				new IOException());

		assertThat(Verdict.of(failure)).isEqualTo(Verdict.PASSING);
		assertThat(Verdict.leavesDoubt(failure)).isEqualTo(doubt);
	}

	@ParameterizedTest
	@CsvSource({ "device.sendState, LASTING", "auth.accessToken, PASSING" })
	void aClosedClientIsForGoodAndASourceOfTokensInABadStateIsNot(String action, Verdict verdict) {
		assertThat(Verdict
			.of(new LosantConnectionException(request(action, false), "was not sent", new IllegalStateException())))
			.isEqualTo(verdict);
	}

	private static FailedRequest request(String action, boolean mayBeProcessed) {
		return new FailedRequest(action, "POST", "/there", 1, mayBeProcessed);
	}

}
