package io.losant4j.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.losant4j.bulk.Platform.Fate;
import io.losant4j.bulk.WriteOutcome.Failed;
import io.losant4j.bulk.WriteOutcome.Indeterminate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ends of a write and of a writer.
 */
class ClosingTest {

	private static final WriterOptions OPTIONS = WriterOptions.defaults()
		.withBatches(100, 100_000, Duration.ofHours(1))
		.withCloseTimeout(Duration.ofSeconds(10));

	private final Platform losant = new Platform();

	private final Tally outcomes = new Tally();

	private final AtomicReference<List<DeviceReport>> unsent = new AtomicReference<>();

	@Test
	void cancellingTakesNoMoreAndSendsWhatWasTaken() {
		TestPublisher<DeviceReport> source = TestPublisher.create();
		Counts counts = new Counts();
		DefaultStateWriter writer = this.losant.writer(OPTIONS, new DeviceWindows(), counts);
		writer.write(source).subscribe(this.outcomes);
		source.next(Platform.report(1, 1, Platform.START), Platform.report(2, 2, Platform.START));

		this.outcomes.cancel();
		this.losant.advance(Duration.ofSeconds(1));

		source.assertCancelled();
		assertThat(this.losant.stored).hasSize(2);
		assertThat(this.outcomes.outcomes()).isEmpty();
		assertThat(counts.taken).isEqualTo(2);
		assertThat(counts.settled).isEqualTo(2);
	}

	@Test
	void cancellingAtOnceIsFine() {
		TestPublisher<DeviceReport> source = TestPublisher.create();
		DefaultStateWriter writer = this.losant.writer(OPTIONS);

		writer.write(source).take(0).subscribe();
		writer.write(Platform.reports(1, 100)).take(1).subscribe(this.outcomes);
		this.losant.advance(Duration.ofSeconds(1));
		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ZERO);

