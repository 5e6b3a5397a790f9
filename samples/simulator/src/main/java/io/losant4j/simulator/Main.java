package io.losant4j.simulator;

import java.io.PrintStream;
import java.util.List;
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
		SimulatorBuilder builder;
		try {
			if (args.contains("--help")) {
				out.println(Options.USAGE);
				return 0;
			}
			builder = Options.read(args);
		}
		catch (IllegalArgumentException ex) {
			err.println(ex.getMessage());
			return 2;
		}
		try (LosantSimulator simulator = builder.start()) {
			out.println("base URL:       " + simulator.baseUrl());
			out.println("application id: " + simulator.applicationId());
			out.println("access token:   " + simulator.accessToken());
			if (!simulator.faults().plan().equals(FaultPlan.none())) {
				out.println("seed:           " + simulator.faults().seed());
			}
			whileRunning.accept(simulator);
			return 0;
		}
		catch (ChannelBindException ex) {
			err.println("The port " + ex.localPort() + " cannot be bound: " + ex.getMessage());
			return 1;
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
