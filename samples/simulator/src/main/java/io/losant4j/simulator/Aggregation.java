package io.losant4j.simulator;

import java.util.List;
import java.util.stream.DoubleStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How the values of one attribute within a stretch of time become one.
 */
enum Aggregation {

	FIRST, LAST, COUNT, MAX, MIN, MEDIAN, MEAN, SUM, STD_DEV;

	/**
	 * One value out of some, oldest first. Arithmetic takes booleans for 1 and 0 and
	 * leaves out texts; {@code null} where nothing is left then.
	 */
	@Nullable JsonNode of(List<JsonNode> values) {
		return switch (this) {
			case FIRST -> values.get(0);
			case LAST -> values.get(values.size() - 1);
			case COUNT -> Json.number(values.size());
			default -> {
				double[] numbers = values.stream()
					.filter((value) -> value.isNumber() || value.isBoolean())
					.mapToDouble((value) -> value.isNumber() ? value.doubleValue() : value.booleanValue() ? 1 : 0)
					.sorted()
					.toArray();
				yield (numbers.length > 0) ? Json.number(of(numbers)) : null;
			}
		};
	}

	private double of(double[] sorted) {
		int middle = sorted.length / 2;
		return switch (this) {
			case MIN -> sorted[0];
			case MAX -> sorted[sorted.length - 1];
			case MEDIAN -> (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
			case MEAN -> mean(sorted);
			case SUM -> DoubleStream.of(sorted).sum();
			default -> {
				double mean = mean(sorted);
				yield Math
					.sqrt(mean(DoubleStream.of(sorted).map((value) -> (value - mean) * (value - mean)).toArray()));
			}
		};
	}

	private static double mean(double[] values) {
		return DoubleStream.of(values).average().orElseThrow();
	}

}
