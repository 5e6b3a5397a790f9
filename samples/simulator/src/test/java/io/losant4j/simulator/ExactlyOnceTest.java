package io.losant4j.simulator;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The account of states balances with what a plain client sends, which comes again until
 * it is answered.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ExactlyOnceTest {

	private static final int DEVICES = 20;

	private static final int CALLS = 25;

	private static final int STATES = 10;

	private final LongAdder refused = new LongAdder();

	private final LongAdder lost = new LongAdder();

	@Test
	void accountsForEveryStateOfABadDay() {
		FaultPlan badDay = FaultPlan.none().refusing(429, 0.05).refusing(503, 0.05).losingAnswers(0.1);
		try (LosantSimulator simulator = LosantSimulator.builder()
			.devices(DEVICES)
			.unthrottled()
			.faults(badDay)
			.seed(Seed.random(3).nextLong())
			.start()) {
			Http http = new Http(simulator);
			long start = System.currentTimeMillis() - TimeUnit.HOURS.toMillis(1);

			Flux.fromIterable(simulator.deviceIds())
				.flatMap((id) -> Mono.fromRunnable(() -> report(http, id, start))
					.subscribeOn(Schedulers.boundedElastic()), DEVICES)
				.blockLast(Duration.ofSeconds(100));

			StateCounts all = simulator.deviceIds()
				.stream()
				.map(simulator::stateCounts)
				.reduce(new StateCounts(0, 0, 0, 0, 0, 0), StateCounts::plus);
			Faults faults = simulator.faults();
			assertThat(all).as(Seed.text())
				.isEqualTo(new StateCounts(DEVICES * CALLS * STATES, this.lost.sum() * STATES, 0, 0, 0, 0));
			assertThat(faults.lost()).as(Seed.text()).isEqualTo(this.lost.sum()).isPositive();
			assertThat(faults.refused(429) + faults.refused(503)).as(Seed.text())
				.isEqualTo(this.refused.sum())
				.isPositive();
		}
	}

	/**
	 * All calls of a device, each of them again and again until it is answered by 200.
	 */
	private void report(Http http, String id, long start) {
		for (int call = 0; call < CALLS; call++) {
			StringBuilder states = new StringBuilder();
			for (int state = call * STATES; state < (call + 1) * STATES; state++) {
				states.append(states.isEmpty() ? "[" : ",")
					.append("{\"time\": ")
					.append(start + state)
					.append(", \"data\": {\"temperature\": ")
					.append(state)
					.append("}}");
			}
			String body = states.append("]").toString();
			while (!accepted(http, "/devices/" + id + "/state", body)) {
				Thread.onSpinWait();
			}
		}
	}

	private boolean accepted(Http http, String path, String states) {
		try {
			int status = http.post(path, states).status();
			if (status != 200) {
				assertThat(status).isIn(429, 503);
				this.refused.increment();
			}
			return status == 200;
		}
		catch (UncheckedIOException ex) {
			this.lost.increment();
			return false;
		}
	}

}
