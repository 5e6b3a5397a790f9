package io.losant4j.samples.bulk;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {

	private final StringWriter terminal = new StringWriter();

	@Test
	void growsOnATerminal() {
		Progress progress = new Progress(new PrintWriter(this.terminal), true, 2_000);

		for (int i = 0; i < 2_000; i++) {
			progress.step();
		}
		progress.end();

		assertThat(this.terminal.toString().split("\r")).hasSize(102)
			.contains("[####################                    ]  50 % 1,000 of 2,000");
		assertThat(this.terminal.toString())
			.endsWith("\r[########################################] 100 % 2,000 of 2,000" + System.lineSeparator());
	}

	@Test
	void isSilentElsewhere() {
		Progress progress = new Progress(new PrintWriter(this.terminal), false, 1);

		progress.step();
		progress.end();

		assertThat(this.terminal.toString()).isEmpty();
	}

}
