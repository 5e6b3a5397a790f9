package io.losant4j.samples.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that answers a line with a line, on a processor of its own where the system
 * can do that. It ends when its input does.
 */
final class ChildProcess implements AutoCloseable {

	/** What all JVMs have alike, whatever the machine. */
	private static final List<String> JVM = List.of("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC",
			"-Dio.netty.leakDetection.level=disabled");

	private final Process process;

	private final BufferedReader output;

	private final BufferedWriter input;

	private ChildProcess(Process process) {
		this.process = process;
		this.output = process.inputReader();
		this.input = process.outputWriter();
	}

	/** Starts a class of this program. */
	static ChildProcess java(int processor, Class<?> main, String... args) throws IOException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(JVM);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		command.addAll(List.of(args));
		return start(processor, command);
	}

	/** Starts any command. */
	static ChildProcess start(int processor, List<String> command) throws IOException {
		List<String> pinned = new ArrayList<>();
		if (isPinned()) {
			pinned.addAll(List.of("taskset", "-c", String.valueOf(processor)));
		}
		pinned.addAll(command);
		return new ChildProcess(new ProcessBuilder(pinned).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	static boolean isPinned() {
		return Runtime.getRuntime().availableProcessors() > 1 && isOnThePath("taskset");
	}

	static boolean isOnThePath(String program) {
		return List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
			.stream()
			.anyMatch((folder) -> Files.isExecutable(Path.of(folder, program)));
	}

	String ask(String question) throws IOException {
		this.input.write(question);
		this.input.newLine();
		this.input.flush();
		return readLine();
	}

	String readLine() throws IOException {
		String line = this.output.readLine();
		if (line == null) {
			throw new IOException("the process ended: " + this.process.info().commandLine().orElse("?"));
		}
		return line;
	}

	@Override
	public void close() throws IOException {
		this.input.close();
		this.process.destroy();
	}

}
