package io.losant4j.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ToldTest {

	@Test
	void isInTheOrderOfTimeWhateverTheOrderOfComing() {
		Told<String> told = new Told<>();
		told.add(2, "b", false);
		told.add(3, "c", true);
		told.add(1, "a", false);
		told.add(2, "B", true);

		assertThat(told.firstTime()).isEqualTo(1);
		assertThat(told.lastTime()).isEqualTo(3);
		assertThat(told.at(2, false)).containsExactly("b", "B");
		assertThat(told.at(2, true)).containsExactly("B");
		assertThat(told.at(4, false)).isEmpty();
		assertThat(told.at(0, false)).isEmpty();
	}

	@RepeatedTest(20)
	void remembersAsASortedMapOfListsDoes(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		Told<Integer> told = new Told<>();
		TreeMap<Long, List<Integer>> expected = new TreeMap<>();
		for (int i = 0; i < 2_000; i++) {
			if (expected.size() > 50 || (!expected.isEmpty() && random.nextInt(20) == 0)) {
				told.removeFirstTime();
				expected.pollFirstEntry();
			}
			// every second one has been read from the history
			long time = i / 3L - random.nextInt(10);
			told.add(time, i, i % 2 == 0);
			expected.computeIfAbsent(time, (same) -> new ArrayList<>()).add(i);

			assertThat(told.size()).isEqualTo(expected.values().stream().mapToInt(List::size).sum());
			assertThat(told.firstTime()).isEqualTo(expected.firstKey());
			assertThat(told.lastTime()).isEqualTo(expected.lastKey());
		}
		for (Map.Entry<Long, List<Integer>> each : expected.entrySet()) {
			assertThat(told.at(each.getKey(), false)).isEqualTo(each.getValue());
			assertThat(told.at(each.getKey(), true))
				.isEqualTo(each.getValue().stream().filter((i) -> i % 2 == 0).toList());
		}
	}

}
