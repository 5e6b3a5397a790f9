package io.losant4j.simulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Losant's own JavaScript client takes the simulator for Losant. What it calls and what
 * it expects is told by {@code official-client/check.mjs}.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class OfficialClientTest {

	private static final Path SOURCE = Path.of("official-client");

	/** A copy, so that what npm installs stays out of the source tree. */
	private static final Path COPY = Path.of("target", "official-client");

	private static final Path INSTALLED = COPY.resolve("installed-lock.json");

	private static final List<String> FILES = List.of(".npmrc", "package.json", "package-lock.json", "check.mjs");

	/**
	 * What the simulator serves beyond the actions that the Java client has a method for.
	 */
	private static final List<String> NO_METHOD = List.of("application.get", "data.export", "me.refreshToken");

	@Test
	void takesTheSimulatorForLosant() throws Exception {
		requireOnThePath("node");
		requireOnThePath("npm");
		install();
		try (LosantSimulator simulator = LosantSimulator.start()) {
			Result result = run("node", "check.mjs", simulator.baseUrl().toString(), simulator.applicationId(),
					simulator.accessToken(), simulator.accessKey(), simulator.accessSecret(), simulator.userEmail(),
					simulator.userPassword());
			assertThat(result.code()).as(result.output()).isZero();
			assertThat(result.output().lines()).as(result.output()).allMatch((line) -> line.startsWith("ok "));
			assertThat(result.output().lines().map((line) -> line.split(" ", -1)[1])).as(result.output())
				.containsExactlyInAnyOrderElementsOf(
						Stream.concat(LosantActions.all().stream(), NO_METHOD.stream()).toList());
		}
	}

	/**
	 * Copies the folder and installs what its lock names, unless that was done before.
	 */
	private static void install() throws Exception {
		Files.createDirectories(COPY);
		for (String file : FILES) {
			Files.copy(SOURCE.resolve(file), COPY.resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}
		Path lock = COPY.resolve("package-lock.json");
		if (Files.exists(INSTALLED) && Files.mismatch(lock, INSTALLED) < 0) {
			return;
		}
		Result result = run("npm", "ci", "--no-audit", "--no-fund");
		assertThat(result.code()).as("npm ci: " + result.output()).isZero();
		Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
	}

	private static void requireOnThePath(String program) {
		for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
			if (Files.isExecutable(Path.of(folder, program))) {
				return;
			}
		}
		String reason = program + " is not on the path, so Losant's own client cannot be run";
		if ("true".equals(System.getenv("CI"))) {
			fail(reason);
		}
		Assumptions.abort(reason);
	}

	private static Result run(String... command) throws IOException, InterruptedException {
		Path log = COPY.resolve("output.txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(COPY.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		if (command[0].equals("node")) {
			// a proxy is for the registry, not for the simulator
			builder.environment().put("NO_PROXY", "127.0.0.1");
			builder.environment().put("no_proxy", "127.0.0.1");
		}
		Process process = builder.start();
		try {
			boolean ended = process.waitFor(3, TimeUnit.MINUTES);
			String output = Files.readString(log);
			assertThat(ended).as(String.join(" ", command) + " did not end: " + output).isTrue();
			return new Result(process.exitValue(), output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	private record Result(int code, String output) {
	}

}
