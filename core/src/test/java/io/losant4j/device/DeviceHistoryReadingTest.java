package io.losant4j.device;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import io.losant4j.error.LosantDataException;
import io.losant4j.stream.History;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads the past of a stream page by page from a device that knows it.
 */
class DeviceHistoryReadingTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

	private final NavigableMap<Long, DeviceState> stored = new TreeMap<>();

	private final List<HistoryQuery> asked = new ArrayList<>();

	private int cap = Integer.MAX_VALUE;

	private boolean newestFirst;

	private boolean heedsStart = true;

	private int reportedWithEachPage;

	private final History<DeviceState> history = DeviceHistory.ofStates(this::getState);

	@Test
	void readsFromAMomentOnOldestFirst() {
		store(3);

		StepVerifier.create(this.history.read(START.plusMillis(1)).distinct())
			.expectNext(state(1), state(2))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.asked).first()
			.isEqualTo(HistoryQuery.within(TimeRange.since(START.plusMillis(1))).limit(1_000).oldestFirst());
	}

	@Test
	void readsPageAfterPageEvenIfTheServerCapsThem() {
		store(2_500);
		this.cap = 100;

		StepVerifier.create(this.history.read(START).distinct().count())
			.expectNext(2_500L)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readsServersThatAnswerNewestFirst() {
		store(3);
		this.newestFirst = true;

		StepVerifier.create(this.history.read(START).distinct())
			.expectNext(state(0), state(1), state(2))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void endsEvenIfTheDeviceReportsMoreWithEveryPage() {
		store(25);
		this.reportedWithEachPage = 5;

		StepVerifier.create(this.history.read(START).take(1_000).distinct().count())
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

		StepVerifier.create(this.history.read(START.plusMillis(498)))
			.expectNext(state(498), state(499))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readsTheNewestPageOfAServerThatHeedsNothing() {
		store(5_000);
		this.newestFirst = true;
		this.heedsStart = false;

		StepVerifier.create(this.history.read(START.plusMillis(4_998)))
			.expectNext(state(4_998), state(4_999))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void saysThatPagesNewestFirstCannotBeReadOn() {
		store(5_000);
		this.newestFirst = true;

		StepVerifier.create(this.history.read(START)).expectError(LosantDataException.class).verify(TIMEOUT);
	}

	@Test
	void saysThatPagesFromTheBeginningCannotBeReadOn() {
		store(5_000);
		this.heedsStart = false;

		StepVerifier.create(this.history.read(START.plusMillis(4_000)))
			.expectError(LosantDataException.class)
			.verify(TIMEOUT);
	}

	@Test
	void asksForNoMoreThanIsDemanded() {
		store(5_000);

		StepVerifier.create(this.history.read(START), 10)
			.expectNextCount(10)
			.then(() -> assertThat(this.asked).hasSizeLessThanOrEqualTo(2))
			.thenCancel()
			.verify(TIMEOUT);
	}

	@Test
	void readsFromTheBeginningOfTime() {
		store(1);

		StepVerifier.create(this.history.read(Instant.EPOCH).distinct())
			.expectNext(state(0))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readsNothingWhereThereIsNothing() {
		StepVerifier.create(this.history.read(START)).expectComplete().verify(TIMEOUT);
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

	private Flux<DeviceState> getState(HistoryQuery query) {
		this.asked.add(query);
		long start = this.heedsStart ? ((Number) query.parameters().getOrDefault("start", 1L)).longValue() : 1;
		int limit = Math.min(this.cap, ((Number) query.parameters().getOrDefault("limit", 1)).intValue());
		NavigableMap<Long, DeviceState> part = this.stored.tailMap(start, true);
		return Flux.fromStream(() -> (this.newestFirst ? part.descendingMap() : part).values().stream().limit(limit))
			.doOnComplete(() -> store(this.reportedWithEachPage));
	}

}
