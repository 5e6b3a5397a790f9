package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

class SeenTest {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

	private static final Duration OVERLAP = Duration.ofSeconds(10);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Seen<Report> seen = new Seen<>(new Reports(), OVERLAP, new Timing(this.time, (most) -> most));

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@Test
	void whatIsLiveAndInThePastIsToldOnce() {
		assertThat(live(0, "a")).isTrue();
		assertThat(past(0, "a")).isFalse();
		assertThat(past(1, "b")).isTrue();
		assertThat(live(1, "b")).isFalse();
		assertThat(past(1, "b")).isFalse();
	}

	@Test
	void whatIsLiveTwiceHappenedTwice() {
		assertThat(live(0, "a")).isTrue();
		assertThat(live(0, "a")).isTrue();
		assertThat(past(0, "a")).isFalse();
	}

	@Test
	void reportsOfOneMomentThatThePastSaysInOneAreNewOnlyIfOneOfThemIs() {
		live(0, "a");
		live(0, "b");
		assertThat(past(0, "a", "b")).isFalse();

		live(1, "a");
		assertThat(past(1, "a", "b")).isTrue();
		assertThat(live(1, "b")).isFalse();
	}

	@Test
	void aValueWithoutATimeIsAlwaysTold() {
		assertThat(this.seen.live(new Report(null, Set.of("a")))).isTrue();
		assertThat(this.seen.past(new Report(null, Set.of("a")))).isTrue();
		assertThat(this.seen.from(NOW)).isEqualTo(NOW.minus(OVERLAP));
	}

	@Test
	void readsFromALittleBeforeTheLastValueOrSignOfLife() {
		live(-60, "a");
		live(-30, "b");

		assertThat(this.seen.from(at(-20))).isEqualTo(at(-40));
		assertThat(this.seen.from(at(-45))).isEqualTo(at(-55));
	}

	@Test
	void readsNothingFromBeforeTheFirstValue() {
		live(-5, "a");

		assertThat(this.seen.from(NOW)).isEqualTo(at(-5));
		assertThat(this.seen.notBefore(at(-20))).isEqualTo(at(-5));
	}

	@Test
	void readsNothingThatIsForgotten() {
		live(-30, "a");
		live(-15, "b");
		live(-1, "c");

		assertThat(this.seen.notBefore(at(-40))).isEqualTo(at(-15).plusMillis(1));
	}

	@Test
	void aClockThatIsFastNeitherHidesTheReadingsOfOthersNorIsRepeated() {
		live(0, "a");
		live(72_000, "from the future");
		live(1, "b");

		assertThat(this.seen.from(at(1))).isEqualTo(at(0));
		assertThat(past(72_000, "from the future")).isFalse();
		assertThat(past(2, "c")).isTrue();
	}

	@Test
	void aFirstValueFromTheFutureHidesNothing() {
		live(72_000, "from the future");

		assertThat(this.seen.from(at(15))).isEqualTo(at(10));
	}

	@Test
	void aSlowClockIsReadByItsOwnTime() {
		live(-3600, "a");
		live(-3590, "b");

		assertThat(this.seen.from(NOW)).isEqualTo(at(-3600));
	}

	@Test
	void remembersALimitedNumberAndReadsNothingBeyond() {
		for (int i = 0; i <= Seen.MOST; i++) {
			nowIs(NOW.plusMillis(i));
			assertThat(this.seen.live(new Report(NOW.plusMillis(i), Set.of("a")))).isTrue();
		}

		assertThat(this.seen.from(NOW)).isEqualTo(NOW.plusMillis(1));
		assertThat(this.seen.past(new Report(NOW.plusMillis(1), Set.of("a")))).isFalse();
	}

	@Test
	void aClockThatStandsStillIsForgottenInTheEnd() {
		for (int i = 0; i < 3 * Seen.MOST; i++) {
			assertThat(live(0, "a")).isTrue();
		}

		assertThat(live(0, "b")).isTrue();
	}

