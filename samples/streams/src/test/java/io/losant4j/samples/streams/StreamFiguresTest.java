package io.losant4j.samples.streams;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StreamFiguresTest {

	@Test
	void streamsNeedHeapOfTheirOwnButNoThreads() throws IOException {
		Figures figures = StreamFigures.measure(200);

		assertThat(figures.streams()).isEqualTo(200);
		assertThat(figures.heapPerStream()).isBetween(1L, 200_000L);
		assertThat(figures.threads()).isLessThan(figures.threadsBefore() + 20);
		assertThat(figures.row()).startsWith("| 200 | ").contains(" KiB | ");
	}

}
