package io.losant4j.samples.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of the inner parts and prints a table.
 */
final class InnerParts {

	private InnerParts() {
	}

	static void run(Plan plan, PrintStream out) throws RunnerException {
		Options options = new OptionsBuilder().include(InnerParts.class.getPackageName() + "\\..*Benchmark\\.")
			.forks(1)
			.jvmArgs("-Xms1g", "-Xmx1g", "-XX:+UseSerialGC")
			.warmupIterations(2)
			.warmupTime(TimeValue.milliseconds(plan.roundMillis()))
			.measurementIterations(plan.rounds())
			.measurementTime(TimeValue.milliseconds(plan.roundMillis()))
			.addProfiler(GCProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.build();
		out.println("| inner part | time | bytes allocated |");
		out.println("|---|---|---|");
		for (RunResult result : new Runner(options).run()) {
			out.println(row(result));
		}
	}

	private static String row(RunResult result) {
		String name = result.getParams().getBenchmark();
		int method = name.lastIndexOf('.');
		String title = name.substring(name.lastIndexOf('.', method - 1) + 1).replace("Benchmark.", ".");
		return String.format(Locale.ROOT, "| `%s` | %,.1f ns | %,.0f |", title, result.getPrimaryResult().getScore(),
				bytes(result));
	}

	private static double bytes(RunResult result) {
		Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
		return (allocated != null) ? allocated.getScore() : 0;
	}

}
