package io.losant4j.samples.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EndToEndTest {

	@Test
	void everyContenderDoesAllOfItsWork() throws IOException {
		ByteArrayOutputStream printed = new ByteArrayOutputStream();

		new EndToEnd(new Plan(1, 1, 0, 20), new PrintStream(printed, true, StandardCharsets.UTF_8))
			.run(List.of(Work.values()), List.of());

		List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
		assertThat(lines).hasSize(2 + 2 * Work.values().length - 1);
		assertThat(lines.get(0)).contains("| `rn` | **Losant4J** | `rn`, our JSON | WebClient |");
		assertThat(lines.subList(2, lines.size() - 1)).allSatisfy((line) -> assertThat(line.split(" \\| ", -1)).as(line)
			.hasSize(lines.get(0).split(" \\| ", -1).length)
			.doesNotContain("0", "0.00"));
	}

}
