package io.losant4j.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FaultsTest {

	private static final FaultPlan NONE = FaultPlan.none();

	private static final int LOST = 0;

	private static LosantSimulator simulator(FaultPlan plan, long seed) {
		return LosantSimulator.builder().devices(1).unthrottled().faults(plan).seed(seed).start();
	}

	private static String device(LosantSimulator simulator) {
		return "/devices/" + simulator.deviceIds().get(0);
	}

	/** What the calls, one after the other, came to: a status, or {@link #LOST}. */
	private static List<Integer> fates(LosantSimulator simulator, int calls) {
		Http http = new Http(simulator);
		List<Integer> fates = new ArrayList<>();
		for (int call = 1; call <= calls; call++) {
			try {
				fates
					.add(http
						.post(device(simulator) + "/state",
								"{\"time\": " + -call * 1000L + ", \"data\": {\"temperature\": " + call + "}}")
						.status());
			}
			catch (UncheckedIOException ex) {
				fates.add(LOST);
			}
		}
		return fates;
	}

	private static long count(List<Integer> fates, int fate) {
		return fates.stream().filter((each) -> each == fate).count();
	}

	@Test
	void doesWhatItAnswersAndWhatItLosesAndNothingOfWhatItRefuses() {
		FaultPlan plan = NONE.refusing(429, 0.2).refusing(503, 0.2).losingAnswers(0.2);
		try (LosantSimulator simulator = simulator(plan, Seed.random(1).nextLong())) {
			List<Integer> fates = fates(simulator, 300);

			Faults faults = simulator.faults();
			assertThat(faults.refused(429)).as(Seed.text()).isEqualTo(count(fates, 429)).isBetween(20L, 110L);
			assertThat(faults.refused(503)).as(Seed.text()).isEqualTo(count(fates, 503)).isBetween(20L, 110L);
			assertThat(faults.lost()).as(Seed.text()).isEqualTo(count(fates, LOST)).isBetween(20L, 110L);
			assertThat(count(fates, 200)).isEqualTo(300 - faults.refused(429) - faults.refused(503) - faults.lost());
			assertThat(simulator.throttled()).isZero();

			faults.plan(NONE);
			List<Integer> kept = new ArrayList<>();
			new Http(simulator).get(device(simulator) + "/state?limit=300")
				.is(200)
				.body()
				.forEach((state) -> kept.add(state.at("/data/temperature").intValue()));
			List<Integer> done = new ArrayList<>();
			for (int call = 1; call <= 300; call++) {
				if (fates.get(call - 1) == 200 || fates.get(call - 1) == LOST) {
					done.add(call);
				}
			}
			assertThat(kept).as(Seed.text()).isEqualTo(done);
		}
	}

	@Test
	void isReplayedByItsSeed() {
		FaultPlan plan = NONE.refusing(503, 0.3).losingAnswers(0.3);
		long seed = Seed.random(2).nextLong();
		try (LosantSimulator one = simulator(plan, seed);
				LosantSimulator same = simulator(plan, one.faults().seed());
				LosantSimulator other = simulator(plan, seed + 1_000_000)) {
			List<Integer> fates = fates(one, 60);
			assertThat(fates(same, 60)).as(Seed.text()).isEqualTo(fates);
			assertThat(fates(other, 60)).as(Seed.text()).isNotEqualTo(fates);
			assertThat(one.faults()).hasToString(same.faults().toString()).asString().contains("seed=" + seed);
		}
	}

	@Test
	void changesWhileItRuns() {
		try (LosantSimulator simulator = LosantSimulator.builder().devices(1).start()) {
			Http http = new Http(simulator);
			assertThat(simulator.faults().plan()).isEqualTo(NONE);
			http.get("/devices").is(200);
			simulator.faults().plan(NONE.refusing(429, 1));
			http.get("/devices").isError(429, "TooManyRequests", "Over rate limit, request throttled");
			simulator.faults().plan(NONE.refusing(503, 1));
			http.as("").get("~/nowhere").isError(503, "ServiceUnavailable", "on purpose");
			simulator.faults().plan(NONE.losingAnswers(1));
			assertThatExceptionOfType(UncheckedIOException.class)
				.isThrownBy(() -> http.post("/devices", "{\"name\": \"made\"}"));
			simulator.faults().plan(NONE);
			assertThat(http.get("/devices").is(200).text("totalCount")).isEqualTo("2");
			assertThat(List.of(simulator.faults().refused(429), simulator.faults().refused(503),
					simulator.faults().refused(500), simulator.faults().lost()))
				.containsExactly(1L, 1L, 0L, 1L);
		}
	}

	@Test
	void leavesStreamsAloneUnlessAsked() throws IOException {
		FaultPlan plan = NONE.refusing(503, 1);
		try (LosantSimulator simulator = simulator(plan, 1)) {
			Http http = new Http(simulator);
			String path = device(simulator) + "/stateStream?keepAliveInterval=5";
			try (EventLines stream = EventLines.open(http, path)) {
				assertThat(stream.line()).isEqualTo(": keepalive");
				simulator.faults().plan(plan.onStreamsToo());
				http.get(path).isError(503, "ServiceUnavailable", "on purpose");
				simulator.faults().plan(NONE);
				http.post(device(simulator) + "/state", "{\"data\": {\"temperature\": 5}}").is(200);
				assertThat(stream.event()).as("what is open stays open").contains("{\"temperature\":5}");
			}
			assertThat(simulator.faults().refused(503)).isEqualTo(1);
		}
	}

	@Test
	void holdsAnswersBackAfterTheCallIsDone() throws Exception {
		try (LosantSimulator simulator = simulator(NONE.delaying(Duration.ofHours(1), Duration.ofHours(1)), 1)) {
			Http http = new Http(simulator);
			try (EventLines stream = EventLines.open(http, device(simulator) + "/stateStream")) {
				stream.line();
				Thread caller = new Thread(() -> fates(simulator, 1));
				caller.start();
				assertThat(stream.event()).contains("{\"temperature\":1}");
				assertThat(caller.isAlive()).as("still waits").isTrue();
				simulator.goOffline();
				caller.join();
			}
		}
	}

	@Test
	void drawsDelaysFromTheWholeRange() {
		Faults faults = new Faults(NONE.delaying(Duration.ofMillis(10), Duration.ofMillis(20)), 7);
		List<Long> delays = new ArrayList<>();
		for (int call = 0; call < 1000; call++) {
			delays.add(faults.next("/devices").delay().toNanos());
		}
		assertThat(delays).allMatch((delay) -> delay >= 10_000_000 && delay <= 20_000_000)
			.anyMatch((delay) -> delay < 11_000_000)
			.anyMatch((delay) -> delay > 19_000_000);
		StepVerifier.withVirtualTime(() -> new Faults.Fate(null, false, Duration.ofSeconds(9)).held())
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(9))
			.expectComplete()
			.verify(Duration.ofSeconds(5));
	}

	@Test
	void refusesAPlanThatCannotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> NONE.refusing(200, 0.1))
			.withMessage("status must be 400 to 599, but was 200");
		assertThatIllegalArgumentException().isThrownBy(() -> NONE.refusing(429, 1.5))
			.withMessage("share must be 0 to 1, but was 1.5");
		assertThatIllegalArgumentException().isThrownBy(() -> NONE.losingAnswers(Double.NaN))
			.withMessage("lost must be 0 to 1, but was NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> NONE.refusing(429, 0.75).losingAnswers(0.5))
			.withMessage("all shares together must be 1 or less, but were 1.25");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> NONE.delaying(Duration.ofSeconds(2), Duration.ofSeconds(1)))
			.withMessageContaining("the least first, but were PT2S and PT1S");
	}

}
