package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

class MailboxTest {

	private final TestPublisher<StreamSignal<Integer>> line = TestPublisher.create();

	private final AtomicLong dropped = new AtomicLong();

	@Test
	void handsOverInOrderWhatIsAskedFor() {
		StepVerifier.create(deliver(8, Overflow.DROP_OLDEST), 0)
			.then(() -> send(1, 2, 3))
			.thenRequest(1)
			.expectNext("=1")
			.thenRequest(1)
			.expectNext("=2")
			.thenRequest(5)
			.expectNext("=3")
			.then(() -> send(4))
			.expectNext("=4")
			.thenCancel()
			.verify(Wire.PATIENCE);

		this.line.assertCancelled();
		assertThat(this.dropped).hasValue(0);
	}

	@Test
	void dropsTheOldest() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST), 0)
			.then(() -> send(1, 2, 3, 4, 5))
			.thenRequest(9)
			.expectNext("dropped 3", "=4", "=5")
			.then(() -> send(6))
			.expectNext("=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.dropped).hasValue(3);
	}

	@Test
	void dropsTheNewest() {
		StepVerifier.create(deliver(2, Overflow.DROP_NEWEST), 0)
			.then(() -> send(1, 2, 3, 4, 5))
			.thenRequest(1)
			.expectNext("=1")
			.then(() -> send(6, 7))
			.thenRequest(9)
			.expectNext("=2", "dropped 3", "=6", "dropped 1")
			.then(() -> send(8))
			.expectNext("=8")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.dropped).hasValue(4);
	}

	@Test
	void tellsOfEveryDropHoweverManyOtherSignalsWait() {
		Flux<String> drops = deliver(1, Overflow.DROP_NEWEST).filter((word) -> word.startsWith("dropped"));

		StepVerifier.create(drops, 0).then(() -> {
			send(1);
			for (int i = 1; i <= Backlog.MOST_OTHERS; i++) {
				send(2, 3);
				this.line.next(opened(i));
			}
		})
			.thenRequest(Long.MAX_VALUE)
			.expectNext("dropped " + Backlog.MOST_OTHERS)
			.expectNextSequence(Collections.nCopies(Backlog.MOST_OTHERS / 2, "dropped 2"))
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.dropped).hasValue(2 * Backlog.MOST_OTHERS);
	}

	@Test
	void keepsTheLatest() {
		StepVerifier.create(deliver(256, Overflow.LATEST), 0)
			.then(() -> send(1, 2, 3))
			.thenRequest(9)
			.expectNext("dropped 2", "=3")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void failsWhenFullAfterWhatItHolds() {
		StepVerifier.create(deliver(2, Overflow.ERROR), 0)
			.then(() -> send(1, 2, 3))
			.then(this.line::assertCancelled)
			.thenRequest(9)
			.expectNext("=1", "=2")
			.expectErrorMatches(Exceptions::isOverflow)
			.verify(Wire.PATIENCE);

		assertThat(this.dropped).hasValue(1);
	}

	@Test
	void asksForNoMoreThanItHasRoomForWithBackPressure() {
		List<Long> requests = new ArrayList<>();

		StepVerifier
			.create(deliver(
					Flux.range(1, 20).<StreamSignal<Integer>>map(StreamSignal.Value::new).doOnRequest(requests::add), 8,
					Overflow.BACK_PRESSURE), 0)
			.expectSubscription()
			.then(() -> assertThat(requests).containsExactly(8L))
			.thenRequest(5)
			.expectNext("=1", "=2", "=3", "=4", "=5")
			.then(() -> assertThat(requests).containsExactly(8L))
			.thenRequest(1)
			.expectNext("=6")
			.then(() -> assertThat(requests).containsExactly(8L, 6L))
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(14)
			.expectComplete()
			.verify(Wire.PATIENCE);

		assertThat(this.dropped).hasValue(0);
	}

	@Test
	void asksAgainForWhatIsNoNewsWithBackPressure() {
		Flux<StreamSignal<Integer>> source = Flux.range(1, 50)
			.map((i) -> (i % 10 == 0) ? new StreamSignal.Value<>(i) : new StreamSignal.KeepAlive<>());

		StepVerifier.create(deliver(source, 2, Overflow.BACK_PRESSURE).filter((word) -> !word.equals("keep-alive")), 0)
			.thenRequest(1)
			.expectNext("=10")
			.thenRequest(4)
			.expectNext("=20", "=30", "=40", "=50")
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void goesOnWithBackPressureHoweverManyOtherSignalsWait() {
		Flux<StreamSignal<Integer>> source = Flux.range(1, 4000)
			.map((i) -> (i % 4 == 0) ? new StreamSignal.Value<>(i) : malformed());

		StepVerifier.create(deliver(source, 256, Overflow.BACK_PRESSURE).filter((word) -> word.startsWith("=")), 0)
			.expectSubscription()
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(1000)
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whatASubscriberThrowsEndsItsDelivery() {
		NoClassDefFoundError fatal = new NoClassDefFoundError("test");
		List<Throwable> told = new ArrayList<>();
		Mailbox<Integer> mailbox = mailbox(8, Overflow.DROP_OLDEST);
		this.line.flux().subscribe(mailbox);

		mailbox.deliver().subscribe(new CoreSubscriber<>() {

			@Override
			public void onSubscribe(Subscription subscription) {
				subscription.request(Long.MAX_VALUE);
			}

			@Override
			public void onNext(StreamSignal<Integer> signal) {
				throw fatal;
			}

			@Override
			public void onError(Throwable failure) {
				told.add(failure);
			}

			@Override
			public void onComplete() {
				// is told an error
			}

		});
		send(1);

		assertThat(told).containsExactly(fatal);
		this.line.assertCancelled();
	}

	@Test
	void otherSignalsKeepTheirPlaces() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST), 0)
			.then(() -> this.line.next(opened(1)))
			.then(() -> send(1))
			.then(() -> this.line.next(closed(1), opened(2), gap()))
			.then(() -> send(2, 3, 4))
			.thenRequest(9)
			.expectNext("dropped 2", "opened 1", "closed 1", "opened 2", "lost 0", "=3", "=4")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void aKeepAliveIsNoNewsToWhoIsBehind() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST), 0)
			.then(() -> this.line.next(new StreamSignal.KeepAlive<>(), new StreamSignal.KeepAlive<>()))
			.then(() -> send(1))
			.then(() -> this.line.next(new StreamSignal.KeepAlive<>()))
			.thenRequest(9)
			.expectNext("keep-alive", "=1")
			.then(() -> this.line.next(new StreamSignal.KeepAlive<>()))
			.expectNext("keep-alive")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whatTellsAnOlderStateIsNoNews() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST))
			.then(() -> this.line.next(opened(2), closed(1), opened(2), closed(2)))
			.expectNext("opened 2", "closed 2")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void howTheLineWasComesBeforeWhatItSaidSince() {
		Mailbox<Integer> mailbox = mailbox(2, Overflow.DROP_OLDEST);
		this.line.flux().subscribe(mailbox);
		send(1);
		mailbox.putFirst(opened(1));
		mailbox.putFirst(opened(1));
		this.line.next(opened(1));

		StepVerifier.create(mailbox.deliver().map(Wire::word))
			.expectNext("opened 1", "=1")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void remembersSoManyOtherSignals() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST), 0).then(() -> {
			for (int attempt = 1; attempt <= 1000; attempt++) {
				this.line.next(closed(attempt));
			}
		})
			.thenRequest(Long.MAX_VALUE)
			.expectNextCount(Backlog.MOST_OTHERS - 1)
			.expectNext("closed 1000")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void gapsAmongThemAreJoinedAndNotForgotten() {
		StepVerifier.create(deliver(this.line.flux(), 2, Overflow.DROP_OLDEST, (signal) -> signal), 0).then(() -> {
			this.line.next(gap(0, 1), gap(2, 3));
			for (int attempt = 1; attempt <= 1000; attempt++) {
				this.line.next(closed(attempt));
			}
		})
			.thenRequest(Long.MAX_VALUE)
			.expectNext(gap(0, 3))
			.expectNextCount(Backlog.MOST_OTHERS - 1)
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void anErrorComesAfterWhatWaits() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST), 0)
			.then(() -> send(1))
			.then(() -> this.line.error(new LosantConnectionException("gone", null)))
			.thenRequest(1)
			.expectNext("=1")
			.expectErrorMessage("gone")
			.verify(Wire.PATIENCE);
	}

	@Test
	void completionNeedsNoDemand() {
		StepVerifier.create(deliver(2, Overflow.DROP_OLDEST), 0)
			.then(this.line::complete)
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void losesNothingBetweenThreads() {
		int count = 100_000;
		Flux<StreamSignal<Integer>> source = Flux.range(0, count)
			.<StreamSignal<Integer>>map(StreamSignal.Value::new)
			.subscribeOn(Schedulers.parallel());

		StepVerifier
			.create(deliver(source, 16, Overflow.BACK_PRESSURE).publishOn(Schedulers.parallel(), 7)
				.index()
				.filter((indexed) -> indexed.getT2().equals("=" + indexed.getT1()))
				.count())
			.expectNext((long) count)
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	private Flux<String> deliver(int buffer, Overflow overflow) {
		return deliver(this.line.flux(), buffer, overflow);
	}

	private Flux<String> deliver(Flux<StreamSignal<Integer>> source, int buffer, Overflow overflow) {
		return deliver(source, buffer, overflow, Wire::word);
	}

	private <R> Flux<R> deliver(Flux<StreamSignal<Integer>> source, int buffer, Overflow overflow,
			Function<StreamSignal<Integer>, R> form) {
		return Flux.using(() -> {
			Mailbox<Integer> mailbox = mailbox(buffer, overflow);
			source.subscribe(mailbox);
			return mailbox;
		}, Mailbox::deliver, Mailbox::close).map(form);
	}

	private Mailbox<Integer> mailbox(int buffer, Overflow overflow) {
		return new Mailbox<>(new Backlog<>(buffer, overflow, null),
				(overflow == Overflow.BACK_PRESSURE) ? buffer : Long.MAX_VALUE, false, this.dropped::addAndGet,
				Context.empty());
	}

	private void send(int... values) {
		for (int value : values) {
			this.line.next(new StreamSignal.Value<>(value));
		}
	}

	private static StreamSignal<Integer> opened(long attempt) {
		return new StreamSignal.Opened<>(attempt, Instant.EPOCH);
	}

	private static StreamSignal<Integer> closed(long attempt) {
		return new StreamSignal.Closed<>(attempt, new LosantConnectionException("gone", null), Duration.ZERO);
	}

	private static StreamSignal<Integer> gap() {
		return gap(0, 0);
	}

	private static StreamSignal<Integer> gap(long from, long to) {
		return new StreamSignal.Gap<>(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to), false, 0, null);
	}

	private static StreamSignal<Integer> malformed() {
		return new StreamSignal.Malformed<>(new LosantDataException("unknown", null));
	}

}
