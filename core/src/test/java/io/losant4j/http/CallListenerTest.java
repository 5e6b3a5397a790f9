package io.losant4j.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.http.HttpMethod;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listener is told of each call once when it ends, and of each attempt in between.
 */
class CallListenerTest {

	private static final String NAME = "device.get GET /devices/{deviceId}";

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final List<String> told = new ArrayList<>();

	private final Retries retries = new Retries(RetryPolicy.defaults(), this.time, (bound) -> bound, new Broken(),
			new Remembering());

	private final Call call = new Call("device.get", HttpMethod.GET, "/devices/{deviceId}", true, null,
			this.closed::get);

	@Test
	void tellsOfACallThatSucceeds() {
		StepVerifier.create(this.retries.around(this.call, attempt(0)))
			.expectNext("ok")
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(this.told).containsExactly("succeeded " + NAME + " 1");
	}

	@Test
	void tellsOfACallThatHasNoAnswer() {
		Mono<Void> empty = attempt(0).then();

		StepVerifier.create(this.retries.around(this.call, empty)).expectComplete().verify(TIMEOUT);

		assertThat(this.told).containsExactly("succeeded " + NAME + " 1");
	}

	@Test
	void tellsOfEachAttemptThatIsRepeated() {
		StepVerifier.create(this.retries.around(this.call, attempt(2)))
			.then(() -> assertThat(this.told).containsExactly("retried " + NAME + " 503 after 1, in PT0.2S"))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectNext("ok")
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(this.told).containsExactly("retried " + NAME + " 503 after 1, in PT0.2S",
				"retried " + NAME + " 503 after 2, in PT0.4S", "succeeded " + NAME + " 3");
	}

	@Test
	void tellsOfACallThatFails() {
		StepVerifier.create(this.retries.around(this.call, attempt(4)))
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(1)))
			.expectErrorMatches(LosantApiException.hasStatus(503))
			.verify(TIMEOUT);

		assertThat(this.told).hasSize(4).endsWith("failed " + NAME + " 4: LosantApiException");
	}

	@Test
	void tellsOfACallThatIsTooLate() {
		StepVerifier.create(this.retries.around(this.call, Mono.never()))
			.then(() -> this.time.advanceTimeBy(RetryPolicy.defaults().deadline()))
			.expectError(LosantException.class)
			.verify(TIMEOUT);

		assertThat(this.told).containsExactly("failed " + NAME + " 0: LosantConnectionException");
	}

	@Test
	void tellsOfACallThatTheClosedClientRefuses() {
		this.closed.set(true);

		StepVerifier.create(this.retries.around(this.call, attempt(0)))
			.expectError(LosantConnectionException.class)
			.verify(TIMEOUT);

		assertThat(this.told).containsExactly("failed " + NAME + " 0: LosantConnectionException");
	}

	@Test
	void tellsNothingOfACallThatIsCancelled() {
		StepVerifier.create(this.retries.around(this.call, Mono.never())).thenCancel().verify(TIMEOUT);

		assertThat(this.told).isEmpty();
	}

	private Mono<String> attempt(int failures) {
		return Mono.defer(() -> {
			this.call.attempt();
			return (this.call.attempts() > failures) ? Mono.just("ok")
					: Mono.error(new LosantApiException(this.call.failed(), 503, null, null, null));
		});
	}

	private static final class Broken implements CallListener {

		@Override
		public void succeeded(CallInfo call, int attempts) {
			throw new IllegalStateException("the listener is broken");
		}

		@Override
		public void retried(CallInfo call, LosantException failure, Duration delay) {
			throw new IllegalStateException("the listener is broken");
		}

		@Override
		public void failed(CallInfo call, int attempts, Throwable failure) {
			throw new IllegalStateException("the listener is broken");
		}

	}

	private final class Remembering implements CallListener {

		@Override
		public void succeeded(CallInfo call, int attempts) {
			tell("succeeded " + name(call) + " " + attempts);
		}

		@Override
		public void retried(CallInfo call, LosantException failure, Duration delay) {
			tell("retried " + name(call) + " " + ((LosantApiException) failure).status() + " after "
					+ failure.request().orElseThrow().attempts() + ", in " + delay);
		}

		@Override
		public void failed(CallInfo call, int attempts, Throwable failure) {
			tell("failed " + name(call) + " " + attempts + ": " + failure.getClass().getSimpleName());
		}

		private void tell(String news) {
			CallListenerTest.this.told.add(news);
		}

		private static String name(CallInfo call) {
			return call.action() + " " + call.method() + " " + call.uriTemplate();
		}

	}

}