		assertThat(this.outcomes.outcomes()).hasSize(1);
		assertThat(this.unsent).hasValue(List.of());
	}

	@Test
	void closingSendsWhatWasTakenAndTakesNoMore() {
		TestPublisher<DeviceReport> source = TestPublisher.create();
		DefaultStateWriter writer = this.losant.writer(OPTIONS);
		writer.write(source).subscribe(this.outcomes);
		source.next(Platform.report(1, 1, Platform.START));
		this.losant.advance(Duration.ofSeconds(1));
		assertThat(this.losant.calls).isEmpty();

		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ofMillis(100));

		assertThat(this.unsent).hasValue(List.of());
		assertThat(this.outcomes.accepted()).isEqualTo(1);
		assertThat(this.outcomes.failure()).isInstanceOf(IllegalStateException.class);
		source.assertCancelled();
	}

	@Test
	void closingEndsInTimeAndReturnsWhatIsUnsent() {
		this.losant.script = (call) -> switch (call.deviceId().charAt(23)) {
			case '1' -> Fate.unheard(Duration.ofHours(1));
			case '2' -> Fate.refused(429, Duration.ofMinutes(1));
			default -> Fate.taken();
		};
		List<DeviceReport> silent = Platform.reports(1, 250).toStream().toList();
		List<DeviceReport> refused = Platform.reports(2, 50).toStream().toList();
		Counts counts = new Counts();
		DefaultStateWriter writer = this.losant.writer(OPTIONS, new DeviceWindows(), counts);
		writer.write(Flux.concat(Flux.fromIterable(silent), Flux.fromIterable(refused), Platform.reports(3, 50)))
			.subscribe(this.outcomes);
		this.losant.advance(Duration.ofSeconds(1));

		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ofSeconds(9));
		assertThat(this.unsent).hasNullValue();
		this.losant.advance(Duration.ofSeconds(1));

		assertThat(this.outcomes.accepted()).isEqualTo(50);
		assertThat(this.outcomes.all(Indeterminate.class).stream().map(Indeterminate::report))
			.containsExactlyElementsOf(silent.subList(0, 100));
		assertThat(unsent())
			.containsExactlyInAnyOrderElementsOf(this.outcomes.all(Failed.class).stream().map(Failed::report).toList());
		assertThat(unsent().stream().filter(silent::contains)).containsExactlyElementsOf(silent.subList(100, 250));
		assertThat(unsent().stream().filter(refused::contains)).containsExactlyElementsOf(refused);
		assertThat(this.outcomes.isOver()).isTrue();
		assertThat(this.losant.calls).hasSize(3);
		assertThat(counts.underWay).isZero();
	}

	@Test
	void aSourceThatHasNotHeardOfTheCloseIsTooLate() {
		DeafSource source = new DeafSource();
		Counts counts = new Counts();
		DefaultStateWriter writer = this.losant.writer(OPTIONS, new DeviceWindows(), counts);
		writer.write(source).subscribe(this.outcomes);
		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ZERO);
		assertThat(this.outcomes.failure()).isInstanceOf(IllegalStateException.class);

		source.next(Platform.report(1, 1, Platform.START));
		this.losant.advance(Duration.ofSeconds(1));

		assertThat(this.losant.calls).isEmpty();
		assertThat(this.outcomes.outcomes()).isEmpty();
		assertThat(counts.taken).isZero();
	}

	@Test
	void aClosedWriterWritesNothing() {
		DefaultStateWriter writer = this.losant.writer(OPTIONS);
		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ZERO);

		writer.write(Platform.reports(1, 1)).subscribe(this.outcomes);
		this.losant.advance(Duration.ofSeconds(1));

		assertThat(this.losant.calls).isEmpty();
		assertThat(this.outcomes.failure()).isInstanceOf(IllegalStateException.class)
			.hasMessage("The writer was closed before all was written");
	}

	@Test
	void closingTwiceIsClosingOnce() {
		DefaultStateWriter writer = this.losant.writer(OPTIONS);
		AtomicReference<List<DeviceReport>> again = new AtomicReference<>();
		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ZERO);

		writer.closeLater().subscribe(again::set);

		assertThat(again).hasValue(List.of());
	}

	@Test
	void nothingIsClosedBeforeSubscription() {
		DefaultStateWriter writer = this.losant.writer(OPTIONS);

		writer.closeLater();
		writer.write(Platform.reports(1, 1)).subscribe(this.outcomes);
		this.losant.advance(Duration.ofSeconds(1));

		assertThat(this.outcomes.accepted()).isEqualTo(1);
	}

	static List<Throwable> thrown() {
		return List.of(new IllegalStateException("bad"), new AssertionError("bad"), new NoClassDefFoundError("bad"));
	}

	@ParameterizedTest
	@MethodSource("thrown")
	void aListenerThatThrowsStopsNothing(Throwable thrown) {
		WriterListener bad = new WriterListener() {
			@Override
			public void settled(WriteOutcome outcome) {
				throw raise(thrown);
			}
		};
		DefaultStateWriter writer = this.losant.writer(OPTIONS, new DeviceWindows(), bad);

		writer.write(Platform.reports(1, 3)).subscribe(this.outcomes);
		this.losant.advance(Duration.ofSeconds(1));
		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ofSeconds(1));

		assertThat(this.outcomes.accepted()).isEqualTo(3);
		assertThat(this.outcomes.isOver()).isTrue();
		assertThat(this.unsent).hasValue(List.of());
	}

	@ParameterizedTest
	@MethodSource("thrown")
	void aSubscriberThatThrowsStopsNobodyElse(Throwable thrown) {
		Counts counts = new Counts();
		DefaultStateWriter writer = this.losant.writer(OPTIONS, new DeviceWindows(), counts);

		writer.write(Platform.reports(1, 3)).subscribe(new CoreSubscriber<>() {
			@Override
			public void onSubscribe(Subscription subscription) {
				subscription.request(Long.MAX_VALUE);
			}

			@Override
			public void onNext(WriteOutcome outcome) {
				throw raise(thrown);
			}

			@Override
			public void onError(Throwable failure) {
			}

			@Override
			public void onComplete() {
			}
		});
		writer.write(Platform.reports(2, 3)).subscribe(this.outcomes);
		this.losant.advance(Duration.ofSeconds(1));

		assertThat(this.outcomes.accepted()).isEqualTo(3);
		assertThat(this.outcomes.isOver()).isTrue();
		writer.closeLater().subscribe(this.unsent::set);
		this.losant.advance(Duration.ofSeconds(1));
		assertThat(counts.settled).isEqualTo(6);
		assertThat(this.unsent).hasValue(List.of());
	}

	@Test
	void whatComesWhenTimeIsUpIsNotSent() {
		DeafSource source = new DeafSource();
		DeviceReport late = Platform.report(2, 2, Platform.START);
		WriterListener emitting = new WriterListener() {
			@Override
			public void answered(int states, Duration took, @Nullable Throwable failure) {
				source.next(late);
			}
		};
		this.losant.script = (call) -> Fate.unheard(Duration.ofHours(1));
		DefaultStateWriter writer = this.losant.writer(OPTIONS, new DeviceWindows(), emitting);
		writer.write(source).subscribe(this.outcomes);
		source.next(Platform.report(1, 1, Platform.START));
		writer.closeLater().subscribe(this.unsent::set);

		this.losant.advance(Duration.ofSeconds(11));

		assertThat(this.losant.calls).hasSize(1);
		assertThat(this.outcomes.of(late)).isInstanceOf(Failed.class);
		assertThat(unsent()).containsExactly(late);
	}

	/** A source that does not hear that it is cancelled. */
	private static final class DeafSource implements Publisher<DeviceReport>, Subscription {

		private @Nullable Subscriber<? super DeviceReport> subscriber;

		@Override
		public void subscribe(Subscriber<? super DeviceReport> subscriber) {
			this.subscriber = subscriber;
			subscriber.onSubscribe(this);
		}

		@Override
		public void request(long n) {
		}

		@Override
		public void cancel() {
		}

		void next(DeviceReport report) {
			Objects.requireNonNull(this.subscriber).onNext(report);
		}

	}

	private static RuntimeException raise(Throwable thrown) {
		if (thrown instanceof Error error) {
			throw error;
		}
		return (RuntimeException) thrown;
	}

	private List<DeviceReport> unsent() {
		return Objects.requireNonNull(this.unsent.get());
	}

	/** Counts what a listener is told. */
	static final class Counts implements WriterListener {

		int taken;

		int settled;

		int underWay;

		int waits;

		@Override
		public void taken(DeviceReport report) {
			this.taken++;
		}

		@Override
		public void settled(WriteOutcome outcome) {
			this.settled++;
		}

		@Override
		public void sending(int states) {
			this.underWay++;
		}

		@Override
		public void answered(int states, Duration took, @Nullable Throwable failure) {
			this.underWay--;
		}

		@Override
		public void waiting(Wait reason, Duration delay) {
			this.waits++;
		}

	}

}
