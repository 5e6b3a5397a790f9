package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LiveLinesTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults();

	private static final Duration GRACE = OPTIONS.grace();

	/** A history that never answers. */
	private static final History<String> NOTHING = new History<>() {

		@Override
		public Mono<Page<String>> read(Instant from) {
			return Mono.never();
		}

		@Override
		public Instant time(String value) {
			return Instant.EPOCH;
		}

	};

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Server server = new Server();

	private final Witness witness = new Witness();

	private final LiveLines lines = new LiveLines(new Commons(new Timing(this.time, (most) -> most), new Gate(64),
			() -> true, new QuietListener(this.witness)));

	private final Line<String> line = Wire.texts(this.server);

	@AfterEach
	void closingClosesEverything() {
		this.lines.close();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.server.open()).isZero();
		assertThat(this.server.wire.unreleased()).isZero();
		this.time.dispose();
	}

	@Test
	void subscribersShareOneConnection() {
		List<String> one = collect(this.lines.values(this.line, OPTIONS));
		List<String> other = collect(this.lines.values(Wire.texts(this.server), OPTIONS.withBuffer(7)));

		this.server.session().event("a");

		assertThat(this.server.attempts()).isOne();
		assertThat(one).containsExactly("a");
		assertThat(other).containsExactly("a");
		assertThat(this.witness.count("received")).isOne();
	}

	@Test
	void otherKeysAndOtherOptionsAreOtherLines() {
		collect(this.lines.values(this.line, OPTIONS));
		collect(this.lines.values(this.line, OPTIONS.withKeepAlive(Duration.ofSeconds(5))));
		collect(this.lines.values(this.line, OPTIONS.withOverflow(Overflow.BACK_PRESSURE)));
		collect(this.lines
			.values(new Line<>("other", "test GET /stream", "deviceState", this.server, this.line.decoder()), OPTIONS));

		assertThat(this.server.attempts()).isEqualTo(4);
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.lines.signals(this.line, OPTIONS);

		assertThat(this.server.attempts()).isZero();
	}

	@Test
	void theConnectionOutlivesItsLastSubscriberByTheGrace() {
		Disposable one = this.lines.values(this.line, OPTIONS).subscribe();
		Disposable other = this.lines.values(this.line, OPTIONS).subscribe();

		one.dispose();
		this.time.advanceTimeBy(GRACE.multipliedBy(4));
		this.server.session().send(":\n");
		assertThat(this.server.open()).isOne();
		other.dispose();
		this.time.advanceTimeBy(GRACE.minusMillis(1));
		assertThat(this.server.open()).isOne();
		this.time.advanceTimeBy(Duration.ofMillis(1));

		assertThat(this.server.open()).isZero();
		assertThat(this.witness.told).endsWith("closed: not needed");
	}

	@Test
	void whoComesBackWithinTheGraceFindsItOpen() {
		this.lines.values(this.line, OPTIONS).subscribe().dispose();
		this.time.advanceTimeBy(GRACE.minusMillis(1));

		List<String> words = words(this.lines.signals(this.line, OPTIONS));
		this.time.advanceTimeBy(GRACE);
		this.server.session().event("a");

		assertThat(words).containsExactly("opened 1", "=a");
		assertThat(this.server.attempts()).isOne();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whoComesBackWithinTheGraceGetsNothingOfTheTimeBetween(boolean history) {
		Line<Numbered> numbers = new Line<>("numbers", "test GET /stream", "deviceState", this.server, Numbered::decode,
				history ? new Past() : null);
		this.lines.values(numbers, OPTIONS).subscribe().dispose();
		for (int i = 0; i < 1000; i++) {
			this.server.session().event(i + "@" + i);
		}

		List<String> words = collect(this.lines.signals(numbers, OPTIONS).map(Wire::word));
		this.server.session().event("1000@1000");

		assertThat(words).containsExactly("opened 1", "=1000@1000");
		assertThat(this.witness.count("received")).isEqualTo(1001);
	}

	@Test
	void whoComesBackLaterOpensItAnew() {
		this.lines.values(this.line, OPTIONS).subscribe().dispose();
		this.time.advanceTimeBy(GRACE);

		List<String> words = words(this.lines.signals(this.line, OPTIONS));

		assertThat(words).containsExactly("opened 1");
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void whoJoinsLateLearnsAtOnceThatItIsOpen() {
		collect(this.lines.values(this.line, OPTIONS));
		this.server.session().event("a");

		List<String> words = words(this.lines.signals(this.line, OPTIONS));

		assertThat(words).containsExactly("opened 1");
		this.server.session().event("b");
		assertThat(words).containsExactly("opened 1", "=b");
	}

	@Test
	void whoJoinsLateLearnsAtOnceThatItIsClosed() {
		List<String> early = words(this.lines.signals(this.line, OPTIONS));
		this.server.session().hangUp();

		List<String> late = words(this.lines.signals(this.line, OPTIONS));
		assertThat(late).containsExactly("closed 1");
		this.time.advanceTimeBy(Duration.ofSeconds(1));

		assertThat(late).containsExactly("closed 1", "opened 2", "lost 0");
		assertThat(early).containsExactly("opened 1", "closed 1", "opened 2", "lost 0");
	}

	@Test
	void anEndIsForAllAndANewSubscriberTriesAnew() {
		this.server.refusing(
				new LosantApiException(new FailedRequest("test", "GET", "/stream", 1, false), 404, null, null, null));

		StepVerifier.create(this.lines.values(this.line, OPTIONS))
			.expectErrorMatches(LosantApiException.hasStatus(404))
			.verify(Wire.PATIENCE);
		StepVerifier.create(this.lines.signals(this.line, OPTIONS).map(Wire::word))
			.expectNext("opened 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void aSubscriberWhoAsksForNothingStallsNobody() {
		StepVerifier.create(this.lines.signals(this.line, OPTIONS.withBuffer(2)).map(Wire::word), 0).then(() -> {
			List<String> fast = collect(this.lines.values(this.line, OPTIONS));
			for (int i = 0; i < 1000; i++) {
				this.server.session().event("" + i);
			}
			assertThat(fast).hasSize(1000);
		})
			.thenRequest(Long.MAX_VALUE)
			.expectNext("dropped 998", "opened 1", "=998", "=999")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.witness.count("dropped 1")).isEqualTo(998);
	}

	@Test
	void theSlowestSetsThePaceWithBackPressureDownToTheSocket() {
		StreamOptions paced = OPTIONS.withOverflow(Overflow.BACK_PRESSURE).withBuffer(4);
		AtomicReference<Integer> read = new AtomicReference<>(0);
		this.server.always(Flux.range(0, 10_000).map((i) -> {
			read.set(i);
			return this.server.wire.buffer(Server.event("" + i));
		}).concatWith(Flux.never()));

		StepVerifier.create(this.lines.values(this.line, paced), 0).then(() -> {
			assertThat(read.get()).isLessThan(100);
			this.time.advanceTimeBy(Duration.ofMinutes(10));
			assertThat(this.server.attempts()).isOne();
		}).thenRequest(10_000).expectNextCount(10_000).thenCancel().verify(Wire.PATIENCE);

		assertThat(this.witness.told).doesNotContain("dropped 1");
	}

	@Test
	void aSubscribersContextIsItsOwn() {
		List<Integer> seen = new ArrayList<>();
		this.server.always(Flux.<DataBuffer>never()
			.transformDeferredContextual((body, context) -> body.doOnSubscribe((s) -> seen.add(context.size()))));

		this.lines.values(this.line, OPTIONS).contextWrite(Context.of("secret", "mine")).subscribe();

		assertThat(this.server.open()).isOne();
		assertThat(seen).containsExactly(0);
	}

	@Test
	void closingCompletesEverybodyEvenWhoAsksForNothing() {
		List<Boolean> completed = new ArrayList<>();
		for (Overflow overflow : Overflow.values()) {
			this.lines.values(this.line.withHistory(NOTHING), OPTIONS.withOverflow(overflow))
				.subscribe(new BaseSubscriber<>() {

					@Override
					protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
						// asks for nothing
					}

					@Override
					protected void hookOnComplete() {
						completed.add(true);
					}

				});
		}
		this.server.session().event("a");

		this.lines.close();

		assertThat(completed).hasSize(Overflow.values().length);
		assertThat(this.server.open()).isZero();
	}

	@Test
	void stoppedLinesCompleteAndCanBeStartedAgain() {
		List<String> before = collect(this.lines.values(this.line, OPTIONS));

		this.lines.stop();

		StepVerifier.create(this.lines.values(this.line, OPTIONS))
			.expectErrorMessage("The client's streams are stopped")
			.verify(Wire.PATIENCE);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.server.open()).isZero();

		this.lines.start();
		List<String> after = collect(this.lines.values(this.line, OPTIONS));
		this.server.session().event("a");
		assertThat(before).isEmpty();
		assertThat(after).containsExactly("a");
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@Test
	void aLineThatWasStoppedIsNotJoinedAgainWhileItsSubscribersLeave() {
		AtomicReference<List<String>> after = new AtomicReference<>(List.of());
		this.lines.values(this.line, OPTIONS).doOnComplete(() -> {
			this.lines.start();
			after.set(collect(this.lines.values(this.line, OPTIONS)));
		}).subscribe();

		this.lines.stop();
		this.time.advanceTimeBy(GRACE.multipliedBy(2));
		this.server.session().event("a");

		assertThat(after.get()).containsExactly("a");
	}

	@Test
	void closedLinesAreNotStartedAgain() {
		this.lines.close();
		this.lines.start();

		StepVerifier.create(this.lines.values(this.line, OPTIONS))
			.expectErrorMessage("The client is closed")
			.verify(Wire.PATIENCE);
	}

	@Test
	void closedLinesStayClosed() {
		this.lines.close();

		StepVerifier.create(this.lines.values(this.line, OPTIONS))
			.expectErrorMessage("The client is closed")
			.verify(Wire.PATIENCE);
	}

	@Test
	void aListenerThatThrowsHarmsNobody() {
		LiveLines fragile = new LiveLines(new Commons(new Timing(this.time, (most) -> most), new Gate(64), () -> true,
				new QuietListener(new StreamListener() {

					@Override
					public void received(String name) {
						throw new NoClassDefFoundError("what the listener needs");
					}

				})));

		List<String> values = collect(fragile.values(this.line, OPTIONS));
		this.server.session().event("a");

		assertThat(values).containsExactly("a");
		fragile.close();
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void whatASubscriberThrowsIsItsOwnEnd(Overflow overflow) {
		NoClassDefFoundError fatal = new NoClassDefFoundError("test");
		List<Throwable> told = new ArrayList<>();
		StreamOptions options = OPTIONS.withOverflow(overflow);
		Line<String> past = this.line.withHistory(NOTHING);
		this.lines.values(past, options).subscribe((value) -> {
			throw fatal;
		}, told::add);
		List<String> other = collect(this.lines.values(past, options));

		this.server.session().event("a");
		this.server.session().event("b");

		assertThat(told).containsExactly(fatal);
		assertThat(other).containsExactly("a", "b");
	}

	@Test
	void whatASubscriberThrowsAtItsEndTakesNobodyElsesEnd() {
		AtomicBoolean ended = new AtomicBoolean();
		this.lines.values(this.line, OPTIONS).subscribe((value) -> {
		}, (error) -> {
		}, () -> {
			throw new NoClassDefFoundError("test");
		});
		this.lines.values(this.line, OPTIONS).doOnComplete(() -> ended.set(true)).subscribe();

		this.lines.close();

		assertThat(ended).isTrue();
	}

	@Test
	void aDecoderThatBreaksBeyondExceptionsCostsAConnection() {
		AtomicBoolean broken = new AtomicBoolean();
		Line<String> fragile = new Line<>("key", "test GET /stream", "deviceState", this.server,
				(bytes, offset, length) -> {
					if (broken.compareAndSet(false, true)) {
						throw new OutOfMemoryError("once");
					}
					return "decoded";
				});
		List<String> words = words(this.lines.signals(fragile, OPTIONS));

		this.server.session().event("a");
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		this.server.session().event("b");

		assertThat(words).containsExactly("opened 1", "closed 1", "opened 2", "lost 0", "=decoded");
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void cancellingWithTheFirstSignalLeavesNothingOpen(Overflow overflow) {
		StepVerifier
			.create(this.lines
				.signals(this.line.withHistory(NOTHING), OPTIONS.withOverflow(overflow).withGrace(Duration.ZERO))
				.take(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(Wire.PATIENCE);
		this.time.advanceTimeBy(Duration.ofMillis(1));

		assertThat(this.server.open()).isZero();
	}

	@Test
	void refusesAnAttemptLimitOfNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> LiveLines.create(0, () -> true, this.witness))
			.withMessage("attemptsAtOnce must be at least 1, but is 0");
	}

	private static <T> List<T> collect(Flux<T> values) {
		List<T> collected = new ArrayList<>();
		values.subscribe(collected::add);
		return collected;
	}

	private static List<String> words(Flux<StreamSignal<String>> signals) {
		return collect(signals.map(Wire::word));
	}

}
