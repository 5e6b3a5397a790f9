package io.losant4j.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.losant4j.error.LosantConnectionException;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a call knows of whether Losant may have processed it.
 */
class CallTest {

	private static final Duration DEADLINE = Duration.ofSeconds(2);

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Call call = new Call("device.sendCommand", HttpMethod.POST, "/command", false, null,
			this.closed::get);

	@Test
	void whatWasSaidNotToBeSentIsNotWrittenAMomentLater() {
		this.call.attempt();

		LosantConnectionException late = this.call.late(DEADLINE);

		assertThat(late.mayBeProcessed()).isFalse();
		assertThatExceptionOfType(LosantConnectionException.class).isThrownBy(this.call::write)
			.withMessage("device.sendCommand POST /command was not sent: its time was over");
	}

	@Test
	void whatWasWrittenAMomentBeforeTheDeadlineMayBeProcessed() {
		this.call.attempt();
		this.call.write();

		assertThat(this.call.late(DEADLINE).mayBeProcessed()).isTrue();
	}

	@Test
	void nothingIsWrittenAfterClosing() {
		this.call.attempt();
		this.closed.set(true);

		assertThatExceptionOfType(LosantConnectionException.class).isThrownBy(this.call::write)
			.withMessage("device.sendCommand POST /command was not sent: the client is closed")
			.matches((lost) -> !lost.mayBeProcessed());
	}

	@Test
	void anAttemptThatAFilterMadeAgainIsNotForgotten() {
		this.call.attempt();
		this.call.write();
		this.call.attempt();

		assertThat(this.call.lost("lost its connection", false, null).mayBeProcessed()).isTrue();
	}

	@Test
	void anAttemptThatTheConnectorDidNotWriteIsNotHeldAgainstTheNext() {
		this.call.attempt();
		this.call.write();
		this.call.lost("lost its connection", true, null);
		this.call.attempt();

		assertThat(this.call.late(DEADLINE).mayBeProcessed()).isFalse();
	}

}
