package io.losant4j.simulator;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import reactor.netty.ChannelBindException;

/**
 * Runs a simulator until it is stopped from outside. From the root of the source tree:
 *
 * <pre class="code">
 * mvn -q -pl samples/simulator -am package -DskipTests
 * java -jar samples/simulator/target/losant4j-simulator-*-alone.jar --port=7070 --devices=100
 * </pre>
 */
public final class Main {

	private static final String USAGE = """
			Options:
			  --port PORT             the port to listen on (7070)
			  --devices NUMBER        how many devices to make (0)
			  --token TOKEN           the access token (simulator-token)
			  --application-id ID     the id of the application (575ec8687ae143cd83dc4a97)
			  --help                  says this""";

	private static final int DEFAULT_PORT = 7070;

	private static final Set<String> OPTIONS = Set.of("--port", "--devices", "--token", "--application-id");

	private Main() {
	}

	/**
	 * Starts the simulator, says where it is, and waits for ever. Ends with code 2 where
	 * an argument is wrong and with 1 where the port cannot be bound.
	 * @param args the options, as told by {@code --help}
	 */
	public static void main(String[] args) {
		int code = run(List.of(args), System.out, System.err, Main::waitForEver);
		if (code != 0) {
			System.exit(code);
		}
	}

	static int run(List<String> args, PrintStream out, PrintStream err, Consumer<LosantSimulator> whileRunning) {
		LosantSimulator.Builder builder;
		try {
			if (args.contains("--help")) {
				out.println(USAGE);
				return 0;
			}
			builder = read(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return 2;
		}
		try (LosantSimulator simulator = builder.start()) {
			out.println("base URL:       " + simulator.baseUrl());
			out.println("application id: " + simulator.applicationId());
			out.println("access token:   " + simulator.accessToken());
			whileRunning.accept(simulator);
			return 0;
		}
		catch (ChannelBindException ex) {
			err.println("The port " + ex.localPort() + " cannot be bound: " + ex.getMessage());
			return 1;
		}
	}

	/** Options come as {@code --name value} and as {@code --name=value}. */
	private static LosantSimulator.Builder read(List<String> args) {
		LosantSimulator.Builder builder = LosantSimulator.builder().port(DEFAULT_PORT);
		Iterator<String> left = args.iterator();
		while (left.hasNext()) {
			String[] option = left.next().split("=", 2);
			String value = (option.length == 2) ? option[1] : left.hasNext() ? left.next() : null;
			if (!OPTIONS.contains(option[0])) {
				throw new IllegalArgumentException("Unknown option \"" + option[0] + "\", see --help");
			}
			if (value == null) {
				throw new IllegalArgumentException(option[0] + " needs a value, see --help");
			}
			switch (option[0]) {
				case "--port" -> builder.port(number(option[0], value));
				case "--devices" -> builder.devices(number(option[0], value));
				case "--token" -> builder.accessToken(value);
				default -> builder.applicationId(value);
			}
		}
		return builder;
	}

	private static int number(String option, String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(option + " must be a whole number, but was \"" + value + "\"", ex);
		}
	}

	private static void waitForEver(LosantSimulator simulator) {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
