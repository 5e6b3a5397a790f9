package io.losant4j.bulk;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import io.losant4j.stream.Seed;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UsedTimesTest {

	private final UsedTimes used = new UsedTimes();

	@RepeatedTest(3)
	void takesTheFirstFreeMillisecond(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		Set<Long> all = new HashSet<>();
		for (int i = 0; i < 2_000; i++) {
			// every second one at most begins a stretch
			long time = random.nextInt(2 * UsedTimes.MOST) - (long) UsedTimes.MOST;
			long expected = time;
			while (!all.add(expected)) {
				expected++;
			}
			assertThat(this.used.take(time)).isEqualTo(expected);
		}
	}

	@Test
	void needsOneStretchForManyOfTheSameTime() {
		for (int i = 0; i < 5_000; i++) {
			assertThat(this.used.take(7)).isEqualTo(7L + i);
		}
		assertThat(this.used.stretches()).isEqualTo(1);
	}

	@Test
	void forgetsWhatIsFarthestAway() {
		for (int i = 0; i < 10_000; i++) {
			this.used.take(i * 1_000L);
		}
		assertThat(this.used.stretches()).isEqualTo(UsedTimes.MOST);
		assertThat(this.used.take(9_999_000)).isEqualTo(9_999_001);
		assertThat(this.used.take(0)).isZero();
	}

	@Test
	void remembersTheLatestWhenTimeRunsBackwards() {
		for (int i = 0; i < 10_000; i++) {
			this.used.take(-i * 1_000L);
		}
		assertThat(this.used.take(-9_999_000)).isEqualTo(-9_998_999);
	}

}
