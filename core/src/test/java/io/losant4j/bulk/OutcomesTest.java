package io.losant4j.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

import io.losant4j.bulk.Platform.Fate;
import io.losant4j.bulk.WriteOutcome.Accepted;
import io.losant4j.bulk.WriteOutcome.Failed;
import io.losant4j.bulk.WriteOutcome.Indeterminate;
import io.losant4j.bulk.WriteOutcome.Reason;
import io.losant4j.bulk.WriteOutcome.Rejected;
import io.losant4j.device.DeviceState;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What becomes of a report, whatever becomes of its calls.
 */
class OutcomesTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final WriterOptions OPTIONS = WriterOptions.defaults()
		.withMaxAttempts(3)
		.withBatches(10, 1_000, SECOND);

	private final Platform losant = new Platform();

	private final Tally outcomes = new Tally();

	static Stream<Arguments> refused() {
		Instant now = Platform.START;
		DeviceState fine = DeviceState.of("n", 1).at(now);
		return Stream.of(refused("not-an-id", fine, Reason.INVALID, "deviceId must be 24 hexadecimal characters"),
				refused(state(now, "no dots.", 1), Reason.INVALID, "attribute must be 1 to 255 letters"),
				refused(state(now, "n", Double.NaN), Reason.INVALID, "attribute 'n' must be a finite number"),
				refused(new DeviceState(now, Map.of("n", 1), null, ""), Reason.INVALID, "flowVersion must be"),
				refused(new DeviceState(now, Collections.singletonMap(null, 1), null, null), Reason.INVALID,
						"attribute must be 1 to 255 letters"),
				refused(fine.at(now.minus(Duration.ofDays(30)).minusMillis(1)), Reason.TOO_OLD,
						"2026-10-20T23:59:59.999Z"),
				refused(state(Instant.MIN, "n", 1), Reason.TOO_OLD, "time must be within the last 30 days"),
				refused(fine.at(now.plus(Duration.ofDays(1)).plusMillis(1)), Reason.TOO_FAR_AHEAD,
						"2026-11-21T00:00:00.001Z"),
				refused(state(now, "n", "x".repeat(1_000)), Reason.TOO_LARGE, "at most 999 bytes as JSON, was 1005"));
	}

	private static Arguments refused(DeviceState state, Reason reason, String message) {
		return refused(Platform.device(1), state, reason, message);
	}

	private static Arguments refused(String deviceId, DeviceState state, Reason reason, String message) {
		return arguments(new DeviceReport(deviceId, state), reason, message);
	}

	private static DeviceState state(Instant time, String attribute, Object value) {
		return new DeviceState(time, Map.of(attribute, value), null, null);
	}

	@ParameterizedTest
	@MethodSource("refused")
	void aBadReportIsRejectedAndTheOthersAreSent(DeviceReport bad, Reason reason, String message) {
		write(Flux.concat(Platform.reports(1, 2), Flux.just(bad), Platform.reports(2, 2)));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(4);
		assertThat(this.outcomes.of(bad)).isInstanceOfSatisfying(Rejected.class, (rejected) -> {
			assertThat(rejected.reason()).isEqualTo(reason);
			assertThat(rejected.message()).contains(message);
		});
		assertThat(this.losant.calls).hasSize(2);
		assertThat(this.outcomes.isOver()).isTrue();
	}

	@Test
	void theLimitsOfTimeAreFine() {
		write(Flux.just(Platform.report(1, 1, Platform.START.minus(Duration.ofDays(30))),
				Platform.report(1, 1, Platform.START.plus(Duration.ofDays(1)))));
		this.losant.advance(SECOND);

		assertThat(this.outcomes.accepted()).isEqualTo(2);
	}

	@Test
	void aReportThatHasWaitedTooLongIsRejected() {
		this.losant.script = (call) -> (call.number() == 0) ? Fate.refused(429, Duration.ofSeconds(20)) : Fate.taken();
		DeviceReport old = Platform.report(1, 1, Platform.START.minus(Duration.ofDays(30)).plusSeconds(10));

		write(Platform.reports(1, 10).concatWithValues(old));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.of(old)).isInstanceOf(Rejected.class);
		assertThat(this.outcomes.accepted()).isEqualTo(10);
	}

	@Test
	void aReportThatHasWaitedTooLongToBeSentAgainIsRejected() {
		this.losant.script = (call) -> (call.number() == 0) ? Fate.refused(429, Duration.ofSeconds(20)) : Fate.taken();
		DeviceReport old = Platform.report(1, 1, Platform.START.minus(Duration.ofDays(30)).plusSeconds(10));

		write(Flux.just(old).concatWith(Platform.reports(1, 2)));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.of(old)).isInstanceOfSatisfying(Rejected.class,
				(rejected) -> assertThat(rejected.reason()).isEqualTo(Reason.TOO_OLD));
		assertThat(this.outcomes.accepted()).isEqualTo(2);
		assertThat(this.losant.calls.get(1).states()).hasSize(2);
	}

	@Test
	void nobodyKnowsOfAReportThatIsTooOldToBeSentAgainAfterNoAnswerCame() {
		this.losant.script = (call) -> (call.number() == 0) ? Fate.unheard(Duration.ofSeconds(20)) : Fate.taken();
		DeviceReport old = Platform.report(1, 1, Platform.START.minus(Duration.ofDays(30)).plusSeconds(10));

		write(Flux.just(old));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.of(old)).isInstanceOfSatisfying(Indeterminate.class,
				(outcome) -> assertThat(outcome.cause())
					.hasMessageStartingWith("time must be within the last 30 days"));
		assertThat(this.losant.calls).hasSize(1);
		assertThat(this.outcomes.isOver()).isTrue();
	}

	@Test
	void whatCannotBeAffordedIsRepeatedAfterTheLongestWait() {
		this.losant.affordsRepetition = false;
		this.losant.script = (call) -> (call.number() == 0) ? Fate.refused(503) : Fate.taken();

		write(Platform.reports(1, 2));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.losant.calls).extracting(Platform.Sent::again).containsExactly(false, true);
		assertThat(this.losant.calls).extracting((call) -> call.at() - Platform.START.toEpochMilli())
			.containsExactly(0L, 40L + 30_000);
	}

	@Test
	void whatPassesIsWaitedForEverLonger() {
		this.losant.script = (call) -> (call.number() < 2) ? Fate.refused(503) : Fate.taken();

		write(Platform.reports(1, 2));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(2);
		assertThat(this.losant.calls.stream().map((call) -> call.at() - Platform.START.toEpochMilli()))
			.containsExactly(0L, 540L, 540L + 1_040);
	}

	@Test
	void whatLosantAsksForIsHeeded() {
		this.losant.script = (call) -> (call.number() == 0) ? Fate.refused(429, Duration.ofSeconds(7)) : Fate.taken();

		write(Platform.reports(1, 2));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.losant.calls.get(1).at() - this.losant.calls.get(0).at()).isEqualTo(7_000 + 500 + 40);
	}

	@Test
	void whatDoesNotPassIsFailed() {
		this.losant.script = (call) -> (call.number() < 3) ? Fate.refused(429) : Fate.taken();
		Flux<DeviceReport> reports = Platform.reports(1, 20);

		write(reports);
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.all(Failed.class)).hasSize(10)
			.allSatisfy((failed) -> assertThat(failed.attempts()).isEqualTo(3))
			.allSatisfy((failed) -> assertThat(failed.cause()).matches(LosantApiException.hasStatus(429)));
		assertThat(this.outcomes.accepted()).isEqualTo(10);
		assertThat(this.losant.stored(Platform.device(1))).hasSize(10);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403, 404 })
	void whatWillNotPassIsFailedAtOnce(int status) {
		this.losant.script = (call) -> call.deviceId().equals(Platform.device(1)) ? Fate.refused(status) : Fate.taken();

		write(Flux.concat(Platform.reports(1, 2), Platform.reports(2, 2)));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.all(Failed.class)).hasSize(2)
			.allSatisfy((failed) -> assertThat(failed.attempts()).isEqualTo(1));
		assertThat(this.outcomes.accepted()).isEqualTo(2);
	}

	@Test
	void aLostAnswerIsNoTwiceStoredState() {
		this.losant.script = (call) -> (call.number() < 2) ? Fate.unheard(SECOND) : Fate.taken();

		write(Platform.reports(1, 5));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(5);
		assertThat(this.losant.calls).hasSize(3);
		assertThat(this.losant.stored(Platform.device(1))).hasSize(5);
	}

	@Test
	void nobodyKnowsWhenNoAnswerCame() {
		this.losant.script = (call) -> Fate.unheard(SECOND);

		write(Platform.reports(1, 1));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.all(Indeterminate.class)).singleElement().satisfies((outcome) -> {
			assertThat(outcome.attempts()).isEqualTo(3);
			assertThat(outcome.cause()).isInstanceOf(LosantConnectionException.class);
			assertThat(outcome.time()).isEqualTo(outcome.report().state().time());
		});
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 504 })
	void nobodyKnowsWhenSomethingBroke(int status) {
		this.losant.script = (call) -> Fate.refused(status);

		write(Platform.reports(1, 1));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.all(Indeterminate.class)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 429, 404 })
	void aLaterRefusalDoesNotSettleAnEarlierDoubt(int status) {
		this.losant.script = (call) -> (call.number() == 0) ? Fate.unheard(SECOND) : Fate.refused(status);

		write(Platform.reports(1, 1));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.all(Indeterminate.class)).hasSize(1);
	}

	@Test
	void nobodyKnowsWhenWhateverElseFailed() {
		this.losant.script = (call) -> {
			throw new IllegalStateException("a filter of the application");
		};

		write(Platform.reports(1, 1));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.all(Indeterminate.class)).singleElement()
			.satisfies((outcome) -> assertThat(outcome.cause()).hasMessage("a filter of the application"));
		assertThat(this.losant.calls).hasSize(1);
	}

	@Test
	void theSourcesErrorComesAfterAllOutcomes() {
		write(Platform.reports(1, 5).concatWith(Flux.error(new IllegalStateException("the end"))));
		this.losant.advance(SECOND);

		assertThat(this.outcomes.accepted()).isEqualTo(5);
		assertThat(this.outcomes.failure()).hasMessage("the end");
	}

	@Test
	void noReportsAreNoOutcomes() {
		write(Flux.empty());
		this.losant.advance(Duration.ZERO);

		assertThat(this.outcomes.isOver()).isTrue();
		assertThat(this.outcomes.outcomes()).isEmpty();
	}

	@Test
	void equalReportsHaveAnOutcomeEach() {
		DeviceReport one = Platform.report(1, 1, Platform.START);
		DeviceReport other = Platform.report(1, 1, Platform.START);

		write(Flux.just(one, other));
		this.losant.advance(SECOND);

		assertThat(this.outcomes.of(one)).isEqualTo(new Accepted(one, Platform.START));
		assertThat(this.outcomes.of(other)).isEqualTo(new Accepted(other, Platform.START.plusMillis(1)));
	}

	private void write(Flux<DeviceReport> reports) {
		this.losant.writer(OPTIONS).write(reports).subscribe(this.outcomes);
	}

}
