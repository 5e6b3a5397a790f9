package io.losant4j.samples.benchmarks;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A Markdown table, printed row by row: processor time as the median of the ratios to the
 * first contender's round before, and bytes as they are.
 */
final class Table {

	private final PrintStream out;

	private final List<String> contenders;

	Table(PrintStream out, List<String> contenders) {
		this.out = out;
		this.contenders = contenders;
		out.println("| work | " + String.join(" | ", contenders) + " | goal |");
		out.println("|---|" + "---|".repeat(contenders.size() + 1));
	}

	void row(Work work, Map<String, List<Round>> rounds) {
		if (work.isTimed()) {
			row(work.title() + ", CPU", work.goal(), (contender) -> cpu(contender, rounds));
			row(work.title() + ", bytes", "", (contender) -> bytes(rounds.get(contender)));
		}
		else {
			row(work.title() + ", bytes", work.goal(), (contender) -> bytes(rounds.get(contender)));
		}
	}

	private void row(String title, String goal, java.util.function.Function<String, String> cell) {
		this.out.println(this.contenders.stream()
			.map(cell)
			.collect(Collectors.joining(" | ", "| " + title + " | ", " | " + goal + " |")));
	}

	private String cpu(String contender, Map<String, List<Round>> rounds) {
		List<Round> own = rounds.get(contender);
		List<Round> base = rounds.get(this.contenders.get(0));
		if (own == null || base == null) {
			return "";
		}
		if (own == base) {
			return String.format(Locale.ROOT, "1.00 (%.2f µs)", median(own, Round::nanosPerOperation) / 1_000);
		}
		return String.format(Locale.ROOT, "%.2f", median(IntStream.range(0, own.size())
			.mapToDouble((i) -> own.get(i).nanosPerOperation() / base.get(i).nanosPerOperation())));
	}

	private static String bytes(@org.jspecify.annotations.Nullable List<Round> rounds) {
		return (rounds == null || median(rounds, Round::bytesPerOperation) == 0) ? ""
				: String.format(Locale.ROOT, "%,.0f", median(rounds, Round::bytesPerOperation));
	}

	private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
		return median(rounds.stream().mapToDouble(figure));
	}

	private static double median(DoubleStream figures) {
		double[] sorted = figures.sorted().toArray();
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

}
