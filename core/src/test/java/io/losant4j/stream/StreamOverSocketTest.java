package io.losant4j.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.LongStream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole of it over real sockets and on real event loops, which BlockHound guards.
 */
@ExtendWith(NoLeaks.class)
class StreamOverSocketTest {

	private static final int COUNT = 3_000;

	private static final StreamOptions OPTIONS = StreamOptions.defaults()
		.withMinBackOff(Duration.ofMillis(1))
		.withMaxBackOff(Duration.ofMillis(20))
		.withGrace(Duration.ZERO);

	private final long firstMillis = System.currentTimeMillis() - COUNT;

	/** What the device has said so far; some of it while nobody was connected. */
	private final AtomicLong said = new AtomicLong();

	private final AtomicInteger cuts = new AtomicInteger();

	private final CountDownLatch hungUp = new CountDownLatch(1);

	private volatile Function<HttpServerResponse, Flux<ByteBuf>> answer = (response) -> Flux.never();

	private final DisposableServer server = HttpServer.create()
		.port(0)
		.handle((request, response) -> response.sse()
			.withConnection((connection) -> connection.onDispose(this.hungUp::countDown))
			.send(this.answer.apply(response), (buffer) -> true))
		.bindNow();

	private final LiveLines lines = LiveLines.create(8, () -> true, new StreamListener() {
	});

	@AfterEach
	void closeAll() {
		this.lines.close();
		this.server.disposeNow();
	}

	@Test
	void everyNumberOnceInOrderThoughConnectionsBreak() {
		Random random = Seed.random(1);
		this.answer = (response) -> burst(20 + random.nextInt(100), random);

		StepVerifier
			.create(this.lines.values(line(), OPTIONS)
				.map(Numbered::number)
				.takeUntil((number) -> number >= COUNT)
				.scan(new long[] { -1, 0 },
						(state, number) -> new long[] { number,
								(state[0] == -1 || number == state[0] + 1) ? state[1] : state[1] + 1 })
				.last()
				.map((state) -> state[1]))
			.expectNext(0L)
			.expectComplete()
			.verify(Wire.PATIENCE);
		assertThat(this.cuts.get()).isGreaterThan(20);
	}

	@Test
	void aSlowSubscriberWhoCatchesUpMissesNothing() {
		Random random = Seed.random(2);
		this.answer = (response) -> burst(20 + random.nextInt(100), random);

		StepVerifier
			.create(this.lines.values(line(), OPTIONS.withOverflow(Overflow.CATCH_UP).withBuffer(32).withFrom(at(0)))
				.publishOn(Schedulers.parallel(), 16)
				.map(Numbered::number)
				.take(COUNT)
				.index()
				.filter((indexed) -> !indexed.getT1().equals(indexed.getT2()))
				.count())
			.expectNext(0L)
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void cancellingWithTheFirstSignalClosesTheConnection() throws InterruptedException {
		StepVerifier.create(this.lines.signals(line(), OPTIONS).take(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(Wire.PATIENCE);

		assertThat(this.hungUp.await(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void closingTheLinesClosesTheConnection() throws InterruptedException {
		StepVerifier.create(this.lines.signals(line(), OPTIONS))
			.expectNextCount(1)
			.then(this.lines::close)
			.expectComplete()
			.verify(Wire.PATIENCE);

		assertThat(this.hungUp.await(Wire.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void aBlockingCallOnAnEventLoopWouldBeFound() {
		this.answer = (response) -> burst(1, Seed.random(3));

		StepVerifier.create(this.lines.values(line(), OPTIONS)
			// what came before the subscriber was ready is handed over on its own thread
			.filter((value) -> Schedulers.isInNonBlockingThread())
			.doOnNext((value) -> block())).expectError(BlockingOperationError.class).verify(Wire.PATIENCE);
	}

	private static void block() {
		try {
			new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** So many numbers in pieces of any size, and then the connection breaks. */
	private Flux<ByteBuf> burst(int numbers, Random random) {
		return Flux.range(0, numbers)
			.map((i) -> Server.event(numbered(this.said.getAndIncrement()).toString()))
			.buffer(8)
			.map((events) -> String.join("", events).getBytes(StandardCharsets.UTF_8))
			.concatMapIterable((events) -> Wire.split(events, (left) -> 1 + random.nextInt(400)))
			.map(Unpooled::wrappedBuffer)
			.map(ByteBuf::asReadOnly)
			.concatWith(Flux.defer(() -> {
				this.cuts.incrementAndGet();
				this.said.addAndGet(random.nextInt(50));
				return Flux.error(new IOException("cut"));
			}));
	}

	private Numbered numbered(long number) {
		return new Numbered(number, at(number));
	}

	private Instant at(long number) {
		return Instant.ofEpochMilli(this.firstMillis + number);
	}

	private Line<Numbered> line() {
		WebClient client = WebClient.create("http://localhost:" + this.server.port());
		return new Line<>("key", "test GET /stream", "deviceState", new Connector() {

			@Override
			public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
				return client.get()
					.uri("/stream")
					.exchangeToFlux((response) -> reader.apply(response.bodyToFlux(DataBuffer.class)));
			}

		}, Numbered::decode, new History<>() {

			@Override
			public Mono<Page<Numbered>> read(Instant from) {
				return Mono
					.fromSupplier(() -> new Page<>(page(Math.max(0, Duration.between(at(0), from).toMillis()),
							StreamOverSocketTest.this.said.get()), null))
					.subscribeOn(Schedulers.parallel());
			}

			@Override
			public @Nullable Instant time(Numbered value) {
				return value.time();
			}

		});
	}

	private List<Numbered> page(long first, long next) {
		return LongStream.range(first, next).mapToObj((number) -> numbered(number)).toList();
	}

}
