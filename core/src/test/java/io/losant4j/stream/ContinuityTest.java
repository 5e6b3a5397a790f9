package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

class ContinuityTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults().withOverflow(Overflow.CATCH_UP);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final TestPublisher<StreamSignal<Numbered>> line = TestPublisher.create();

	private final Past past = new Past();

	private boolean joinedWhenOpen;

	private final List<String> lost = new ArrayList<>();

	@BeforeEach
	void someTimeHasPassed() {
		this.time.advanceTimeBy(Duration.ofSeconds(20));
	}

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@Test
	void aGapIsFilledBeforeWhatIsLive() {
		this.past.store(value(1), value(2), value(3), value(4));
		Sinks.One<Numbered> end = Sinks.one();
		this.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(1, 2))
			.expectNext("=1", "=2")
			.then(() -> this.line.next(opened(2), gap(2, 5)))
			.expectNext("opened 2", "=3", "=4")
			.then(() -> live(5, 6))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 2", "=5", "=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).containsExactly(at(1));
		this.line.assertCancelled();
	}

	@Test
	void whatIsLiveAndInTheHistoryComesOnce() {
		this.past.store(value(1), value(2), value(3));
		this.past.next((values) -> values.doOnSubscribe((subscription) -> live(3, 4)));

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2", "=2", "=3", "recovered 2", "=4")
			.then(() -> live(2))
			.then(() -> live(5))
			.expectNext("=5")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whatTheHistoryBroughtLongBeforeItsReadingEndsDoesNotComeAgain() {
		Sinks.Many<Numbered> slowly = Sinks.many().unicast().onBackpressureBuffer();
		this.past.next((values) -> slowly.asFlux());

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2")
			.then(() -> slowly.tryEmitNext(value(2)))
			.expectNext("=2")
			.then(() -> live(2))
			.then(() -> this.time.advanceTimeBy(OPTIONS.overlap().multipliedBy(3)))
			.then(() -> slowly.tryEmitNext(value(40)))
			.expectNext("=40")
			.then(slowly::tryEmitComplete)
			.expectNext("recovered 2")
			.then(() -> live(41))
			.expectNext("=41")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void aSecondGapWhileTheFirstIsFilledIsFilledNext() {
		this.past.store(value(1), value(2));
		Sinks.One<Numbered> end = Sinks.one();
		this.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 2)))
			.expectNext("opened 2", "=2")
			.then(() -> live(3))
			.then(() -> this.line.next(closed(2), opened(3), gap(3, 5)))
			.then(() -> this.past.store(value(3), value(4)))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 1", "=3", "closed 2", "opened 3", "=4", "recovered 1")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404 })
	void whereTheTokenMayNotReadTheGapIsLostAndTheStreamGoesOn(int status) {
		this.past.next((values) -> Flux.error(answer(status)));

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2", "lost 0")
			.then(() -> live(4))
			.expectNext("=4")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.lost).containsExactly("PT1S to PT3S: " + answer(status).getMessage());
	}

	@Test
	void readingGoesOnWhereAnErrorThatMayPassInterruptedIt() {
		this.past.store(value(1), value(2), value(3), value(4));
		this.past.next((values) -> values.take(2).concatWith(Flux.error(answer(503))))
			.next((values) -> values.take(2).concatWith(Flux.error(new LosantConnectionException("reset", null))));

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 5)))
			.expectNext("opened 2", "=2")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("=3")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("=4", "recovered 3")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).containsExactly(at(1), at(2), at(3));
	}

	@Test
	void anErrorThatDoesNotPassIsGivenUp() {
		for (int i = 0; i < HistoryReader.MOST_FAILURES; i++) {
			this.past.next((values) -> Flux.error(answer(500)));
		}

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> this.line.next(opened(2), gap(1, 3)))
			.expectNext("opened 2")
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(5)))
			.expectNext("lost 0")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).hasSize(HistoryReader.MOST_FAILURES);
	}

	@Test
	void whatIsBeyondTheLookBackIsLost() {
		this.time.advanceTimeBy(Duration.ofSeconds(80));
		this.past.store(value(50), value(95));

		StepVerifier.create(ofLine(OPTIONS.withLookBack(Duration.ofSeconds(10))))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 100)))
			.expectNext("opened 2", "lost 0", "=95", "recovered 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.lost).containsExactly("PT1S to PT1M30S: null");
		assertThat(this.past.reads).containsExactly(at(90));
	}

	@Test
	void whatIsBeyondTheMostIsLost() {
		this.past.store(value(1), value(2), value(3), value(4));

		StepVerifier.create(ofLine(OPTIONS.withRecoverAtMost(2)))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 5)))
			.expectNext("opened 2", "=2", "=3", "lost 2")
			.then(() -> live(6))
			.expectNext("=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.lost).containsExactly("PT4S to PT5S: More than 2 values were missed");
	}

	@Test
	void whatDoesNotFitBehindTheReadingIsReadAsWell() {
		this.past.store(value(1), value(2));
		Sinks.One<Numbered> end = Sinks.one();
		this.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(ofLine(OPTIONS.withBuffer(2)))
			.then(() -> live(1))
			.expectNext("=1")
			.then(() -> this.line.next(opened(2), gap(1, 2)))
			.expectNext("opened 2", "=2")
			.then(() -> live(3, 4, 5, 6))
			.then(() -> this.past.store(value(3), value(4), value(5), value(6)))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 1", "=3", "=4", "=5", "=6")
			.then(() -> live(7))
			.expectNext("=7")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).containsExactly(at(1), at(3));
	}

	@Test
	void whatIsStoredLateWhileTheHistoryIsReadIsNotLost() {
		this.time.advanceTimeBy(Duration.ofSeconds(80));
		this.past.store(value(98), value(99));
		Sinks.One<Numbered> end = Sinks.one();
		this.past.next((values) -> values.concatWith(end.asMono()));

		StepVerifier.create(ofLine(OPTIONS))
			.then(() -> live(97))
			.expectNext("=97")
			.then(() -> this.line.next(opened(2), gap(97, 100)))
			.expectNext("opened 2", "=98", "=99")
			.then(() -> live(20, 100))
			.then(end::tryEmitEmpty)
			.expectNext("recovered 2", "=20", "=100")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whoIsBehindIsParkedAndReadsWhatItMissedAtItsOwnPace() {
		for (int i = 1; i <= 9; i++) {
			this.past.store(value(i));
		}

		StepVerifier.create(ofSubscriber(OPTIONS.withBuffer(3)), 0)
			.then(() -> live(1, 2, 3, 4, 5, 6, 7, 8, 9))
			.thenRequest(2)
			.expectNext("=1", "=2")
			.then(() -> assertThat(this.past.reads).isEmpty())
			.thenRequest(1)
			.expectNext("=3")
			.thenRequest(2)
			.expectNext("=4", "=5")
			.then(() -> this.past.store(value(10)))
			.then(() -> live(10))
			.thenRequest(9)
			.expectNext("=6", "=7", "=8", "=9", "=10")
			.then(() -> live(11))
			.expectNext("=11")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).containsExactly(at(4));
		assertThat(this.lost).isEmpty();
	}

	@Test
	void whatAParkedSubscriberMissedAndCannotReadIsToldAsLost() {
		this.past.next((values) -> Flux.error(new LosantDataException("not JSON", null)));

		StepVerifier.create(ofSubscriber(OPTIONS.withBuffer(1)), 0)
			.then(() -> live(1, 2))
			.thenRequest(9)
			.expectNext("=1", "lost 0")
			.then(() -> live(3))
			.expectNext("=3")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void thePastComesFirstAndJoinsWhatIsLive() {
		this.past.store(value(1), value(2), value(3), value(4));

		this.joinedWhenOpen = true;

		StepVerifier.create(ofSubscriber(OPTIONS.withFrom(at(2))), 0)
			.then(() -> live(4, 5))
			.thenRequest(2)
			.expectNext("=2", "=3")
			.then(() -> live(6))
			.thenRequest(9)
			.expectNext("=4", "opened 1", "=5", "=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).containsExactly(at(2));
	}

	@Test
	void whatIsStoredBeforeTheLineOpensIsReadWhenItDoes() {
		this.past.store(value(1), value(2));

		StepVerifier.create(ofSubscriber(OPTIONS.withFrom(at(1))))
			.expectNext("=1", "=2")
			.then(() -> this.past.store(value(3)))
			.then(() -> this.line.next(opened(1)))
			.then(() -> live(4))
			.expectNext("opened 1", "=3", "=4")
			.then(() -> this.line.next(closed(1), opened(2)))
			.expectNext("closed 1", "opened 2")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.past.reads).hasSize(2);
	}

	@Test
	void theEndOfTheLineComesAfterWhatWasMissed() {
		this.past.store(value(1), value(2));

		StepVerifier.create(ofSubscriber(OPTIONS.withBuffer(1)), 0)
			.then(() -> live(1, 2))
			.then(() -> this.line.error(answer(404)))
			.thenRequest(9)
			.expectNext("=1", "=2")
			.expectErrorMatches(LosantApiException.hasStatus(404))
			.verify(Wire.PATIENCE);
	}

	private Flux<String> ofLine(StreamOptions options) {
		return joined(options, true);
	}

	private Flux<String> ofSubscriber(StreamOptions options) {
		return joined(options, false);
	}

	private Flux<String> joined(StreamOptions options, boolean ofLine) {
		Timing timing = new Timing(this.time, (most) -> most);
		Seen<Numbered> seen = new Seen<>(this.past, options.overlap());
		Backlog<Numbered> backlog = new Backlog<>(options.buffer(), options.overflow(), new Shortfall<>(seen));
		Mailbox<Numbered> mailbox = new Mailbox<>(backlog, Long.MAX_VALUE, ofLine, (values) -> this.lost.add("dropped"),
				Context.empty());
		Flux<StreamSignal<Numbered>> signals = new Continuity<>(this.past, seen, options, timing, backlog, mailbox,
				(gap) -> this.lost.add(describe(gap)))
			.signals();
		return Flux.using(() -> {
			this.line.flux().subscribe(mailbox);
			if (this.joinedWhenOpen) {
				mailbox.put(opened(1));
			}
			return mailbox;
		}, (joined) -> signals, Mailbox::close).map(ContinuityTest::word);
	}

	private static String word(StreamSignal<Numbered> signal) {
		return (signal instanceof StreamSignal.Value<Numbered> value) ? "=" + value.value().number()
				: Wire.word(signal);
	}

	private static String describe(StreamSignal.Gap<?> gap) {
		return Duration.between(Instant.EPOCH, gap.from()) + " to " + Duration.between(Instant.EPOCH, gap.to()) + ": "
				+ ((gap.cause() != null) ? gap.cause().getMessage() : null);
	}

	private void live(long... numbers) {
		for (long number : numbers) {
			this.line.next(new StreamSignal.Value<>(value(number)));
		}
	}

	/** Each is of the second that is its number. */
	private static Numbered value(long number) {
		return Numbered.of(number, number * 1000);
	}

	private static Instant at(long second) {
		return Instant.ofEpochSecond(second);
	}

	private static StreamSignal<Numbered> opened(long attempt) {
		return new StreamSignal.Opened<>(attempt, Instant.EPOCH);
	}

	private static StreamSignal<Numbered> closed(long attempt) {
		return new StreamSignal.Closed<>(attempt, new LosantConnectionException("gone", null), Duration.ZERO);
	}

	private static StreamSignal<Numbered> gap(long from, long to) {
		return new StreamSignal.Gap<>(at(from), at(to), false, 0, null);
	}

	private static LosantApiException answer(int status) {
		return new LosantApiException("test GET /past", status, null, null, null);
	}

}
