package io.losant4j;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantException;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams and calls of one client repeat out of one budget.
 */
class SharedBudgetTest {

	/** What a client that calls rarely may repeat in ten seconds. */
	private static final int BUDGET = 10;

	private static final StreamOptions OPTIONS = StreamOptions.defaults()
		.withMinBackOff(Duration.ofMillis(1))
		.withMaxBackOff(Duration.ofMillis(400));

	@ParameterizedTest
	@CsvSource({ "1.0, 0, 2", "0.0, 200, 400" })
	void aStreamThatCannotBeAffordedWaitsForAboutTheLongest(double budget, long shortest, long longest)
			throws IOException {
		Waits waits = new Waits(2);
		try (Fault.Server server = Fault.STATUS_503.server();
				LosantClient client = LosantClient.builder()
					.baseUrl(server.baseUrl())
					.credentials(Credentials.accessToken("token"))
					.retry(RetryPolicy.none().withBudget(budget))
					.streamListener(waits)
					.build()) {
			stream(client, waits);
		}
		assertThat(waits.millis.get(0)).as("after the first failure").isBetween(0L, 1L);
		assertThat(waits.millis.get(1)).as("after the second").isBetween(shortest, longest);
	}

	@Test
	void aStreamCannotAffordWhatCallsHaveUsedUp() throws IOException {
		Waits waits = new Waits(2);
		try (Fault.Server server = Fault.STATUS_503.server(); LosantClient client = client(server, waits)) {
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).get())
				.expectErrorSatisfies((error) -> assertThat(attempts(error)).isEqualTo(1 + BUDGET))
				.verify(TIMEOUT);
			stream(client, waits);
		}
		assertThat(waits.millis.get(1)).as("after the second failure").isBetween(200L, 400L);
	}

	@Test
	void aCallCannotAffordWhatAStreamHasUsedUp() throws IOException {
		// Its first failure is free, and the last wait is for what it cannot afford.
		Waits waits = new Waits(1 + BUDGET + 1);
		try (Fault.Server server = Fault.STATUS_503.server(); LosantClient client = client(server, waits)) {
			stream(client, waits);
			StepVerifier.create(client.application(APPLICATION).device(DEVICE).get())
				.expectErrorSatisfies((error) -> assertThat(attempts(error)).isOne())
				.verify(TIMEOUT);
		}
		assertThat(waits.millis.get(1 + BUDGET)).isBetween(200L, 400L);
	}

	private static LosantClient client(Fault.Server server, Waits waits) {
		return LosantClient.builder()
			.baseUrl(server.baseUrl())
			.credentials(Credentials.accessToken("token"))
			.retry(RetryPolicy.defaults().withMaxAttempts(100).withBackOff(Duration.ofMillis(1), Duration.ofMillis(1)))
			.streamListener(waits)
			.build();
	}

	private static void stream(LosantClient client, Waits waits) {
		StepVerifier
			.create(client.application(APPLICATION)
				.device(DEVICE)
				.stateStream(OPTIONS)
				.takeUntilOther(waits.enough.asMono()))
			.expectComplete()
			.verify(TIMEOUT);
	}

	private static int attempts(Throwable error) {
		return ((LosantException) error).request().orElseThrow().attempts();
	}

	private static final class Waits implements StreamListener {

		private final List<Long> millis = new ArrayList<>();

		private final Sinks.Empty<Void> enough = Sinks.empty();

		private final int number;

		Waits(int number) {
			this.number = number;
		}

		@Override
		public void reconnecting(String line, Duration wait) {
			this.millis.add(wait.toMillis());
			if (this.millis.size() == this.number) {
				this.enough.tryEmitEmpty();
			}
		}

	}

}
