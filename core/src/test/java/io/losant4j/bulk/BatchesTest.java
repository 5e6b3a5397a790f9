package io.losant4j.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.losant4j.bulk.Platform.Fate;
import io.losant4j.bulk.Platform.Sent;
import io.losant4j.bulk.WriteOutcome.Accepted;
import io.losant4j.bulk.WriteOutcome.Reason;
import io.losant4j.bulk.WriteOutcome.Rejected;
import io.losant4j.device.DeviceState;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which states share a call, and what happens to one that spoils it for the others.
 */
class BatchesTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final Platform losant = new Platform();

	private final Tally outcomes = new Tally();

	@Test
	void areAsManyStatesAsOneCallMayCarry() {
		write(WriterOptions.defaults().withBatches(3, 10_000, SECOND), Platform.reports(1, 7).concatWith(Flux.never()));

		this.losant.advance(Duration.ofMillis(999));
		assertThat(sent()).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
		this.losant.advance(Duration.ofMillis(1));
		assertThat(sent()).last().isEqualTo(List.of(6));
	}

	@Test
	void areAsManyBytesAsOneCallMayCarry() {
		// {n=1} and a comma for each, and a bracket
		write(WriterOptions.defaults().withBatches(100, 1 + 3 * 6, SECOND), Platform.reports(1, 7));

		this.losant.advance(SECOND);

		assertThat(sent()).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
	}

	@Test
	void doNotWaitWhenNothingMoreComes() {
		write(WriterOptions.defaults().withBatches(100, 10_000, Duration.ofHours(1)), Platform.reports(1, 2));

		this.losant.advance(Duration.ZERO);

		assertThat(sent()).containsExactly(List.of(0, 1));
	}

	@Test
	void doNotWaitWhenNothingMoreCanComeBeforeTheyAreSent() {
		write(WriterOptions.defaults().withBatches(100, 10_000, Duration.ofHours(1)).withMemory(2, 1_000_000),
				Platform.reports(1, 5).concatWith(Flux.never()));

		this.losant.advance(SECOND);

		assertThat(sent()).containsExactly(List.of(0, 1), List.of(2, 3));
	}

	@Test
	void keepTheOrderOfEachDevice() {
		this.losant.script = (call) -> (call.number() % 3 == 0) ? Fate.refused(503) : Fate.taken();

		write(WriterOptions.defaults().withBatches(2, 10_000, SECOND),
				Flux.range(0, 40).map((i) -> Platform.report(i % 2, i, Platform.START.minusSeconds(40 - i))));
		this.losant.advance(Duration.ofMinutes(5));

		for (int device = 0; device < 2; device++) {
			String id = Platform.device(device);
			assertThat(this.losant.calls.stream()
				.filter((call) -> call.deviceId().equals(id) && call.number() % 3 != 0)
				.flatMap((call) -> call.values("n").stream())
				.map(Integer.class::cast)
				.toList()).hasSize(20).isSorted();
		}
		assertThat(this.outcomes.accepted()).isEqualTo(40);
	}

	@Test
	void areHalvedUntilTheBadStateIsAlone() {
		DeviceReport bad = new DeviceReport(Platform.device(1), DeviceState.of("bad", true).at(Platform.START));
		Flux<DeviceReport> good = Platform.reports(1, 15);

		write(WriterOptions.defaults(), Flux.concat(good.take(6), Flux.just(bad), good.skip(6)));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(15);
		assertThat(this.outcomes.all(Rejected.class)).singleElement().satisfies((rejected) -> {
			assertThat(rejected.report()).isSameAs(bad);
			assertThat(rejected.reason()).isEqualTo(Reason.REFUSED);
			assertThat(rejected.message()).contains("400");
		});
		assertThat(this.losant.calls).hasSize(1 + 2 * 4);
		assertThat(this.outcomes.all(Accepted.class).stream().map(Accepted::time).toList()).isSorted();
	}

	@Test
	void areHalvedWhenTheyAreTooLarge() {
		this.losant.limit = 20;

		write(WriterOptions.defaults(), Platform.reports(1, 10));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(10);
		assertThat(this.outcomes.isOver()).isTrue();
	}

	@Test
	void areSmallerFromThenOn() {
		this.losant.limit = 700;

		write(WriterOptions.defaults().withBatches(100, 1_000, SECOND), Platform.reports(1, 2_000));
		this.losant.advance(Duration.ofMinutes(5));

		assertThat(this.outcomes.accepted()).isEqualTo(2_000);
		long tooLarge = this.losant.calls.stream().filter((call) -> bytes(call) > 700).count();
		assertThat(tooLarge).isBetween(1L, this.losant.calls.size() / 10L);
	}

	@Test
	void rejectAStateThatIsTooLargeAlone() {
		this.losant.limit = 20;
		DeviceReport large = Platform.report(1, "a".repeat(50), Platform.START);

		write(WriterOptions.defaults(), Flux.just(large).concatWith(Platform.reports(1, 3)));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(3);
		assertThat(this.outcomes.all(Rejected.class)).singleElement()
			.extracting(Rejected::report, Rejected::reason)
			.containsExactly(large, Reason.TOO_LARGE);
	}

	@Test
	void stampWhatHasNoTime() {
		DeviceReport report = new DeviceReport(Platform.device(1), DeviceState.of("n", 1).atArrival());
		this.losant.script = (call) -> (call.number() == 0) ? Fate.unheard(SECOND) : Fate.taken();

		write(WriterOptions.defaults(), Flux.just(report));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.losant.calls).hasSize(2);
		assertThat(stored()).containsExactly(Platform.START);
		assertThat(this.outcomes.outcomes()).containsExactly(new Accepted(report, Platform.START));
	}

	@Test
	void haveAMillisecondForEachState() {
		Flux<DeviceReport> reports = Flux.range(0, 250).map((i) -> Platform.report(1, i, Platform.START));

		write(WriterOptions.defaults(), reports);
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(stored()).hasSize(250);
		assertThat(this.outcomes.all(Accepted.class).stream().map(Accepted::time)).containsExactlyElementsOf(stored());
	}

	@Test
	void haveOneStateForEachMillisecondIfToldSo() {
		Instant time = Platform.START;
		DeviceReport first = new DeviceReport(Platform.device(1), DeviceState.of("a", 1).with("b", 1).at(time));
		DeviceReport second = new DeviceReport(Platform.device(1), DeviceState.of("b", 2).with("c", 2).at(time));
		DeviceReport later = new DeviceReport(Platform.device(1), DeviceState.of("c", 3).at(time));
		WriterOptions options = WriterOptions.defaults().withBatches(2, 10_000, SECOND).withSameTime(SameTime.MERGE);

		write(options, Flux.just(first, second).concatWith(Platform.reports(1, 1)).concatWithValues(later));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.losant.calls).hasSize(2).first().satisfies((call) -> assertThat(call.states()).hasSize(2));
		assertThat(this.losant.stored(Platform.device(1)))
			.containsEntry(time.toEpochMilli(), Map.of("a", 1, "b", 2, "c", 3))
			.hasSize(2);
		assertThat(this.outcomes.accepted()).isEqualTo(4);
	}

	@Test
	void areTakenApartWhenWhatWasMergedIsRefused() {
		DeviceReport bad = merged(DeviceState.of("bad", true));
		DeviceReport first = merged(DeviceState.of("a", 1).with("b", 1));
		DeviceReport last = merged(DeviceState.of("b", 2));

		write(WriterOptions.defaults().withSameTime(SameTime.MERGE), Flux.just(first, bad, last));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.losant.calls).first().satisfies((call) -> assertThat(call.states()).hasSize(1));
		assertThat(this.outcomes.of(bad)).isInstanceOf(Rejected.class);
		assertThat(this.outcomes.all(Accepted.class)).extracting(Accepted::report).containsExactly(first, last);
		assertThat(this.losant.stored(Platform.device(1))).containsExactly(entry(0, Map.of("a", 1, "b", 2)));
	}

	@Test
	void areTakenApartWhenWhatWasMergedIsTooLarge() {
		this.losant.limit = 20;

		write(WriterOptions.defaults().withSameTime(SameTime.MERGE),
				Flux.just(merged(DeviceState.of("a", "1234567890")), merged(DeviceState.of("b", "1234567890"))));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.outcomes.accepted()).isEqualTo(2);
		assertThat(this.losant.stored(Platform.device(1)))
			.containsExactly(entry(0, Map.of("a", "1234567890", "b", "1234567890")));
	}

	private static DeviceReport merged(DeviceState state) {
		return new DeviceReport(Platform.device(1), state.at(Platform.START));
	}

	private static Map.Entry<Long, Map<String, Object>> entry(long millis, Map<String, Object> data) {
		return Map.entry(Platform.START.toEpochMilli() + millis, data);
	}

	@Test
	void goAtOnceForOneThatWaitsForNobodyBehindOneThatDoes() {
		WriterOptions options = WriterOptions.defaults().withBatches(100, 10_000, Duration.ofHours(1));
		DefaultStateWriter writer = this.losant.writer(options);
		writer.write(Flux.just(Platform.report(1, 1, Platform.START)).concatWith(Flux.never())).subscribe(new Tally());

		writer.write(Flux.just(Platform.report(1, 2, Platform.START))).subscribe(this.outcomes);
		this.losant.advance(SECOND);

		assertThat(sent()).containsExactly(List.of(1, 2));
		assertThat(this.outcomes.isOver()).isTrue();
	}

	@Test
	void gatherThoughTheSubscriberOfAnotherWriteAsksForNothing() {
		WriterOptions options = WriterOptions.defaults()
			.withBatches(100, 10_000, Duration.ofHours(1))
			.withMemory(2, 1_000_000);
		DefaultStateWriter writer = this.losant.writer(options);
		writer.write(Platform.reports(1, 2).concatWith(Flux.never())).subscribe(new Tally(0));
		this.losant.advance(SECOND);
		assertThat(sent()).containsExactly(List.of(0, 1));

		writer.write(Platform.reports(2, 1).concatWith(Flux.never())).subscribe(this.outcomes);
		this.losant.advance(SECOND);

		assertThat(sent()).hasSize(1);
	}

	@Test
	void canStillBeJoinedWhenAnotherWriterHasTakenTheirCall() {
		this.losant.mostWriters = 2;
		long[] way = { 500 };
		this.losant.latency = () -> new long[] { way[0], way[0] };
		DeviceWindows windows = new DeviceWindows();
		WriterOptions options = WriterOptions.defaults()
			.withBatches(10, 10_000, Duration.ZERO)
			.withConcurrency(1, 1)
			.withCallsPerDevice(1);
		TestPublisher<DeviceReport> source = TestPublisher.create();
		this.losant.writer(options, windows, Platform.NOBODY).write(source).subscribe(this.outcomes);
		this.losant.advance(Duration.ZERO);
		source.next(Platform.report(2, 0, Platform.START));
		this.losant.advance(Duration.ZERO);
		source.next(Platform.report(1, 1, Platform.START));
		this.losant.advance(Duration.ZERO);
		way[0] = 10;
		this.losant.writer(options, windows, Platform.NOBODY)
			.write(Flux.just(Platform.report(1, 9, Platform.START)))
			.subscribe(new Tally());
		this.losant.advance(Duration.ofSeconds(2));

		source.next(Platform.report(1, 2, Platform.START));
		this.losant.advance(Duration.ofSeconds(40));

		assertThat(sent()).containsExactly(List.of(0), List.of(9), List.of(1, 2));
	}

	@Test
	void areOfOneDeviceHoweverItsIdIsWritten() {
		String id = Platform.device(0xabc);
		DeviceReport lower = new DeviceReport(id, DeviceState.of("n", 1).at(Platform.START));
		DeviceReport upper = new DeviceReport(id.toUpperCase(Locale.ROOT), DeviceState.of("n", 2).at(Platform.START));

		write(WriterOptions.defaults(), Flux.just(lower, upper));
		this.losant.advance(SECOND);

		assertThat(sent()).containsExactly(List.of(1, 2));
		assertThat(this.outcomes.of(upper)).isEqualTo(new Accepted(upper, Platform.START.plusMillis(1)));
	}

	@Test
	void keepStatesApartThatDoNotMeanTheSame() {
		DeviceReport first = Platform.report(1, 1, Platform.START);
		DeviceReport second = new DeviceReport(first.deviceId(), first.state().withMeta("why"));
		DeviceReport third = new DeviceReport(first.deviceId(), first.state().withFlowVersion("v2"));

		write(WriterOptions.defaults().withSameTime(SameTime.MERGE), Flux.just(first, second, third));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(this.losant.calls).singleElement().satisfies((call) -> assertThat(call.states()).hasSize(3));
	}

	private void write(WriterOptions options, Flux<DeviceReport> reports) {
		this.losant.writer(options).write(reports).subscribe(this.outcomes);
	}

	private List<List<Object>> sent() {
		return this.losant.calls.stream().map((call) -> call.values("n")).toList();
	}

	private List<Instant> stored() {
		return this.losant.stored(Platform.device(1)).keySet().stream().map(Instant::ofEpochMilli).toList();
	}

	private int bytes(Sent call) {
		return call.states().stream().mapToInt((state) -> this.losant.measure(state) + 1).sum();
	}

}
