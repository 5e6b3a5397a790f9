package io.losant4j.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls are made again in virtual time; the server is a lambda.
 */
class RetriesTest {

	private static final RetryPolicy POLICY = RetryPolicy.defaults();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final List<Long> moments = new ArrayList<>();

	private final List<Long> bounds = new ArrayList<>();

	@Test
	void waitsLongerEachTimeAndThenGivesUp() {
		StepVerifier.create(always(503, null, retries(POLICY.withMaxAttempts(8))))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorSatisfies((error) -> assertThat(attempts(error)).isEqualTo(8))
			.verify(TIMEOUT);

		assertThat(this.bounds).containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
		assertThat(this.moments).containsExactly(0L, 200L, 600L, 1_400L, 3_000L, 6_200L, 11_200L, 16_200L);
	}

	@Test
	void aWaitIsRandomUpToItsBound() {
		long seed = Long.getLong("losant.seed", System.nanoTime());
		Random random = new Random(seed);
		Retries retries = new Retries(POLICY.withMaxAttempts(8), this.time, (bound) -> random.nextLong(bound + 1));

		StepVerifier.create(always(503, null, retries))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectError()
			.verify(TIMEOUT);

		for (int i = 1; i < 8; i++) {
			assertThat(this.moments.get(i) - this.moments.get(i - 1)).as("-Dlosant.seed=" + seed)
				.isBetween(0L, Math.min(5_000, 200L << (i - 1)));
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 200", "PT7S, 7200", "PT30S, 30200", "PT31S, 30200", "PT2777777H, 30200" })
	void waitsAsLongAsItIsAskedToWithinReason(Duration asked, long second) {
		StepVerifier.create(always(429, asked, retries(POLICY.withMaxAttempts(2))))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorSatisfies((error) -> assertThat(((LosantApiException) error).retryAfter()).contains(asked))
			.verify(TIMEOUT);

		assertThat(this.moments).containsExactly(0L, second);
	}

	@Test
	void doesNotWaitForWhatComesTooLate() {
		RetryPolicy policy = POLICY.withMaxRetryAfter(Duration.ofMinutes(5)).withDeadline(Duration.ofMinutes(1));

		StepVerifier.create(always(503, Duration.ofMinutes(2), retries(policy)))
			.expectErrorSatisfies((error) -> assertThat(attempts(error)).isOne())
			.verify(TIMEOUT);
	}

	@Test
	void endsAtTheDeadlineWhateverTheServerDoes() {
		Call call = call(true);
		Mono<String> silent = Mono.defer(() -> {
			call.attempt();
			call.write();
			return Mono.never();
		});

		StepVerifier.create(retries(POLICY.withDeadline(Duration.ofSeconds(20))).around(call, silent))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(19)))
			.then(() -> assertThat(call.failed().attempts()).isOne())
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(1)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantConnectionException.class)
				.hasMessage("test POST /test got no answer within PT20S")
				.matches(RetriesTest::mayBeProcessed))
			.verify(TIMEOUT);
	}

	@Test
	void aSubscriberMayHaveAPolicyOfItsOwn() {
		StepVerifier
			.create(always(503, null, retries(POLICY)).contextWrite(Context.of(RetryPolicy.class, RetryPolicy.none())))
			.expectErrorSatisfies((error) -> assertThat(attempts(error)).isOne())
			.verify(TIMEOUT);
	}

	@Test
	void aClosedClientMakesNothingAgain() {
		StepVerifier.create(always(503, null, retries(POLICY)))
			.then(() -> this.closed.set(true))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorSatisfies((error) -> assertClosed(error, 1))
			.verify(TIMEOUT);

		StepVerifier.create(always(503, null, retries(POLICY)))
			.expectErrorSatisfies((error) -> assertClosed(error, 0))
			.verify(TIMEOUT);
		assertThat(this.moments).containsExactly(0L);
	}

	private static void assertClosed(Throwable error, int attempts) {
		assertThat(error).isInstanceOf(LosantConnectionException.class)
			.hasMessage("test POST /test was not sent: the client is closed")
			.hasRootCauseInstanceOf(IllegalStateException.class);
		assertThat(attempts(error)).isEqualTo(attempts);
	}

	@Test
	void whatAnAttemptMayHaveDoneIsNotForgottenByClosing() {
		Call call = call(true);

		StepVerifier.create(retries(POLICY).around(call, losing(call)))
			.then(() -> this.closed.set(true))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorSatisfies((error) -> {
				assertClosed(error, 1);
				assertThat(mayBeProcessed(error)).isTrue();
			})
			.verify(TIMEOUT);
	}

	@Test
	void aCallThatWaitedForATokenTellsSoAtTheDeadline() {
		Call call = call(false);

		StepVerifier.create(retries(POLICY.withDeadline(Duration.ofSeconds(20))).around(call, Mono.never()))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(20)))
			.expectErrorSatisfies((error) -> {
				assertThat(error).hasMessage("test POST /test was not sent within PT20S: it waited for a token");
				assertThat(mayBeProcessed(error)).isFalse();
			})
			.verify(TIMEOUT);
	}

	@Test
	void aCallThatWaitedForAConnectionTellsSoAndWhatHappenedBefore() {
		Call call = call(true);
		Mono<String> attempt = Mono.defer(() -> {
			call.attempt();
			if (call.attempts() == 1) {
				call.write();
				call.answered(429);
				return Mono.error(answer(call, 429, null));
			}
			return Mono.never();
		});

		StepVerifier.create(retries(POLICY.withDeadline(Duration.ofSeconds(20))).around(call, attempt))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(20)))
			.expectErrorSatisfies((error) -> {
				assertThat(error)
					.hasMessage("test POST /test was not sent again within PT20S: it waited for a connection"
							+ " (after 2 attempts)")
					.cause()
					.matches(LosantApiException.hasStatus(429));
				assertThat(mayBeProcessed(error)).isFalse();
			})
			.verify(TIMEOUT);
	}

	@Test
	void aCallThatWasRefusedAndWaitsForAnotherTokenWasNotProcessed() {
		Call call = call(false);
		Mono<String> refused = Mono.defer(() -> {
			call.attempt();
			call.write();
			call.answered(401);
			return Mono.never();
		});

		StepVerifier.create(retries(POLICY.withDeadline(Duration.ofSeconds(20))).around(call, refused))
			.then(() -> this.time.advanceTimeBy(Duration.ofSeconds(20)))
			.expectErrorSatisfies((error) -> {
				assertThat(error).hasMessage("test POST /test was not sent again within PT20S: it waited for a token");
				assertThat(mayBeProcessed(error)).isFalse();
			})
			.verify(TIMEOUT);
	}

	@Test
	void aCancelledCallIsNotMadeAgain() {
		StepVerifier.create(always(503, null, retries(POLICY))).thenCancel().verify(TIMEOUT);
		this.time.advanceTimeBy(Duration.ofMinutes(1));

		assertThat(this.moments).containsExactly(0L);
	}

	@Test
	void whatAnEarlierAttemptMayHaveDoneIsNotForgotten() {
		Call call = call(true);

		StepVerifier.create(retries(POLICY.withMaxAttempts(2)).around(call, losing(call)))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorSatisfies((error) -> assertThat(mayBeProcessed(error)).isTrue())
			.verify(TIMEOUT);
	}

	/** Loses its connection, the first time after the request was written. */
	private static Mono<String> losing(Call call) {
		return Mono.defer(() -> {
			call.attempt();
			if (call.attempts() == 1) {
				call.write();
			}
			return Mono.error(call.lost("lost its connection", false, null));
		});
	}

	@Test
	void theFailureOfALoginIsNotMultiplied() {
		Call call = call(true);
		LosantApiException login = new LosantApiException(
				new FailedRequest("auth.authenticateDevice", "POST", "/auth/device", 4, false), 503, null, null, null);

		StepVerifier.create(retries(POLICY).around(call, Mono.error(login)))
			.expectErrorSatisfies((error) -> assertThat(error).isSameAs(login))
			.verify(TIMEOUT);
	}

	@Test
	void anOutageIsNotMultipliedAndLeavesNothingBehind() {
		long seed = Long.getLong("losant.seed", System.nanoTime());
		Random random = new Random(seed);
		Retries retries = new Retries(POLICY, this.time, (bound) -> random.nextLong(bound + 1));
		AtomicInteger requests = new AtomicInteger();
		AtomicInteger succeeded = new AtomicInteger();
		AtomicInteger failed = new AtomicInteger();
		int perSecond = 1_000;
		long healed = TimeUnit.SECONDS.toMillis(60);
		// One call each millisecond: 60 s into the outage, 10 s beyond.
		Flux.interval(Duration.ofMillis(1), this.time).take(70L * perSecond).flatMap((tick) -> {
			Call call = call(true);
			return retries.around(call, Mono.defer(() -> {
				call.attempt();
				requests.incrementAndGet();
				return (now() >= healed) ? Mono.just("ok") : Mono.<String>error(answer(call, 503, null));
			})).doOnSuccess((ok) -> succeeded.incrementAndGet()).onErrorResume(LosantException.class, (error) -> {
				failed.incrementAndGet();
				return Mono.empty();
			});
		}, Integer.MAX_VALUE).subscribe();

		this.time.advanceTimeBy(Duration.ofMillis(healed - 1));
		int sent = requests.get();
		assertThat(sent).as("-Dlosant.seed=" + seed).isBetween(60 * perSecond - 1, (int) (60 * perSecond * 1.1));
		this.time.advanceTimeBy(Duration.ofMillis(1));
		int failedBefore = failed.get();
		this.time.advanceTimeBy(Duration.ofSeconds(15));

		assertThat(sent).as("retries were made").isGreaterThan((int) (60 * perSecond * 1.05));
		assertThat(failed).as("all that was under way came through").hasValue(failedBefore);
		assertThat(succeeded.get() + failed.get()).isEqualTo(70 * perSecond);
	}

	private Mono<String> always(int status, @Nullable Duration retryAfter, Retries retries) {
		Call call = call(true);
		return retries.around(call, Mono.defer(() -> {
			call.attempt();
			this.moments.add(now());
			return Mono.error(answer(call, status, retryAfter));
		}));
	}

	private static LosantApiException answer(Call call, int status, @Nullable Duration retryAfter) {
		return new LosantApiException(call.failed(), status, null, null, retryAfter);
	}

	/** Dice that always fall highest. */
	private Retries retries(RetryPolicy policy) {
		return new Retries(policy, this.time, (bound) -> {
			this.bounds.add(bound);
			return bound;
		});
	}

	private Call call(boolean repeatable) {
		return new Call("test", HttpMethod.POST, "/test", repeatable, null, this.closed::get);
	}

	private static int attempts(Throwable error) {
		return ((LosantException) error).request().orElseThrow().attempts();
	}

	private static boolean mayBeProcessed(Throwable error) {
		return ((LosantConnectionException) error).mayBeProcessed();
	}

	private long now() {
		return this.time.now(TimeUnit.MILLISECONDS);
	}

}
