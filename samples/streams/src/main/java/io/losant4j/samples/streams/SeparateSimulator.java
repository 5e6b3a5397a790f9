package io.losant4j.samples.streams;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.losant4j.simulator.Main;

/**
 * A simulator in a JVM of its own, so that what it needs is not counted as the client's.
 */
final class SeparateSimulator implements AutoCloseable {

	private final Process process;

	private final Map<String, String> told = new HashMap<>();

	private SeparateSimulator(Process process) {
		this.process = process;
	}

	/** Starts it on a free port and waits until it is ready. */
	static SeparateSimulator start(int devices) throws IOException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Main.class.getName(), "--port=0", "--devices=" + devices)
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		SeparateSimulator simulator = new SeparateSimulator(process);
		try {
			simulator.listen();
		}
		catch (IOException ex) {
			simulator.close();
			throw ex;
		}
		return simulator;
	}

	/** Its access token is the last that it tells. */
	private void listen() throws IOException {
		BufferedReader output = this.process.inputReader();
		while (!this.told.containsKey("access token")) {
			String line = output.readLine();
			if (line == null) {
				throw new IOException("the simulator ended before it was ready");
			}
			String[] parts = line.split(":\\s+", 2);
			if (parts.length == 2) {
				this.told.put(parts[0], parts[1]);
			}
		}
	}

	String baseUrl() {
		return told("base URL");
	}

	String applicationId() {
		return told("application id");
	}

	String accessToken() {
		return told("access token");
	}

	private String told(String name) {
		String value = this.told.get(name);
		if (value == null) {
			throw new IllegalStateException("the simulator did not tell its " + name);
		}
		return value;
	}

	@Override
	public void close() {
		this.process.destroy();
	}

}
