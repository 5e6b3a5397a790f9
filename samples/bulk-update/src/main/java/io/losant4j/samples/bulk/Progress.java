package io.losant4j.samples.bulk;

import java.io.PrintWriter;

/**
 * A bar that grows, for a terminal. Not safe for several threads.
 */
final class Progress {

	private static final int WIDTH = 40;

	private final PrintWriter terminal;

	private final boolean shown;

	private final long total;

	private long steps;

	private int percent = -1;

	Progress(PrintWriter terminal, boolean shown, long total) {
		this.terminal = terminal;
		this.shown = shown;
		this.total = total;
	}

	void step() {
		this.steps++;
		int now = (int) (this.steps * 100 / Math.max(1, this.total));
		if (this.shown && now != this.percent) {
			this.percent = now;
			int filled = now * WIDTH / 100;
			this.terminal.printf("\r[%s%s] %3d %% %,d of %,d", "#".repeat(filled), " ".repeat(WIDTH - filled), now,
					this.steps, this.total);
			this.terminal.flush();
		}
	}

	/** Leaves the bar as it is, and what follows to the next line. */
	void end() {
		if (this.shown) {
			this.terminal.println();
			this.terminal.flush();
		}
	}

}
