package io.losant4j.samples.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * The service as the build has processed it ahead of time, started as a user starts it.
 */
class AheadOfTimeTest {

	private static final String READY = "Started DashboardApplication";

	@Test
	void startsAsItWasProcessed() throws IOException {
		ProcessBuilder command = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Dspring.aot.enabled=true", "-cp", System.getProperty("java.class.path"),
				DashboardApplication.class.getName(), "--server.port=0")
			.redirectErrorStream(true);
		// The developer's own settings are about another Losant.
		command.environment().keySet().removeIf((name) -> name.startsWith("LOSANT_"));
		Process service = command.start();
		try (BufferedReader output = service.inputReader(StandardCharsets.UTF_8)) {
			List<String> lines = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> untilReady(output));

			assertThat(lines).anyMatch((line) -> line.contains("Starting AOT-processed DashboardApplication"))
				.anyMatch((line) -> line.contains("embedded Losant simulator"))
				.anyMatch((line) -> line.contains(READY));
		}
		finally {
			service.destroy();
		}
	}

	private static List<String> untilReady(BufferedReader output) throws IOException {
		List<String> lines = new ArrayList<>();
		String line = output.readLine();
		while (line != null) {
			lines.add(line);
			if (line.contains(READY)) {
				break;
			}
			line = output.readLine();
		}
		return lines;
	}

}
