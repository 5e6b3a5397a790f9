package io.losant4j.samples.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.losant4j.simulator.Faults;
import io.losant4j.simulator.StateCounts;

/**
 * What a load came to: what the writer says, and what the simulator knows.
 *
 * @param states how many states were written
 * @param devices of how many devices
 * @param writer what the writer says became of them
 * @param wrong what it says of single devices that the simulator knows better
 * @param stored what became of those that reached the simulator
 * @param throttled the calls that came faster than Losant allows
 * @param faults what went wrong on purpose
 */
record LoadFigures(long states, int devices, Tally writer, List<String> wrong, StateCounts stored, long throttled,
		Faults faults) {

	static final String HEADER = """
			| states | devices | accepted | rejected, failed, indeterminate | stored | calls refused (429, 503) | answers lost | throttled | seconds | states a second | heap at most | machine |
			|---|---|---|---|---|---|---|---|---|---|---|---|""";

	/** What does not add up; nothing where the load was handled as it should be. */
	List<String> discrepancies() {
		List<String> found = new ArrayList<>(this.wrong);
		long outcomes = this.writer.accepted() + this.writer.others();
		if (outcomes != this.states) {
			found.add(outcomes + " outcomes for " + this.states + " states");
		}
		if (this.stored.overwriting() > 0) {
			found.add(this.stored.overwriting() + " states changed what was stored for their millisecond");
		}
		if (this.stored.ignored() > 0) {
			found.add(this.stored.ignored() + " states ignored");
		}
		if (this.stored.late() > 0) {
			found.add(this.stored.late() + " states stored after a later one of their device");
		}
		if (this.writer.misordered() > 0) {
			found.add(this.writer.misordered() + " outcomes before an earlier one of their device");
		}
		if (this.throttled > 0) {
			found.add(this.throttled + " calls faster than Losant allows");
		}
		return found;
	}

	/** A row of the table. */
	String row() {
		double seconds = this.writer.millis() / 1000.0;
		return String.format(Locale.ROOT,
				"| %,d | %,d | %,d | %,d | %,d once | %,d, %,d | %,d | %,d | %.1f | %,.0f | %d MiB of %d | %d cores, JDK %s, %s %s |",
				this.states, this.devices, this.writer.accepted(), this.writer.others(), this.stored.stored(),
				this.faults.refused(429), this.faults.refused(503), this.faults.lost(), this.throttled, seconds,
				this.states / seconds, this.writer.peakHeap() >> 20, this.writer.maxHeap() >> 20,
				Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), System.getProperty("os.name"),
				System.getProperty("os.arch"));
	}

}
