package io.losant4j.samples.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.losant4j.simulator.FaultPlan;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.simulator.StateCounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes a great many states through a simulator that refuses calls and loses answers,
 * and checks the account of every one. The simulator is here, the writer in a JVM of its
 * own.
 */
@Command(name = "load", mixinStandardHelpOptions = true, sortOptions = false,
		description = "Writes states of many devices through a simulator that refuses 5 %% of the calls with 429 and "
				+ "5 %% with 503, and loses 2 %% of the answers; checks the account of each, and prints figures.")
final class LoadRun implements Callable<Integer> {

	private static final FaultPlan BAD_DAY = FaultPlan.none()
		.refusing(429, 0.05)
		.refusing(503, 0.05)
		.losingAnswers(0.02);

	@Spec
	private @Nullable CommandSpec spec;

	@Option(names = "--states", paramLabel = "NUMBER", defaultValue = "1000000",
			description = "How many states (${DEFAULT-VALUE}).")
	private int states;

	@Option(names = "--devices", paramLabel = "NUMBER", defaultValue = "1000",
			description = "Of how many devices (${DEFAULT-VALUE}).")
	private int devices;

	@Option(names = "--heap", paramLabel = "SIZE", defaultValue = "256m",
			description = "The heap of the JVM that writes (${DEFAULT-VALUE}).")
	private String heap = "";

	@Option(names = "--seed", paramLabel = "NUMBER", description = "Replays the faults of another run.")
	private long seed = System.nanoTime();

	@Override
	public Integer call() throws IOException, InterruptedException {
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		LoadFigures figures = measure(this.states, this.devices, this.heap, this.seed);
		out.println(LoadFigures.HEADER);
		out.println(figures.row());
		List<String> discrepancies = figures.discrepancies();
		discrepancies.forEach((found) -> out.println(found + " (--seed=" + this.seed + ")"));
		return discrepancies.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
	}

	static LoadFigures measure(int states, int devices, String heap, long seed)
			throws IOException, InterruptedException {
		try (LosantSimulator losant = LosantSimulator.builder().devices(devices).faults(BAD_DAY).seed(seed).start()) {
			List<DeviceTally> tallies = new ArrayList<>();
			Tally tally = write(losant, states, heap, tallies);
			StateCounts stored = losant.deviceIds()
				.stream()
				.map(losant::stateCounts)
				.reduce(new StateCounts(0, 0, 0, 0, 0, 0), StateCounts::plus);
			return new LoadFigures(states, devices, tally, wrong(losant, tallies), stored, losant.throttled(),
					losant.faults());
		}
	}

	/** What the writer says of single devices that the simulator knows better. */
	private static List<String> wrong(LosantSimulator losant, List<DeviceTally> tallies) {
		Map<String, DeviceTally> said = tallies.stream()
			.collect(Collectors.toMap(DeviceTally::deviceId, Function.identity()));
		return losant.deviceIds().stream().flatMap((id) -> {
			DeviceTally tally = said.getOrDefault(id, new DeviceTally(id, 0, 0));
			long stored = losant.stateCounts(id).stored();
			return tally.admits(stored) ? Stream.empty() : Stream.of(stored + " stored, and said was: " + tally);
		}).toList();
	}

	private static Tally write(LosantSimulator losant, int states, String heap, List<DeviceTally> tallies)
			throws IOException, InterruptedException {
		ProcessBuilder java = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-cp", System.getProperty("java.class.path"),
				BulkUpdate.class.getName(), LoadWorker.NAME, "--states=" + states)
			.redirectError(ProcessBuilder.Redirect.INHERIT);
		losant.deviceIds().forEach((id) -> java.command().add(id));
		Target.tell(losant, java.environment());
		Process process = java.start();
		try (BufferedReader output = process.inputReader()) {
			Tally tally = output.lines()
				.peek((line) -> Stream.of(line).filter(DeviceTally::isIn).map(DeviceTally::parse).forEach(tallies::add))
				.filter(Tally::isIn)
				.findFirst()
				.map(Tally::parse)
				.orElse(null);
			int code = process.waitFor();
			if (tally == null) {
				throw new IOException("the JVM that writes ended with code " + code + " and said nothing");
			}
			return tally;
		}
		finally {
			process.destroy();
		}
	}

}
