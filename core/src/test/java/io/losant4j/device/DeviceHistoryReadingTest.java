package io.losant4j.device;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;

import io.losant4j.error.LosantDataException;
import io.losant4j.stream.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBufferLimitException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the past of a stream page by page from a device that knows it.
 */
class DeviceHistoryReadingTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

	private final NavigableMap<Long, DeviceState> stored = new TreeMap<>();

	private final List<HistoryQuery> asked = new ArrayList<>();

	private IntUnaryOperator cap = (page) -> Integer.MAX_VALUE;

	private boolean newestFirst;

	private boolean heedsStart = true;

	private int reportedWithEachPage;

	private int largest = Integer.MAX_VALUE;

	private final History<DeviceState> history = DeviceHistory.ofStates(this::getState);

	@Test
	void readsFromAMomentOnOldestFirst() {
		store(3);

		StepVerifier.create(read(START.plusMillis(1)).distinct())
			.expectNext(state(1), state(2))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.asked).first()
			.satisfies(
					(query) -> assertThat(query.parameters()).containsEntry("start", START.plusMillis(1).toEpochMilli())
						.containsEntry("limit", 1_000)
						.containsEntry("sortDirection", SortDirection.ASCENDING));
	}

	@Test
	void readsPageAfterPageEvenIfTheServerCapsThem() {
		store(2_500);
		this.cap = (page) -> 100;

		StepVerifier.create(read(START).distinct().count()).expectNext(2_500L).expectComplete().verify(TIMEOUT);
	}

	@Test
	void readsServersThatAnswerNewestFirst() {
		store(3);
		this.newestFirst = true;

		StepVerifier.create(read(START).distinct())
			.expectNext(state(0), state(1), state(2))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void endsEvenIfTheDeviceReportsMoreWithEveryPage() {
		store(25);
		this.reportedWithEachPage = 5;

		StepVerifier.create(read(START).take(1_000).distinct().count())
			.expectNext(30L)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.asked).hasSize(2);
	}

	@Test
	void leavesOutWhatAServerAnswersThatDoesNotHeedTheStart() {
		store(500);
		this.newestFirst = true;
		this.heedsStart = false;

		StepVerifier.create(read(START.plusMillis(498)))
			.expectNext(state(498), state(499))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readsTheNewestPageOfAServerThatHeedsNothing() {
		store(5_000);
		this.newestFirst = true;
		this.heedsStart = false;

		StepVerifier.create(read(START.plusMillis(4_998)))
			.expectNext(state(4_998), state(4_999))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void saysThatPagesNewestFirstCannotBeReadOn() {
		store(5_000);
		this.newestFirst = true;

		StepVerifier.create(read(START)).expectError(LosantDataException.class).verify(TIMEOUT);
	}

	@Test
	void saysThatPagesFromTheBeginningCannotBeReadOn() {
		store(5_000);
		this.heedsStart = false;

		StepVerifier.create(read(START.plusMillis(4_000))).expectError(LosantDataException.class).verify(TIMEOUT);
	}

	@Test
	void asksForAPageWhenItIsWanted() {
		store(5_000);

		StepVerifier.create(this.history.read(START)).assertNext((page) -> {
			assertThat(page.values()).hasSize(1_000);
			assertThat(page.next()).isNotNull();
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.asked).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(longs = { -300, 0, 300 })
	void readsDevicesWhoseClockIsNotOurs(long daysAhead) {
		Instant time = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(daysAhead));
		DeviceState state = DeviceState.of("n", 1).at(time);
		this.stored.put(time.toEpochMilli(), state);

		StepVerifier.create(read(time.minusSeconds(10))).expectNext(state).expectComplete().verify(TIMEOUT);
	}

	@Test
	void readsSmallerPagesWhereOneIsTooLarge() {
		store(2_500);
		this.largest = 300;

		StepVerifier.create(read(START).distinct().count()).expectNext(2_500L).expectComplete().verify(TIMEOUT);
		assertThat(this.asked).hasSizeLessThan(20);
	}

	@Test
	void saysThatAStateIsTooLarge() {
		store(2_500);
		this.largest = 0;

		StepVerifier.create(read(START)).expectError(LosantDataException.class).verify(TIMEOUT);
	}

	@Test
	void aStateThatTellsNoTimeDoesNotMakeItsPageTheLast() {
		store(2_500);
		this.stored.put(START.toEpochMilli() + 1_500, DeviceState.of("n", 1_500).atArrival());

		StepVerifier.create(read(START).distinct().count()).expectNext(2_499L).expectComplete().verify(TIMEOUT);
	}

	@Test
	void readsOnAfterAPageThatIsShortForNoReason() {
		for (int hour = 0; hour < 3_000; hour++) {
			Instant time = START.minus(hour, ChronoUnit.HOURS);
			this.stored.put(time.toEpochMilli(), DeviceState.of("n", hour).at(time));
		}
		this.cap = (page) -> (page == 1) ? 1_000 : 600;

		StepVerifier.create(read(START.minus(3_000, ChronoUnit.HOURS)).distinct().count())
			.expectNext(3_000L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void saysThatAServerThatAnswersNewestFirstMayNotHaveAnsweredAll() {
		store(500);
		this.newestFirst = true;
		this.cap = (page) -> 100;

		StepVerifier.create(read(START)).expectError(LosantDataException.class).verify(TIMEOUT);
	}

	@Test
	void saysThatAMillisecondHasMoreCommandsThanAPage() {
		DeviceCommand command = DeviceCommand.of("open").at(START);
		History<DeviceCommand> commands = DeviceHistory
			.ofCommands((query) -> Flux.range(0, 5_000).map(command::withPayload).take(1_000));

		StepVerifier.create(commands.read(START).flatMap(History.Page::next))
			.expectError(LosantDataException.class)
			.verify(TIMEOUT);
		StepVerifier.create(commands.read(START.minusMillis(1)).flatMap(History.Page::next))
			.expectError(LosantDataException.class)
			.verify(TIMEOUT);
	}

	@Test
	void knowsACommandWhoseNumbersAreWrittenInAnotherWay() {
		History<DeviceCommand> commands = DeviceHistory.ofCommands((query) -> Flux.empty());
		Map<String, Object> payload = Map.of("to", List.of(1, Map.of("x", 2L)));
		DeviceCommand command = DeviceCommand.of("set").withPayload(payload);

		assertThat(commands.isRepeat(command, List
			.of(DeviceCommand.of("set").withPayload(Map.of("to", List.of(new BigDecimal("1.0"), Map.of("x", 2)))))))
			.isTrue();
		for (Object other : List.of(Map.of("to", List.of(1)), Map.of("to", List.of(1, Map.of("y", 2))), "to", 1)) {
			assertThat(commands.isRepeat(command, List.of(DeviceCommand.of("set").withPayload(other)))).isFalse();
		}
		assertThat(commands.isRepeat(command, List.of(DeviceCommand.of("put").withPayload(payload)))).isFalse();
		assertThat(commands.isRepeat(DeviceCommand.of("set"), List.of(DeviceCommand.of("set")))).isTrue();
	}

	@Test
	void readsFromTheBeginningOfTime() {
		store(1);

		StepVerifier.create(read(Instant.EPOCH).distinct()).expectNext(state(0)).expectComplete().verify(TIMEOUT);
	}

	@Test
	void readsNothingWhereThereIsNothing() {
		StepVerifier.create(read(START)).expectComplete().verify(TIMEOUT);
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void knowsAStateThatSeveralLiveOnesMadeTogether() {
		DeviceState merged = DeviceState.of("a", 1).with("b", new BigDecimal("2.0")).at(START);

		assertThat(this.history.isRepeat(merged,
				List.of(DeviceState.of("a", 0).at(START), DeviceState.of(Map.of("a", 1, "b", 2)).at(START))))
			.isTrue();
		assertThat(this.history.isRepeat(merged, List.of(DeviceState.of("a", 1).at(START)))).isFalse();
		assertThat(this.history.isRepeat(merged, List.of(DeviceState.of("a", 1).with("b", 3).at(START)))).isFalse();
	}

	private void store(int states) {
		int first = this.stored.size();
		for (int i = first; i < first + states; i++) {
			this.stored.put(START.toEpochMilli() + i, state(i));
		}
	}

	private static DeviceState state(int millis) {
		return DeviceState.of("n", millis).at(START.plusMillis(millis));
	}

	private Flux<DeviceState> read(Instant from) {
		return read(this.history.read(from));
	}

	private static Flux<DeviceState> read(Mono<History.Page<DeviceState>> page) {
		return page.flatMapMany((read) -> {
			Mono<History.Page<DeviceState>> next = read.next();
			Flux<DeviceState> values = Flux.fromIterable(read.values());
			return (next != null) ? values.concatWith(read(next)) : values;
		});
	}

	private Flux<DeviceState> getState(HistoryQuery query) {
		this.asked.add(query);
		long start = this.heedsStart ? parameter(query, "start", 1) : 1;
		long end = parameter(query, "end", 0);
		int limit = (int) Math.min(this.cap.applyAsInt(this.asked.size()), parameter(query, "limit", 1));
		if (limit > this.largest) {
			return Flux.error(new LosantDataException("too large", new DataBufferLimitException("too large")));
		}
		NavigableMap<Long, DeviceState> part = this.stored.subMap(start, true,
				(end == 0) ? System.currentTimeMillis() : end, true);
		return Flux.fromStream(() -> (this.newestFirst ? part.descendingMap() : part).values().stream().limit(limit))
			.doOnComplete(() -> store(this.reportedWithEachPage));
	}

	private static long parameter(HistoryQuery query, String name, int otherwise) {
		return ((Number) Objects.requireNonNullElse(query.parameters().get(name), otherwise)).longValue();
	}

}
