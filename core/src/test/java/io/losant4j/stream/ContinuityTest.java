package io.losant4j.stream;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static io.losant4j.stream.Joint.answer;
import static io.losant4j.stream.Joint.at;
import static io.losant4j.stream.Joint.closed;
import static io.losant4j.stream.Joint.gap;
import static io.losant4j.stream.Joint.opened;
import static io.losant4j.stream.Joint.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the connections of a line missed.
 */
class ContinuityTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults().withOverflow(Overflow.CATCH_UP);

	private final Joint joint = new Joint();

	@AfterEach
	void stopTime() {
		this.joint.time.dispose();
	}

	@Test
	void aGapIsFilledBeforeWhatIsLive() {
		this.joint.past.store(value(1), value(2), value(3), value(4));
		Sinks.One<Numbered> end = Sinks.one();
		this.joint.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1, 2))
			.expectNext("=1", "=2")
			.then(() -> this.joint.line.next(opened(2), gap(2, 5)))
			.expectNext("opened 2", "=3", "=4")
			.then(() -> this.joint.live(5, 6))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 2", "=5", "=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).containsExactly(at(1));
		this.joint.line.assertCancelled();
	}

	@Test
	void whatIsLiveAndInTheHistoryComesOnce() {
		this.joint.past.store(value(1), value(2), value(3));
		this.joint.past.next((values) -> values.doOnSubscribe((subscription) -> this.joint.live(3, 4)));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2", "=2", "=3", "recovered 2", "=4")
			.then(() -> this.joint.live(2))
			.then(() -> this.joint.live(5))
			.expectNext("=5")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whatTheHistoryBroughtLongBeforeItsReadingEndsDoesNotComeAgain() {
		Sinks.Many<Numbered> slowly = Sinks.many().unicast().onBackpressureBuffer();
		this.joint.past.next((values) -> slowly.asFlux());

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2")
			.then(() -> slowly.tryEmitNext(value(2)))
			.expectNext("=2")
			.then(() -> this.joint.live(2))
			.then(() -> this.joint.time.advanceTimeBy(OPTIONS.overlap().multipliedBy(3)))
			.then(() -> slowly.tryEmitNext(value(40)))
			.expectNext("=40")
			.then(slowly::tryEmitComplete)
			.expectNext("recovered 2")
			.then(() -> this.joint.live(41))
			.expectNext("=41")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void aSecondGapWhileTheFirstIsFilledIsFilledNext() {
		this.joint.past.store(value(1), value(2));
		Sinks.One<Numbered> end = Sinks.one();
		this.joint.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 2)))
			.expectNext("opened 2", "=2")
			.then(() -> this.joint.live(3))
			.then(() -> this.joint.line.next(closed(2), opened(3), gap(3, 5)))
			.then(() -> this.joint.past.store(value(3), value(4)))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 1", "=3", "closed 2", "opened 3", "=4", "recovered 1")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404 })
	void whereTheTokenMayNotReadTheGapIsLostAndTheStreamGoesOn(int status) {
		this.joint.past.next((values) -> Flux.error(answer(status)));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2", "lost 0")
			.then(() -> this.joint.live(4))
			.expectNext("=4")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).containsExactly("PT1S to PT3S: " + answer(status).getMessage());
	}

	@Test
	void readingGoesOnWhereAnErrorThatMayPassInterruptedIt() {
		this.joint.past.store(value(1), value(2), value(3), value(4));
		this.joint.past.next((values) -> values.take(2).concatWith(Flux.error(answer(503))))
			.next((values) -> values.take(2).concatWith(Flux.error(new LosantConnectionException("reset", null))));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 5)))
			.expectNext("opened 2", "=2")
			.then(() -> this.joint.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("=3")
			.then(() -> this.joint.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("=4", "recovered 3")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).containsExactly(at(1), at(2), at(3));
	}

	@Test
	void anErrorThatDoesNotPassIsGivenUp() {
		for (int i = 0; i < HistoryReader.MOST_FAILURES; i++) {
			this.joint.past.next((values) -> Flux.error(answer(500)));
		}
		StreamOptions impatient = OPTIONS.withMinBackOff(Duration.ofMillis(10)).withMaxBackOff(Duration.ofMillis(100));

		StepVerifier.create(this.joint.ofLine(impatient))
			.then(() -> this.joint.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2")
			.then(() -> this.joint.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("lost 0")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).hasSize(HistoryReader.MOST_FAILURES);
	}

	static Stream<Function<Flux<Numbered>, Flux<Numbered>>> sick() {
		return Stream.of((values) -> Flux.never(), (values) -> Flux.error(answer(500)),
				(values) -> Flux.error(new LosantApiException(new FailedRequest("test", "GET", "/past", 1, false), 503,
						null, null, Duration.ofMinutes(5))));
	}

	@ParameterizedTest
	@MethodSource("sick")
	void aSickHistoryDoesNotHoldUpALineThatIsWell(Function<Flux<Numbered>, Flux<Numbered>> sickness) {
		for (int i = 0; i < HistoryReader.MOST_FAILURES; i++) {
			this.joint.past.next(sickness);
		}

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2")
			.then(() -> this.joint.live(4))
			.then(() -> this.joint.time.advanceTimeBy(HistoryReader.PATIENCE.multipliedBy(2)))
			.expectNext("lost 0", "=4")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void aSubscriberWhoTakesItsTimeDoesNotMakeTheHistorySick() {
		this.joint.past.store(value(1), value(2), value(3));

		StepVerifier.create(this.joint.ofLine(OPTIONS), 3)
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 4)))
			.expectNext("opened 2", "=2")
			.then(() -> this.joint.time.advanceTimeBy(Duration.ofHours(1)))
			.thenRequest(9)
			.expectNext("=3", "recovered 2")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void anErrorAfterTheEndOfTheGapLosesNothing() {
		this.joint.past.store(value(1), value(2), value(3), value(9));
		this.joint.past.next((values) -> values.concatWith(Flux.error(answer(403))));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 4)))
			.expectNext("opened 2", "=2", "=3", "=9", "recovered 3")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void anErrorInTheGapOfADeviceWhoseClockIsFastIsToldAsLost() {
		this.joint.past.store(value(101), value(102), value(103));
		this.joint.past.next((values) -> values.take(2).concatWith(Flux.error(answer(403))));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(101))
			.expectNext("=101")
			.then(() -> this.joint.line.next(opened(2), gap(1, 4)))
			.expectNext("opened 2", "=102", "lost 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).containsExactly("PT1S to PT4S: " + answer(403).getMessage());
	}

	@Test
	void whatTheOverlapAddsToAGapIsNotBeyondTheLookBack() {
		this.joint.time.advanceTimeBy(Duration.ofSeconds(80));
		this.joint.past.store(value(84), value(95));

		StepVerifier.create(this.joint.ofLine(OPTIONS.withLookBack(Duration.ofSeconds(12))))
			.then(() -> this.joint.live(80, 88))
			.expectNext("=80", "=88")
			.then(() -> this.joint.line.next(opened(2), gap(90, 100)))
			.expectNext("opened 2", "=84", "=95", "recovered 2")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
		assertThat(this.joint.past.reads).containsExactly(at(80));
	}

	@Test
	void whatIsBeyondTheLookBackIsLost() {
		this.joint.time.advanceTimeBy(Duration.ofSeconds(80));
		this.joint.past.store(value(50), value(95));

		StepVerifier.create(this.joint.ofLine(OPTIONS.withLookBack(Duration.ofSeconds(10))))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 100)))
			.expectNext("opened 2", "lost 0", "=95", "recovered 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).containsExactly("PT1S to PT1M30S: null");
		assertThat(this.joint.past.reads).containsExactly(at(90));
	}

	@Test
	void whatIsBeyondTheMostIsLost() {
		this.joint.past.store(value(1), value(2), value(3), value(4));

		StepVerifier.create(this.joint.ofLine(OPTIONS.withRecoverAtMost(2)))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 5)))
			.expectNext("opened 2", "=2", "=3", "lost 2")
			.then(() -> this.joint.live(6))
			.expectNext("=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).containsExactly("PT4S to PT5S: More than 2 values were missed");
	}

	@Test
	void whatIsBeyondTheMostButAfterTheGapComesLive() {
		this.joint.past.store(value(1), value(2), value(6));

		StepVerifier.create(this.joint.ofLine(OPTIONS.withRecoverAtMost(1)))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.past.next((values) -> values.doOnSubscribe((s) -> this.joint.live(6, 7))))
			.then(() -> this.joint.line.next(opened(2), gap(1, 5)))
			.expectNext("opened 2", "=2", "recovered 1", "=6", "=7")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void whatIsOfTheMillisecondThatAPageEndsWithAndDoesNotFitIsReadAsWell() {
		Sinks.Many<Numbered> slowly = Sinks.many().unicast().onBackpressureBuffer();
		this.joint.past.next((values) -> slowly.asFlux());
		this.joint.past.store(value(1), value(2), Numbered.of(3, 2000), Numbered.of(4, 2000));

		StepVerifier.create(this.joint.ofLine(OPTIONS.withBuffer(1).withOverlap(Duration.ZERO)))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 2)))
			.expectNext("opened 2")
			.then(() -> slowly.tryEmitNext(value(2)))
			.expectNext("=2")
			.then(() -> this.joint.line.next(new StreamSignal.Value<>(Numbered.of(3, 2000)),
					new StreamSignal.Value<>(Numbered.of(4, 2000))))
			.then(slowly::tryEmitComplete)
			.expectNext("recovered 1", "=3", "=4")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void whatDoesNotFitBehindTheReadingIsReadAsWell() {
		this.joint.past.store(value(1), value(2));
		Sinks.One<Numbered> end = Sinks.one();
		this.joint.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(this.joint.ofLine(OPTIONS.withBuffer(2)))
			.then(() -> this.joint.live(1))
			.expectNext("=1")
			.then(() -> this.joint.line.next(opened(2), gap(1, 2)))
			.expectNext("opened 2", "=2")
			.then(() -> this.joint.live(3, 4, 5, 6))
			.then(() -> this.joint.past.store(value(3), value(4), value(5), value(6)))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 1", "=3", "=4", "=5", "=6")
			.then(() -> this.joint.live(7))
			.expectNext("=7")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).containsExactly(at(1), at(3));
	}

	@Test
	void whatIsStoredLateWhileTheHistoryIsReadIsNotLost() {
		this.joint.time.advanceTimeBy(Duration.ofSeconds(80));
		this.joint.past.store(value(98), value(99));
		Sinks.One<Numbered> end = Sinks.one();
		this.joint.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(this.joint.ofLine(OPTIONS))
			.then(() -> this.joint.live(97))
			.expectNext("=97")
			.then(() -> this.joint.line.next(opened(2), gap(97, 100)))
			.expectNext("opened 2", "=98", "=99")
			.then(() -> this.joint.live(20, 100))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 2", "=20", "=100")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

}
