package io.losant4j.http;

import java.lang.management.ManagementFactory;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many calls on few connections, over real sockets, seen with the pool's own eyes.
 */
class PoolTest {

	private static final Duration TIMEOUT = Duration.ofMinutes(2);

	private static final int CONNECTIONS = 64;

	private static final RetryPolicy RETRY = RetryPolicy.defaults()
		.withMaxAttempts(2)
		.withBackOff(Duration.ofMillis(1), Duration.ofMillis(1));

	/** About twice what a call that waits needs. */
	private static final long MOST_BYTES = 16 * 1024;

	private final AtomicInteger concurrent = new AtomicInteger();

	private final AtomicInteger mostConcurrent = new AtomicInteger();

	/** Answers wait for it. */
	private final Sinks.Empty<Void> answer = Sinks.empty();

	/** All that there ever were. */
	private final Set<String> connections = ConcurrentHashMap.newKeySet();

	private final DisposableServer losant = HttpServer.create().port(0).handle((request, response) -> {
		request.withConnection((connection) -> this.connections.add(connection.channel().id().asLongText()));
		this.mostConcurrent.accumulateAndGet(this.concurrent.incrementAndGet(), Math::max);
		return this.answer.asMono().then(Mono.defer(() -> {
			this.concurrent.decrementAndGet();
			return response.header("Content-Type", "application/json").sendString(Mono.just("{\"a\":1}")).then();
		}));
	}).bindNow();

	private final Map<String, ConnectionPoolMetrics> pools = new ConcurrentHashMap<>();

	@AfterEach
	void stop() {
		this.losant.disposeNow();
	}

	@Test
	void tenThousandCallsShareSixtyFourConnections() {
		int calls = 10_000;
		try (LosantHttp http = http(HttpOptions.defaults().withPendingAcquireTimeout(TIMEOUT))) {
			// Jackson locks while it learns a type, which BlockHound takes for blocking.
			http.reader(Object.class);
			long heap = usedHeap();
			StepVerifier.create(Flux.range(0, calls).flatMap((i) -> call(http), calls).count())
				.then(() -> await((pool) -> pool.acquiredSize() == CONNECTIONS))
				.then(() -> assertThat(pool().pendingAcquireSize()).isEqualTo(calls - CONNECTIONS))
				.then(() -> assertThat((usedHeap() - heap) / calls).as("bytes for each that waits")
					.isLessThan(MOST_BYTES))
				.then(this.answer::tryEmitEmpty)
				.expectNext((long) calls)
				.expectComplete()
				.verify(TIMEOUT);

			assertThat(this.mostConcurrent).hasValue(CONNECTIONS);
			await((pool) -> pool.acquiredSize() == 0);
			assertThat(pool().pendingAcquireSize()).isZero();
			assertThat(pool().allocatedSize()).isBetween(1, CONNECTIONS);
		}
	}

	@Test
	void cancelledCallsGiveTheirConnectionsBack() {
		try (LosantHttp http = http(HttpOptions.defaults())) {
			Disposable calls = Flux.range(0, 200).flatMap((i) -> call(http), 200).subscribe();
			await((pool) -> pool.acquiredSize() == CONNECTIONS && pool.pendingAcquireSize() == 200 - CONNECTIONS);

			calls.dispose();

			await((pool) -> pool.acquiredSize() == 0 && pool.pendingAcquireSize() == 0);
			this.answer.tryEmitEmpty();
			StepVerifier.create(call(http)).expectNextCount(1).expectComplete().verify(TIMEOUT);
		}
	}

	@Test
	void answersGiveTheirConnectionsBackToBeUsedAgain() {
		this.answer.tryEmitEmpty();
		try (LosantHttp http = http(HttpOptions.defaults())) {
			for (int i = 0; i < 20; i++) {
				StepVerifier.create(http.resource("/here").post("here.post", "").body(Map.of()).retrieveNothing())
					.expectComplete()
					.verify(TIMEOUT);
				// An answer ends a moment before its connection is back.
				await((pool) -> pool.acquiredSize() == 0);
			}

			assertThat(this.connections).as("also where the body is of no interest").hasSize(1);
		}
	}

	@Test
	void aSaturatedClientSaysSoAndDoesNotWaitAgain() {
		HttpOptions options = HttpOptions.defaults()
			.withMaxConnections(1)
			.withPendingAcquireTimeout(Duration.ofMillis(400));
		// Two waits would take longer than the call.
		try (LosantHttp http = http(options, RETRY.withDeadline(Duration.ofMillis(700)))) {
			assertSaturated(http);
		}
	}

	@Test
	void aClientForWhichTooManyWaitSaysSo() {
		HttpOptions options = HttpOptions.defaults().withMaxConnections(1);
		try (LosantHttp http = http(options, RETRY, (pool) -> pool.pendingAcquireMaxCount(1))) {
			Disposable holder = call(http).subscribe();
			await((pool) -> pool.acquiredSize() == 1);
			Disposable waiting = call(http).subscribe();
			await((pool) -> pool.pendingAcquireSize() == 1);

			StepVerifier.create(call(http)).expectErrorSatisfies(PoolTest::assertSaturated).verify(TIMEOUT);
			waiting.dispose();
			holder.dispose();
		}
	}

