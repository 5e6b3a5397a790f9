package io.losant4j.bulk;

/**
 * How many calls may be under way at once: twice as many each round at first, one more
 * each round after the first trouble, half as many when calls are turned away or get no
 * answer, and a fifth fewer when answers become slow. Trouble counts once a round: calls
 * that began before the last change say nothing about it.
 */
final class Concurrency {

	private static final int START = 8;

	private static final double HALF = 0.5;

	private static final double A_FIFTH_FEWER = 0.8;

	/** Answers that are that many milliseconds late are no sign of anything. */
	private static final double NOISE = 50;

	private static final double UNKNOWN = -1;

	private final int min;

	private final int max;

	private double limit;

	private boolean starting = true;

	/** What an answer takes when there is no queue; follows the recent slowly. */
	private double usual = UNKNOWN;

	private double recent = UNKNOWN;

	private long changed = Long.MIN_VALUE;

	Concurrency(int min, int max) {
		this.min = min;
		this.max = max;
		this.limit = Math.max(min, Math.min(START, max));
	}

	int limit() {
		return (int) this.limit;
	}

	/**
	 * A call went well.
	 * @param began when it began
	 * @param now when it ended
	 * @param underWay how many calls were under way, this one included
	 */
	void succeeded(long began, long now, int underWay) {
		if (began < this.changed) {
			return;
		}
		double took = now - began;
		this.usual = (this.usual == UNKNOWN) ? took : Math.min(took, this.usual + (this.recent - this.usual) / 100);
		this.recent = (this.recent == UNKNOWN) ? took : this.recent + (took - this.recent) / 8;
		if (this.recent > 2 * this.usual + NOISE) {
			shrink(A_FIFTH_FEWER, now);
		}
		else if (underWay >= limit()) {
			this.limit = Math.min(this.max, this.limit + (this.starting ? 1 : 1 / this.limit));
		}
	}

	/**
	 * A call was turned away or got no answer.
	 * @param began when it began
	 * @param now when it ended
	 */
	void failed(long began, long now) {
		if (began >= this.changed) {
			shrink(HALF, now);
		}
	}

	private void shrink(double factor, long now) {
		this.limit = Math.max(this.min, this.limit * factor);
		this.starting = false;
		this.recent = this.usual;
		this.changed = now;
	}

}
