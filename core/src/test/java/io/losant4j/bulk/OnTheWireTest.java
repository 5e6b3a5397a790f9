package io.losant4j.bulk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import io.losant4j.MockLosant;
import io.losant4j.bulk.WriteOutcome.Accepted;
import io.losant4j.bulk.WriteOutcome.Failed;
import io.losant4j.bulk.WriteOutcome.Reason;
import io.losant4j.bulk.WriteOutcome.Rejected;
import io.losant4j.device.DeviceState;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A writer as a user gets it, over a socket.
 */
class OnTheWireTest {

	private static final String STATE = "POST /applications/" + MockLosant.APPLICATION + "/devices/" + MockLosant.DEVICE
			+ "/state";

	private final MockLosant losant = MockLosant.start();

	private final StateWriter writer = this.losant.application().stateWriter(WriterOptions.defaults());

	private final Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private final DeviceReport first = report(1, this.time);

	private final DeviceReport second = report(2, this.time);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void sendsStatesAsTheDeviceDoes() {
		this.losant.givenSuccess();

		StepVerifier.create(this.writer.write(Flux.just(this.first, this.second)))
			.expectNext(new Accepted(this.first, this.time), new Accepted(this.second, this.time.plusMillis(1)))
			.expectComplete()
			.verify(MockLosant.TIMEOUT);

		assertThat(this.losant.request()).isEqualTo(MockLosant.call(STATE, "[" + json(1, 0) + "," + json(2, 1) + "]"));
	}

	@Test
	void findsTheStateThatLosantRefuses() {
		this.losant.given(400, "{\"type\":\"Validation\",\"message\":\"no such attribute\"}");
		this.losant.givenSuccess();
		this.losant.given(400, "{\"type\":\"Validation\",\"message\":\"no such attribute\"}");

		StepVerifier.create(this.writer.write(Flux.just(this.first, this.second)))
			.expectNext(new Accepted(this.first, this.time))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
				assertThat(rejected.report()).isSameAs(this.second);
				assertThat(rejected.reason()).isEqualTo(Reason.REFUSED);
				assertThat(rejected.message()).contains("no such attribute");
			}))
			.expectComplete()
			.verify(MockLosant.TIMEOUT);

		this.losant.take();
		assertThat(this.losant.request()).isEqualTo(MockLosant.call(STATE, "[" + json(1, 0) + "]"));
		assertThat(this.losant.request()).isEqualTo(MockLosant.call(STATE, "[" + json(2, 1) + "]"));
	}

	@Test
	void makesACallAgainItself() {
		this.losant.given(503, "");
		this.losant.givenSuccess();

		StepVerifier.create(this.writer.write(Flux.just(this.first)))
			.expectNext(new Accepted(this.first, this.time))
			.expectComplete()
			.verify(MockLosant.TIMEOUT);

		assertThat(this.losant.request()).isEqualTo(this.losant.request());
	}

	@Test
	void tellsWhatLosantAnswers() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Device was not found\"}");

		StepVerifier.create(this.writer.write(Flux.just(this.first)))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Failed.class,
					(failed) -> assertThat(failed.cause()).matches(LosantApiException.hasStatus(404))
						.hasMessageContaining("Device was not found")))
			.expectComplete()
			.verify(MockLosant.TIMEOUT);
	}

	@Test
	void rejectsWhatCannotBeWritten() {
		DeviceReport bad = new DeviceReport(MockLosant.DEVICE, this.first.state().withMeta(new Unwritable()));

		StepVerifier.create(this.writer.write(Flux.just(bad)))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
				assertThat(rejected.reason()).isEqualTo(Reason.INVALID);
				assertThat(rejected.message()).isEqualTo("a DeviceState must be writable as JSON, was not");
			}))
			.expectComplete()
			.verify(MockLosant.TIMEOUT);
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void rejectsATimeThatNoMillisecondsCanTell() {
		StepVerifier
			.create(this.writer.write(Flux.just(report(1, Instant.MIN), report(1, Instant.MAX)))
				.map((outcome) -> ((Rejected) outcome).reason()))
			.expectNext(Reason.TOO_OLD, Reason.TOO_FAR_AHEAD)
			.expectComplete()
			.verify(MockLosant.TIMEOUT);
	}

	@Test
	void failsEverythingWhenTheClientIsClosed() {
		this.losant.client().close();

		StepVerifier.create(this.writer.write(Flux.just(this.first)))
			.assertNext((outcome) -> assertThat(outcome).isInstanceOfSatisfying(Failed.class,
					(failed) -> assertThat(failed.cause()).hasMessageContaining("client is closed")))
			.expectComplete()
			.verify(MockLosant.TIMEOUT);
	}

	@Test
	void closesWithNothingToSend() {
		StepVerifier.create(this.writer.closeLater()).expectNext(List.of()).expectComplete().verify(MockLosant.TIMEOUT);
	}

	private static DeviceReport report(int value, Instant time) {
		return new DeviceReport(MockLosant.DEVICE, new DeviceState(time, Map.of("n", value), null, null));
	}

	private String json(int value, int later) {
		return "{\"time\":" + (this.time.toEpochMilli() + later) + ",\"data\":{\"n\":" + value + "}}";
	}

	/** Throws when it is written. */
	static final class Unwritable {

		public String getName() {
			return String.valueOf(Integer.parseInt("a secret"));
		}

	}

}
