package io.losant4j.samples.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.openjdk.jmh.runner.RunnerException;

/**
 * The command: prints Markdown tables of what the client costs. From the root of the
 * source tree:
 *
 * <pre class="code">
 * mvn -q -pl samples/benchmarks -am spring-boot:run
 * </pre>
 *
 * Arguments, in {@code -Dspring-boot.run.arguments=}: {@code long} for a long run,
 * {@code inner} for the inner parts only, the names of works and contenders for those
 * only.
 */
public final class Benchmarks {

	private Benchmarks() {
	}

	/**
	 * Measures and prints.
	 * @param args see above
	 * @throws IOException if a process does not start, or ends
	 * @throws RunnerException if an inner part cannot be measured
	 */
	public static void main(String[] args) throws IOException, RunnerException {
		List<String> words = List.of(args);
		Plan plan = words.contains("long") ? Plan.LONG : Plan.DEFAULT;
		List<Work> works = List.of(Work.values());
		List<Work> named = works.stream().filter((work) -> words.contains(work.name())).toList();
		List<Contenders> contenders = Stream.of(Contenders.values())
			.filter((contender) -> words.contains(contender.name()))
			.toList();
		System.out.println(machine());
		System.out.println();
		if (!words.contains("inner")) {
			new EndToEnd(plan, System.out).run(named.isEmpty() ? works : named, contenders);
			System.out.println();
		}
		if (named.isEmpty() && contenders.isEmpty()) {
			InnerParts.run(plan, System.out);
		}
	}

	private static String machine() {
		return String.format(Locale.ROOT, "%d processors, %s, JDK %s, %s %s.",
				Runtime.getRuntime().availableProcessors(),
				ChildProcess.isPinned() ? "client on one, server on another" : "nothing pinned",
				Runtime.version().feature(), System.getProperty("os.name"), System.getProperty("os.arch"));
	}

}
