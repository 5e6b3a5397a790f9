package io.losant4j.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

import io.losant4j.bulk.Platform.Fate;
import io.losant4j.bulk.Platform.Sent;
import io.losant4j.bulk.WriteOutcome.Accepted;
import io.losant4j.bulk.WriteOutcome.Failed;
import io.losant4j.bulk.WriteOutcome.Indeterminate;
import io.losant4j.bulk.WriteOutcome.Rejected;
import io.losant4j.device.DeviceState;
import io.losant4j.stream.Seed;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every report is accounted for, truthfully, whatever happens to the calls. A failing run
 * can be replayed with the seed that {@link Seed} printed.
 */
class ChaosTest {

	private static final int DEVICES = 20;

	private static final int REPORTS = 10_000;

	@RepeatedTest(6)
	void theAccountsAreTrue(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		SameTime sameTime = (run.getCurrentRepetition() % 2 == 0) ? SameTime.MERGE : SameTime.MOVE_APART;
		Platform losant = new Platform();
		losant.latency = () -> new long[] { random.nextInt(100), random.nextInt(200) };
		losant.script = (call) -> fate(call, random);
		losant.limit = 150;
		WriterOptions options = WriterOptions.defaults()
			.withBatches(1 + random.nextInt(60), 400, Duration.ofMillis(random.nextInt(500)))
			.withMemory(500 + random.nextInt(2_000), 1_000_000)
			.withBackOff(Duration.ofMillis(20), Duration.ofMillis(200))
			.withMaxAttempts(3)
			.withSameTime(sameTime);
		ClosingTest.Counts counts = new ClosingTest.Counts();
		List<DeviceReport> reports = reports(random, sameTime);
		Tally outcomes = new Tally(0);

		losant.writer(options, new DeviceWindows(), counts).write(Flux.fromIterable(reports)).subscribe(outcomes);
		for (int step = 0; step < 200_000 && !outcomes.isOver(); step++) {
			outcomes.request(1 + random.nextInt(200));
			losant.advance(Duration.ofMillis(random.nextInt(200)));
		}

		assertThat(outcomes.isOver()).isTrue();
		assertThat(outcomes.outcomes()).hasSize(REPORTS);
		assertThat(losant.throttled).isZero();
		assertThat(counts.taken).isEqualTo(REPORTS);
		assertThat(counts.settled).isEqualTo(REPORTS);
		assertThat(counts.underWay).isZero();
		assertThat(counts.waits).isPositive();
		Map<Integer, Integer> stored = stored(losant);
		Set<String> kinds = new HashSet<>();
		for (DeviceReport report : reports) {
			WriteOutcome outcome = outcomes.of(report);
			kinds.add(outcome.getClass().getSimpleName());
			int times = stored.getOrDefault(number(report), 0);
			if (outcome instanceof Accepted accepted) {
				assertThat(times).as("%s", accepted).isEqualTo(1);
				assertThat(losant.stored(report.deviceId()).get(accepted.time().toEpochMilli()))
					.containsAllEntriesOf(report.state().data())
					.satisfies((data) -> assertThat(data.size() == 1 || sameTime == SameTime.MERGE).isTrue());
			}
			else {
				assertThat(times).as("%s", outcome).isLessThanOrEqualTo((outcome instanceof Indeterminate) ? 1 : 0);
				assertThat(outcome instanceof Rejected && isFine(report)).as("%s", outcome).isFalse();
			}
		}
		assertThat(kinds).containsExactlyInAnyOrder(Accepted.class.getSimpleName(), Rejected.class.getSimpleName(),
				Failed.class.getSimpleName(), Indeterminate.class.getSimpleName());
		assertThat(outOfOrder(losant.calls, sameTime)).isEmpty();
	}

	private static Fate fate(Sent call, Random random) {
		if (call.deviceId().equals(Platform.device(0))) {
			return Fate.refused(429);
		}
		if (call.deviceId().equals(Platform.device(1))) {
			return Fate.unheard(Duration.ofMillis(random.nextInt(500)));
		}
		int dice = random.nextInt(100);
		if (dice < 5) {
			return Fate.refused(429);
		}
		if (dice < 7) {
			return Fate.refused(429, Duration.ofMillis(random.nextInt(3_000)));
		}
		if (dice < 14) {
			return Fate.refused(503);
		}
		if (dice < 22) {
			return Fate.unheard(Duration.ofMillis(random.nextInt(500)));
		}
		if (dice < 26) {
			return Fate.lost(Duration.ofMillis(random.nextInt(500)));
		}
		return Fate.taken();
	}

	private static List<DeviceReport> reports(Random random, SameTime sameTime) {
		List<DeviceReport> reports = new ArrayList<>();
		for (int i = 0; i < REPORTS; i++) {
			// equal milliseconds come close together: a device that is idle for long is
			// forgotten, and its times with it
			int millis = REPORTS - i + random.nextInt(50);
			DeviceState state = DeviceState.of("n" + i, i)
				.at(Platform.START.minusMillis((sameTime == SameTime.MERGE) ? millis / 10 : millis));
			int dice = random.nextInt(1_000);
			if (dice < 3) {
				state = state.with("bad", true);
			}
			else if (dice < 6) {
				state = state.at(Platform.START.minus(Duration.ofDays(31)));
			}
			else if (dice < 9) {
				state = state.with("large", "x".repeat(200));
			}
			reports.add(new DeviceReport(Platform.device(random.nextInt(DEVICES)), state));
		}
		return reports;
	}

	private static boolean isFine(DeviceReport report) {
		DeviceState state = report.state();
		return state.data().size() == 1
				&& Objects.requireNonNull(state.time()).isAfter(Platform.START.minus(Duration.ofDays(30)));
	}

	private static Integer number(DeviceReport report) {
		return numbers(report.state().data()).get(0);
	}

	private static List<Integer> numbers(Map<String, Object> data) {
		return data.values().stream().filter(Integer.class::isInstance).map(Integer.class::cast).toList();
	}

	/** How often each number is stored. */
	private static Map<Integer, Integer> stored(Platform losant) {
		Map<Integer, Integer> times = new HashMap<>();
		losant.stored.values()
			.forEach((device) -> device.values()
				.forEach((data) -> numbers(data).forEach((number) -> times.merge(number, 1, Integer::sum))));
		return times;
	}

	/**
	 * What was sent for the first time after a later report of its device, or, where
	 * states are merged, of its millisecond.
	 */
	private static List<Integer> outOfOrder(List<Sent> calls, SameTime sameTime) {
		Map<String, Integer> last = new HashMap<>();
		Set<Integer> seen = new HashSet<>();
		List<Integer> wrong = new ArrayList<>();
		for (Sent call : calls) {
			for (DeviceState state : call.states()) {
				String place = call.deviceId() + ((sameTime == SameTime.MERGE) ? state.time() : "");
				numbers(state.data()).stream()
					.filter((number) -> seen.add(number) && !last.merge(place, number, Math::max).equals(number))
					.forEach(wrong::add);
			}
		}
		return wrong;
	}

}
