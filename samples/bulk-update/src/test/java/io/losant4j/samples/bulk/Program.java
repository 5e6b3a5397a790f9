package io.losant4j.samples.bulk;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.losant4j.simulator.LosantSimulator;
import picocli.CommandLine;

/**
 * The program as a user meets it: what it was given, what it printed, how it ended.
 */
record Program(int exitCode, String out, String err) {

	/** Runs it inside of this JVM. */
	static Program run(Map<String, String> environment, Object... args) {
		StringWriter out = new StringWriter();
		StringWriter err = new StringWriter();
		CommandLine program = BulkUpdate.commandLine(environment)
			.setOut(new PrintWriter(out, true))
			.setErr(new PrintWriter(err, true));
		int exitCode = program.execute(words(args).toArray(String[]::new));
		return new Program(exitCode, out.toString(), err.toString());
	}

	/** Starts it in a JVM of its own. */
	static Process start(Map<String, String> environment, Object... args) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
						System.getProperty("java.class.path"), BulkUpdate.class.getName()));
		command.addAll(words(args));
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.INHERIT)
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		builder.environment().putAll(environment);
		return builder.start();
	}

	private static List<String> words(Object... args) {
		return List.of(args).stream().map(Object::toString).toList();
	}

	static Map<String, String> environment(LosantSimulator losant, String baseUrl) {
		return Map.of("LOSANT_ACCESS_TOKEN", losant.accessToken(), "LOSANT_APPLICATION_ID", losant.applicationId(),
				"LOSANT_BASE_URL", baseUrl);
	}

}
