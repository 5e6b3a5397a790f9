package io.losant4j.samples.bulk;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The load of the figures, at a fiftieth of its size.
 */
class LoadRunTest {

	private static final int STATES = 20_000;

	private final long seed = Long.getLong("losant.seed", System.nanoTime());

	@Test
	void accountsForEveryStateOfABadDay() throws IOException, InterruptedException {
		LoadFigures figures = LoadRun.measure(STATES, 200, "64m", this.seed);

		String replay = "-Dlosant.seed=" + this.seed + " " + figures;
		assertThat(figures.discrepancies()).as(replay).isEmpty();
		assertThat(figures.writer().accepted() + figures.writer().others()).as(replay).isEqualTo(STATES);
		assertThat(figures.writer().accepted()).as(replay).isGreaterThan(STATES * 99L / 100);
		assertThat(figures.faults().refused(429) + figures.faults().refused(503)).as(replay).isPositive();
		assertThat(figures.row()).startsWith("| 20,000 | 200 | ");
	}

	/** 40 calls for each device, of which Losant allows 30 at first. */
	@Test
	void keepsThePaceThatLosantAllows() throws IOException, InterruptedException {
		LoadFigures figures = LoadRun.measure(8_000, 2, "64m", this.seed);

		String replay = "-Dlosant.seed=" + this.seed + " " + figures;
		assertThat(figures.discrepancies()).as(replay).isEmpty();
		assertThat(figures.writer().accepted() + figures.writer().others()).as(replay).isEqualTo(8_000);
	}

	@Test
	void saysWhichDeviceIsWrong() {
		DeviceTally tally = DeviceTally.parse(new DeviceTally("a", 2, 1).plus(new DeviceTally("a", 3, 1)).toString());

		assertThat(List.of(4L, 5L, 7L, 8L)).filteredOn(tally::admits).containsExactly(5L, 7L);
	}

	@Test
	void printsItsFigures() {
		Program program = Program.run(Map.of(), "load", "--states=1000", "--devices=10", "--seed=" + this.seed);

		assertThat(program.out()).as("--seed=%d", this.seed).startsWith("| states |").contains("| 1,000 | 10 |");
		assertThat(program.exitCode()).as(program.out()).isZero();
	}

}