	@Test
	void aLineThatLagsBehindTheHistoryRepeatsNothing() {
		live(0, "a");
		for (int i = 1; i <= 2 * Seen.MOST; i++) {
			nowIs(NOW.plusMillis(i));
			this.seen.past(new Report(NOW.plusMillis(i), Set.of("a")));
		}

		nowIs(at(20));
		for (int i = 1; i <= 2 * Seen.MOST; i++) {
			assertThat(this.seen.live(new Report(NOW.plusMillis(i), Set.of("a")))).isFalse();
		}
		assertThat(live(-5, "late")).isTrue();
		assertThat(live(30, "new")).isTrue();
	}

	@Test
	void aLineThatLagsBehindTheHistoryRepeatsNothingOfTheSameMillisecond() {
		live(0, "a");
		nowIs(at(20));
		for (int i = 0; i < 2 * Seen.MOST; i++) {
			this.seen.past(new Report(NOW.plusMillis(1 + i / 2), Set.of("" + i)));
		}

		for (int i = 0; i < 2 * Seen.MOST; i++) {
			assertThat(this.seen.live(new Report(NOW.plusMillis(1 + i / 2), Set.of("" + i)))).isFalse();
		}
	}

	@Test
	void aValueFromTheFutureDoesNotMakeALineThatLagsRepeatTheHistory() {
		live(0, "a");
		nowIs(at(20));
		for (int i = 1; i <= 2 * Seen.MOST; i++) {
			this.seen.past(new Report(NOW.plusMillis(i), Set.of("a")));
		}

		assertThat(live(72_000, "from the future")).isTrue();
		for (int i = 1; i <= 2 * Seen.MOST; i++) {
			assertThat(this.seen.live(new Report(NOW.plusMillis(i), Set.of("a")))).isFalse();
		}
	}

	@Test
	void aClockThatStandsStillIsHeardAlsoAfterTheHistoryWasRead() {
		live(0, "a");
		past(0, "a", "b");
		for (int i = 0; i < 3 * Seen.MOST; i++) {
			assertThat(live(0, "c")).isTrue();
		}
	}

	@Test
	void whatIsFromBeforeTheBeginningWasNeverRead() {
		this.seen.beginAt(at(-60));
		past(-30, "a");

		assertThat(live(-90, "late")).isTrue();
		assertThat(live(-30, "a")).isFalse();
	}

	@Test
	void whoHasBeenToldNothingReadsFromTheBeginning() {
		this.seen.beginAt(at(-60));

		assertThat(this.seen.from(at(1000))).isEqualTo(at(-60));
	}

	@Test
	void whatComesLateIsNewWhateverTheHistoryHasComePast() {
		past(-30, "a");
		past(-1, "b");

		assertThat(this.seen.isKnown(new Report(at(-30), Set.of("a")))).isTrue();
		assertThat(this.seen.isKnown(new Report(at(-29), Set.of("late")))).isFalse();
		assertThat(this.seen.live(new Report(at(-29), Set.of("late")))).isTrue();
	}

	private boolean live(long second, String... says) {
		nowIs(at(Math.min(second, 10)));
		return this.seen.live(new Report(at(second), Set.of(says)));
	}

	private boolean past(long second, String... says) {
		nowIs(at(Math.min(second, 10)));
		return this.seen.past(new Report(at(second), Set.of(says)));
	}

	private void nowIs(Instant now) {
		if (this.time.now(TimeUnit.MILLISECONDS) < now.toEpochMilli()) {
			this.time.advanceTimeTo(now);
		}
	}

	private static Instant at(long second) {
		return NOW.plusSeconds(second);
	}

	/** Of one moment, the past says in one what live reports said one by one. */
	private record Report(@Nullable Instant time, Set<String> says) {
	}

	private static final class Reports implements History<Report> {

		@Override
		public Mono<Page<Report>> read(Instant from) {
			return Mono.never();
		}

		@Override
		public @Nullable Instant time(Report value) {
			return value.time();
		}

		@Override
		public boolean isRepeat(Report value, List<Report> delivered) {
			Set<String> said = new TreeSet<>();
			delivered.forEach((report) -> said.addAll(report.says()));
			return said.containsAll(value.says());
		}

	}

}
