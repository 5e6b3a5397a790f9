package io.losant4j.bulk;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConcurrencyTest {

	private final Concurrency concurrency = new Concurrency(2, 100);

	private long now = 1;

	@Test
	void doublesEachRoundUntilTheFirstTrouble() {
		int before = this.concurrency.limit();

		round(10);

		assertThat(this.concurrency.limit()).isEqualTo(2 * before);
		round(10);
		round(10);
		round(10);
		round(10);
		assertThat(this.concurrency.limit()).isEqualTo(100);
	}

	@Test
	void growsByOneEachRoundAfterTrouble() {
		round(10);
		this.concurrency.failed(this.now, this.now);
		int before = this.concurrency.limit();

		round(10);

		assertThat(this.concurrency.limit()).isBetween(before, before + 1);
		round(10);
		assertThat(this.concurrency.limit()).isBetween(before + 1, before + 2);
	}

	@Test
	void halvesOnceARound() {
		round(10);
		round(10);
		int before = this.concurrency.limit();

		for (int i = 0; i < before; i++) {
			this.concurrency.failed(this.now, this.now + 5);
		}

		assertThat(this.concurrency.limit()).isEqualTo(before / 2);
	}

	@Test
	void isNotGrownByCallsFromBeforeTheTrouble() {
		this.concurrency.failed(10, 20);
		int limit = this.concurrency.limit();

		for (int i = 0; i < 100; i++) {
			this.concurrency.succeeded(15, 30, limit);
		}

		assertThat(this.concurrency.limit()).isEqualTo(limit);
	}

	@Test
	void shrinksWhenAnswersBecomeSlow() {
		round(100);
		round(100);
		int before = this.concurrency.limit();

		round(1_000);

		assertThat(this.concurrency.limit()).isBetween(before * 3 / 4, before - 1);
	}

	@Test
	void shrinksWhenAnswersBecomeSlowThatTookNoTime() {
		round(0);
		round(0);
		int before = this.concurrency.limit();

		round(1_000);

		assertThat(this.concurrency.limit()).isLessThan(before);
	}

	@Test
	void takesALastingSlownessForUsualInTheEnd() {
		for (int i = 0; i < 3; i++) {
			round(100);
		}
		for (int i = 0; i < 2_000; i++) {
			round(500);
		}

		assertThat(this.concurrency.limit()).isEqualTo(100);
	}

	@Test
	void staysWithinItsBounds() {
		for (int i = 0; i < 100; i++) {
			this.concurrency.failed(this.now, this.now);
		}

		assertThat(this.concurrency.limit()).isEqualTo(2);
		assertThat(new Concurrency(1, 3).limit()).isEqualTo(3);
		assertThat(new Concurrency(16, 32).limit()).isEqualTo(16);
	}

	@Test
	void doesNotGrowWithoutNeed() {
		int before = this.concurrency.limit();

		for (int i = 0; i < 100; i++) {
			this.concurrency.succeeded(this.now, this.now + 10, 1);
		}

		assertThat(this.concurrency.limit()).isEqualTo(before);
	}

	/** As many calls as there may be, all at once. */
	private void round(long latency) {
		int calls = this.concurrency.limit();
		for (int i = 0; i < calls; i++) {
			this.concurrency.succeeded(this.now, this.now + latency, this.concurrency.limit());
		}
		this.now += latency;
	}

}
