package io.losant4j.http;

import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryBudgetTest {

	private long second = 1_000;

	private final RetryBudget budget = new RetryBudget(() -> this.second);

	@Test
	void aClientThatCallsRarelyMayRepeatTen() {
		this.budget.call();

		assertThat(retries(20)).isEqualTo(10);
	}

	@Test
	void aClientThatCallsOftenMayRepeatItsShare() {
		calls(1_000);

		assertThat(retries(1_000)).isEqualTo(100);
	}

	@Test
	void whatWasTakenComesBackWithTime() {
		assertThat(retries(20)).isEqualTo(10);
		this.second += 9;
		assertThat(retries(20)).isZero();
		this.second += 1;
		assertThat(retries(20)).isEqualTo(10);
	}

	@Test
	void callsOfLongAgoDoNotCount() {
		calls(1_000);
		this.second += 10;

		assertThat(retries(1_000)).isEqualTo(10);
	}

	@ParameterizedTest
	@ValueSource(longs = { -3_600, -1, 3_600 })
	void aClockThatJumpsForgets(long jump) {
		assertThat(retries(20)).isEqualTo(10);
		this.second += jump;

		assertThat(retries(20)).isEqualTo(10);
	}

	@Test
	void noShareMeansNone() {
		calls(1_000);

		assertThat(this.budget.retry(0)).isFalse();
	}

	@RepeatedTest(20)
	void neverGivesMoreThanTheShareOfTheLastTenSeconds() {
		long seed = Long.getLong("losant.seed", System.nanoTime());
		Random random = new Random(seed);
		int[] calls = new int[100];
		int[] retries = new int[100];
		for (int i = 0; i < calls.length; i++) {
			calls[i] = random.nextInt(1_000);
			calls(calls[i]);
			retries[i] = retries(random.nextInt(300));
			this.second++;
		}

		for (int i = 0; i < calls.length; i++) {
			int allowed = Math.max(10, sum(calls, i) / 10);
			// Where no retry was given, a quiet second may have followed a busy one.
			assertThat((retries[i] > 0) ? sum(retries, i) : 0).as("-Dlosant.seed=" + seed).isLessThanOrEqualTo(allowed);
		}
	}

	private static int sum(int[] counts, int second) {
		return IntStream.rangeClosed(Math.max(0, second - 9), second).map((i) -> counts[i]).sum();
	}

	private void calls(int count) {
		IntStream.range(0, count).forEach((i) -> this.budget.call());
	}

	private int retries(int wanted) {
		return (int) IntStream.range(0, wanted).filter((i) -> this.budget.retry(0.1)).count();
	}

}
