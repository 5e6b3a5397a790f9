package io.losant4j.samples.dashboard;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TroubleTest {

	private static final String UNKNOWN = "The command may have arrived; look at the list.";

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "400|refuses what it was sent", "401|losant.access-token",
			"403|all.Application", "404|does not know this machine's device", "413|too large", "429|fewer calls" })
	void saysThatARefusedCommandWasNotSent(int status, String why) {
		assertThat(Trouble.ofCommand(answer(request("device.sendCommand", false), status))).startsWith("Not sent: ")
			.contains(why)
			.doesNotContain("Readings", "attributes");
	}

	@Test
	void saysThatACommandWithoutAConnectionWasNotSent() {
		assertThat(Trouble
			.ofCommand(new LosantConnectionException(request("device.sendCommand", false), "was not connected", null)))
			.isEqualTo("Not sent: Losant is away.");
	}

	@Test
	void saysThatACommandWithoutAnAnswerMayHaveArrived() {
		assertThat(Trouble
			.ofCommand(new LosantConnectionException(request("device.sendCommand", true), "got no answer", null)))
			.isEqualTo("Losant did not answer. " + UNKNOWN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503 })
	void saysThatACommandWithAServerErrorMayHaveArrived(int status) {
		assertThat(Trouble.ofCommand(answer(request("device.sendCommand", false), status)))
			.isEqualTo("Losant answers with an error. " + UNKNOWN);
	}

	@Test
	void saysThatACommandMayHaveArrivedInAnAttemptBeforeTheRefusal() {
		assertThat(Trouble.ofCommand(answer(request("device.sendCommand", true), 429)))
			.isEqualTo("Losant asks for fewer calls. " + UNKNOWN);
	}

	@Test
	void saysThatACommandWithAnUnreadableAnswerMayHaveArrived() {
		assertThat(Trouble.ofCommand(new LosantDataException("unreadable", null))).endsWith(UNKNOWN);
	}

	@Test
	void saysThatACommandWithoutALoginWasNotSent() {
		assertThat(Trouble.ofCommand(answer(request("auth.authenticateDevice", true), 503))).startsWith("Not sent: ");
	}

	@Test
	void asksForTheApplicationIdOnlyWhereTheApplicationIsUnknown() {
		assertThat(Trouble.of(answer(request("devices.get", false), 404)).summary())
			.contains("Check losant.application-id");
		assertThat(Trouble.of(answer(request("device.sendState", false), 404)).summary())
			.contains("this machine's device", "made again")
			.doesNotContain("losant.application-id");
	}

	private static FailedRequest request(String action, boolean mayBeProcessed) {
		return new FailedRequest(action, "POST", "/applications/{applicationId}", 1, mayBeProcessed);
	}

	private static LosantApiException answer(FailedRequest request, int status) {
		return new LosantApiException(request, status, null, null, null);
	}

}