	private void assertSaturated(LosantHttp http) {
		Disposable holder = call(http).subscribe();
		await((pool) -> pool.acquiredSize() == 1);

		StepVerifier.create(call(http)).expectErrorSatisfies(PoolTest::assertSaturated).verify(TIMEOUT);
		holder.dispose();
	}

	private static void assertSaturated(Throwable error) {
		assertThat(error).isInstanceOf(LosantConnectionException.class)
			.hasMessage("here.get GET /here was not sent: the client is saturated, all its connections are in use");
		assertThat(((LosantConnectionException) error).mayBeProcessed()).isFalse();
	}

	@Test
	void aCallThatFoundNoConnectionUntilItsDeadlineSaysSo() {
		HttpOptions options = HttpOptions.defaults().withMaxConnections(1);
		try (LosantHttp http = http(options, RETRY.withDeadline(Duration.ofSeconds(1)))) {
			Disposable holder = call(http).contextWrite(Context.of(RetryPolicy.class, RETRY)).subscribe();
			await((pool) -> pool.acquiredSize() == 1);

			StepVerifier.create(call(http)).expectErrorSatisfies((error) -> {
				assertThat(error).hasMessage("here.get GET /here was not sent within PT1S: it waited for a connection");
				assertThat(((LosantConnectionException) error).mayBeProcessed()).isFalse();
			}).verify(TIMEOUT);
			holder.dispose();
		}
	}

	@Test
	void aStreamNeverTakesTheConnectionOfACall() {
		HttpOptions options = HttpOptions.defaults().withMaxConnections(1).withMaxStreams(1);
		try (LosantHttp http = http(options)) {
			Disposable stream = http.resource("/there").get("there.stream", "").stream((body) -> body).subscribe();
			await("losant-streams", (pool) -> pool.acquiredSize() == 1);
			this.answer.tryEmitEmpty();

			StepVerifier.create(call(http)).expectNextCount(1).expectComplete().verify(TIMEOUT);
			stream.dispose();
		}
	}

	@Test
	void closingEndsWhatWaitsAndRefusesWhatComesAndLetsFinishWhatIsOnItsWay() {
		LosantHttp http = http(HttpOptions.defaults().withMaxConnections(1));
		StepVerifier onItsWay = StepVerifier.create(call(http)).expectNextCount(1).expectComplete().verifyLater();
		await((pool) -> pool.acquiredSize() == 1);

		StepVerifier.create(call(http))
			.then(() -> await((pool) -> pool.pendingAcquireSize() == 1))
			.then(http::close)
			.expectErrorSatisfies(PoolTest::assertClosed)
			.verify(TIMEOUT);
		StepVerifier.create(call(http)).expectErrorSatisfies(PoolTest::assertClosed).verify(TIMEOUT);
		this.answer.tryEmitEmpty();
		onItsWay.verify(TIMEOUT);
		assertThat(this.mostConcurrent).hasValue(1);
		assertThat(this.connections).hasSize(1);
	}

	private static void assertClosed(Throwable error) {
		assertThat(error).isInstanceOf(LosantConnectionException.class)
			.hasMessage("here.get GET /here was not sent: the client is closed")
			.hasCauseInstanceOf(IllegalStateException.class);
	}

	private static Mono<Object> call(LosantHttp http) {
		return http.resource("/here").request(HttpMethod.GET, "here.get", "").retrieve(Object.class);
	}

	private LosantHttp http(HttpOptions options) {
		return http(options, RETRY);
	}

	private LosantHttp http(HttpOptions options, RetryPolicy retry) {
		return http(options, retry, UnaryOperator.identity());
	}

	private LosantHttp http(HttpOptions options, RetryPolicy retry,
			UnaryOperator<ConnectionProvider.Builder> customizer) {
		return new LosantHttp("http://localhost:" + this.losant.port(), Credentials.accessToken("token"), options,
				retry, WebClient.builder(), (pool) -> customizer.apply(pool).metrics(true, () -> new Registrar()));
	}

	/** What is left of the heap after it has been cleaned up. */
	private static long usedHeap() {
		return LongStream.generate(() -> {
			System.gc();
			return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		}).limit(3).min().orElseThrow();
	}

	private ConnectionPoolMetrics pool() {
		return Objects.requireNonNull(this.pools.get("losant-calls"));
	}

	private void await(Predicate<ConnectionPoolMetrics> condition) {
		await("losant-calls", condition);
	}

	/** Looks again until it is so. */
	private void await(String name, Predicate<ConnectionPoolMetrics> condition) {
		Flux.interval(Duration.ZERO, Duration.ofMillis(5))
			.filter((tick) -> this.pools.containsKey(name)
					&& condition.test(Objects.requireNonNull(this.pools.get(name))))
			.blockFirst(TIMEOUT);
	}

	private final class Registrar implements ConnectionProvider.MeterRegistrar {

		@Override
		public void registerMetrics(String name, String id, SocketAddress address, ConnectionPoolMetrics metrics) {
			PoolTest.this.pools.put(name, metrics);
		}

	}

}
