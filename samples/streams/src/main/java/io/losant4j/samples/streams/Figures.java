package io.losant4j.samples.streams;

import java.util.Locale;

/**
 * What many streams cost.
 *
 * @param streams how many were open
 * @param heapPerStream the bytes of heap that each of them needs
 * @param threadsBefore the threads of the JVM before they were opened
 * @param threads the threads of the JVM with all of them open
 */
record Figures(int streams, long heapPerStream, int threadsBefore, int threads) {

	static final String HEADER = """
			| concurrent streams | heap per stream | threads before | threads with all open | machine |
			|---|---|---|---|---|""";

	/** A row of the table. */
	String row() {
		return String.format(Locale.ROOT, "| %,d | %.1f KiB | %d | %d | %d cores, JDK %s, %s %s |", this.streams,
				this.heapPerStream / 1024.0, this.threadsBefore, this.threads,
				Runtime.getRuntime().availableProcessors(), Runtime.version().feature(), System.getProperty("os.name"),
				System.getProperty("os.arch"));
	}

}
