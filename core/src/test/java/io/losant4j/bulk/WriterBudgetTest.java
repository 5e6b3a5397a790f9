package io.losant4j.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.LosantClient;
import io.losant4j.MockLosant;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceState;
import io.losant4j.http.RetryPolicy;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A writer repeats out of the budget of its client.
 */
class WriterBudgetTest {

	/** What a client that calls rarely may repeat in ten seconds. */
	private static final int BUDGET = 10;

	private final List<Long> waits = new ArrayList<>();

	private final Sinks.Empty<Void> enough = Sinks.empty();

	/** Were each repetition a call of its own, it would earn the next one. */
	@Test
	void aRepetitionIsTakenFromTheBudgetAndDoesNotFillIt() {
		WriterOptions options = WriterOptions.defaults()
			.withMaxAttempts(20)
			.withBackOff(Duration.ofMillis(1), Duration.ofMinutes(1));
		DeviceReport report = new DeviceReport(MockLosant.DEVICE, DeviceState.of("n", 1));
		try (MockLosant losant = MockLosant.start();
				LosantClient client = LosantClient.builder()
					.baseUrl(losant.baseUrl())
					.credentials(Credentials.accessToken("token"))
					.retry(RetryPolicy.none().withBudget(1))
					.writerListener(new Waits())
					.build()) {
			for (int i = 0; i <= BUDGET; i++) {
				losant.given(503, "");
			}

			StepVerifier
				.create(client.application(MockLosant.APPLICATION)
					.stateWriter(options)
					.write(Flux.just(report))
					.takeUntilOther(this.enough.asMono()))
				.expectComplete()
				.verify(MockLosant.TIMEOUT);
		}
		assertThat(this.waits.subList(0, BUDGET)).allSatisfy((wait) -> assertThat(wait).isLessThan(1_000));
		assertThat(this.waits.get(BUDGET)).isBetween(30_000L, 60_000L);
	}

	private final class Waits implements WriterListener {

		@Override
		public void waiting(Wait reason, Duration delay) {
			WriterBudgetTest.this.waits.add(delay.toMillis());
			if (WriterBudgetTest.this.waits.size() > BUDGET) {
				WriterBudgetTest.this.enough.tryEmitEmpty();
			}
		}

	}

}
