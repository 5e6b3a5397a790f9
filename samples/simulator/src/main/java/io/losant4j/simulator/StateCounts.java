package io.losant4j.simulator;

/**
 * What became of the states that a device sent, counted since it was made. Each state of
 * a call that was not refused is one of {@code stored}, {@code repeated},
 * {@code overwriting} and {@code ignored}.
 *
 * @param stored the states that were the first of their millisecond
 * @param repeated the states that came again, with nothing that was not known
 * @param overwriting the states that changed what was stored for their millisecond
 * @param ignored the states that were older than 30 days or more than a day ahead
 * @param late the stored states that were older than one stored before
 * @param dropped the stored states that gave way to newer ones, as told by
 * {@link SimulatorBuilder#keepStates(int)}; one that comes again after that counts as
 * stored again
 */
public record StateCounts(long stored, long repeated, long overwriting, long ignored, long late, long dropped) {

	/**
	 * These counts and others, of another device for instance.
	 * @param other the others
	 * @return the sums
	 */
	public StateCounts plus(StateCounts other) {
		return new StateCounts(this.stored + other.stored, this.repeated + other.repeated,
				this.overwriting + other.overwriting, this.ignored + other.ignored, this.late + other.late,
				this.dropped + other.dropped);
	}

}
