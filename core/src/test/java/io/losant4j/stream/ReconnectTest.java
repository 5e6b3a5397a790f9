package io.losant4j.stream;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;

import static org.assertj.core.api.Assertions.assertThat;

class ReconnectTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Server server = new Server();

	private final Witness witness = new Witness();

	@AfterEach
	void nothingIsLeftOpen() {
		this.time.dispose();
		assertThat(this.server.open()).isZero();
		assertThat(this.server.wire.unreleased()).isZero();
	}

	@Test
	void manyConnectionsAreOneLine() {
		this.server.answering(Server.event("a"), Server.event("b"));

		StepVerifier.create(signals())
			.expectNext(new StreamSignal.Opened<>(1, Instant.ofEpochMilli(0)), new StreamSignal.Value<>("a"))
			.consumeNextWith((signal) -> {
				StreamSignal.Closed<?> closed = (StreamSignal.Closed<?>) signal;
				assertThat(closed.cause()).isInstanceOf(LosantConnectionException.class)
					.hasMessage("test GET /stream: the server ended the stream");
				assertThat(closed.nextAttemptIn()).hasSeconds(1);
			})
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(999)))
			.then(() -> assertThat(this.server.attempts()).isOne())
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(1)))
			.expectNext(new StreamSignal.Opened<>(2, Instant.ofEpochMilli(1000)),
					new StreamSignal.Gap<>(Instant.ofEpochMilli(0), Instant.ofEpochMilli(1000), false, 0, null),
					new StreamSignal.Value<>("b"))
			.expectNextMatches((signal) -> signal instanceof StreamSignal.Closed<String>)
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void theListenerIsToldOfEveryOpeningAndItsEnd() {
		this.server.refusing(new LosantConnectionException("refused", null)).answering(Server.event("a"));

		StepVerifier.create(signals().map(Wire::word))
			.expectNext("closed 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("opened 2", "=a", "closed 2")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("opened 3", "lost 0")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.witness.told).containsExactly("failed: refused", "reconnecting in 1000", "opened",
				"closed: test GET /stream: the server ended the stream", "reconnecting in 1000", "opened",
				"closed: not needed");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404 })
	void endsWhereThereIsNoUse(int status) {
		this.server.answering(Server.event("a")).refusing(answer(status, null));

		StepVerifier.create(signals().map(Wire::word))
			.expectNext("opened 1", "=a", "closed 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectErrorMatches(LosantApiException.hasStatus(status))
			.verify(Wire.PATIENCE);

		this.time.advanceTimeBy(Duration.ofHours(1));
		assertThat(this.server.attempts()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 408, 409, 429, 500, 502, 503 })
	void triesAgainAfterAnyOtherStatus(int status) {
		this.server.refusing(answer(status, null));

		StepVerifier.create(signals().map(Wire::word))
			.expectNext("closed 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("opened 2")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void triesAgainAfterTheWrongContentType() {
		this.server.refusing(new LosantDataException("text/html", null));

		StepVerifier.create(signals().map(Wire::word))
			.expectNext("closed 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectNext("opened 2")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void anyOtherFailureIsALostConnection() {
		this.server.refusing(new IOException("Connection reset by peer"));

		StepVerifier.create(signals()).consumeNextWith((signal) -> {
			StreamSignal.Closed<?> closed = (StreamSignal.Closed<?>) signal;
			assertThat(closed.cause()).isInstanceOf(LosantConnectionException.class)
				.hasMessage("test GET /stream: java.io.IOException: Connection reset by peer")
				.hasCauseInstanceOf(IOException.class);
		}).thenCancel().verify(Wire.PATIENCE);
	}

	@Test
	void waitsAsLongAsTheServerAsks() {
		this.server.refusing(answer(503, Duration.ofSeconds(20)));

		StepVerifier.create(signals().map(Wire::word))
			.expectNext("closed 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(20_999)))
			.then(() -> assertThat(this.server.attempts()).isOne())
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(1)))
			.expectNext("opened 2")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void takesTheReconnectionTimeFromTheStream() {
		this.server.answering("retry: 7000\n\n");

		StepVerifier.create(signals().map(Wire::word))
			.expectNext("opened 1", "keep-alive", "closed 1")
			.then(() -> assertThat(this.witness.told).endsWith("reconnecting in 7000"))
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void silenceEndsAConnection() {
		StepVerifier.create(signals().map(Wire::word))
			.expectNext("opened 1")
			.then(() -> this.server.session().send(":"))
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(5_999)))
			.then(() -> this.server.session().send("\n"))
			.expectNext("keep-alive")
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(5_999)))
			.then(() -> assertThat(this.server.open()).isOne())
			.then(() -> this.time.advanceTimeBy(Duration.ofMillis(2)))
			.expectNext("closed 1")
			.then(() -> assertThat(this.witness.told).contains("closed: test GET /stream: silent for 6000 ms"))
			.then(() -> assertThat(this.server.open()).isZero())
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whatAConnectorThrowsIsAFailedAttempt() {
		AtomicInteger attempts = new AtomicInteger();
		Connector fragile = new Connector() {

			@Override
			public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
				if (attempts.incrementAndGet() < 3) {
					throw new NoClassDefFoundError("test");
				}
				return ReconnectTest.this.server.connect(reader);
			}

		};

		StepVerifier
			.create(Reconnect
				.signals(Wire.texts(fragile), OPTIONS,
						new Commons(new Timing(this.time, (most) -> most), new Gate(1), () -> true, this.witness))
				.map(Wire::word))
			.expectNext("closed 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(3)))
			.expectNext("closed 2", "opened 3")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void noAnswerEndsAnAttempt() {
		this.server.blackholing();

		StepVerifier.create(signals().map(Wire::word))
			.expectSubscription()
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(30)))
			.expectNext("closed 1")
			.then(() -> assertThat(this.witness.told).startsWith("failed: test GET /stream: no answer within 30000 ms"))
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void anAnsweredAttemptHasNoSuchLimit() {
		this.server.always(keepAlives());

		StepVerifier.create(signals().map(Wire::word).filter((word) -> !word.equals("keep-alive")))
			.expectNext("opened 1")
			.then(() -> this.time.advanceTimeBy(Duration.ofDays(1)))
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.server.attempts()).isOne();
	}

	@RepeatedTest(10)
	void aServerThatAcceptsAndHangsUpForFiveMinutesCostsAtMostTwentyAttempts(RepetitionInfo run) {
		this.server.always(this.server.wire.buffers(":\n\n"));
		Random random = Seed.random(run.getCurrentRepetition());
		Timing timing = new Timing(this.time, (most) -> (long) (random.nextDouble() * (most + 1)));

		Disposable line = signals(timing, new Gate(1)).subscribe();
		this.time.advanceTimeBy(Duration.ofMinutes(5).minusMillis(1));
		line.dispose();

		assertThat(this.server.attempts()).isBetween(10, 20);
	}

	@Test
	void aConnectionThatLastedStartsTheBackOffOver() {
		this.server.answering("", "", "").always(keepAlives());
		List<String> words = new ArrayList<>();

		Disposable line = signals().map(Wire::word).subscribe(words::add);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		this.server.always(Flux.empty());
		line.dispose();

		assertThat(this.witness.told).contains("reconnecting in 1000", "reconnecting in 2000", "reconnecting in 4000");
		assertThat(words).contains("opened 4");
	}

	@RepeatedTest(3)
	void aThousandLinesCutAtOnceAreAllBackWithinAMinute(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		Timing timing = new Timing(this.time, (most) -> (long) (random.nextDouble() * (most + 1)));
		Gate gate = new Gate(64);
		SlowServer slow = new SlowServer(this.time, Duration.ofSeconds(2));
		List<Disposable> lines = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			lines.add(Reconnect.signals(Wire.texts(slow), OPTIONS, new Commons(timing, gate, () -> true, this.witness))
				.subscribe());
		}
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		assertThat(slow.open()).isEqualTo(1000);

		slow.cut();
		assertThat(slow.open()).isZero();
		this.time.advanceTimeBy(Duration.ofSeconds(60));

		assertThat(slow.open()).isEqualTo(1000);
		assertThat(slow.mostAtOnce()).isBetween(32, 64);
		lines.forEach(Disposable::dispose);
	}

	private Flux<DataBuffer> keepAlives() {
		return Flux.interval(Duration.ofSeconds(2), this.time)
			.onBackpressureDrop()
			.map((tick) -> this.server.wire.buffer(":\n\n"));
	}

	/** The dice always show the most. */
	private Flux<StreamSignal<String>> signals() {
		return signals(new Timing(this.time, (most) -> most), new Gate(1));
	}

	private Flux<StreamSignal<String>> signals(Timing timing, Gate gate) {
		return Reconnect.signals(Wire.texts(this.server), OPTIONS, new Commons(timing, gate, () -> true, this.witness));
	}

	private static LosantApiException answer(int status, @Nullable Duration retryAfter) {
		return new LosantApiException(new FailedRequest("test", "GET", "/stream", 1, false), status, null, null,
				retryAfter);
	}

}
