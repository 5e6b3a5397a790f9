package io.losant4j.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many payloads a device had, counted by the hour they came in.
 */
final class PayloadCounts {

	private static final long HOUR = TimeUnit.HOURS.toMillis(1);

	/** What is counted, named as Losant answers it. */
	enum Kind {

		STATE("deviceState"), COMMAND("deviceCommand"), CONNECT("deviceConnect"), DISCONNECT("deviceDisconnect");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

	}

	private final NavigableMap<Long, Map<Kind, Integer>> hours = new TreeMap<>();

	synchronized void count(Kind kind, long time) {
		this.hours.computeIfAbsent(hour(time), (hour) -> new EnumMap<>(Kind.class)).merge(kind, 1, Integer::sum);
	}

	/** The counts of all hours that the window touches, without those that are zero. */
	synchronized ObjectNode sum(Window window) {
		Map<Kind, Integer> sums = new EnumMap<>(Kind.class);
		touched(window).values()
			.forEach((hour) -> hour.forEach((kind, count) -> sums.merge(kind, count, Integer::sum)));
		ObjectNode json = Json.object();
		sums.forEach((kind, sum) -> json.put(kind.text, sum));
		return json;
	}

	/**
	 * The sums for each stretch of the resolution, a whole number of hours, empty ones
	 * too.
	 */
	synchronized ArrayNode breakdown(Window window, long resolution) {
		ArrayNode breakdown = Json.array();
		for (long date = Math.floorDiv(window.from(), resolution) * resolution; date <= window
			.to(); date += resolution) {
			long sum = touched(new Window(date, date + resolution - 1)).values()
				.stream()
				.flatMap((hour) -> hour.values().stream())
				.mapToLong(Integer::longValue)
				.sum();
			breakdown.add(Json.object().put("date", Times.iso(date)).put("value", sum));
		}
		return breakdown;
	}

	private Map<Long, Map<Kind, Integer>> touched(Window window) {
		long from = hour(window.from());
		return (from > window.to()) ? Map.of() : this.hours.subMap(from, true, window.to(), true);
	}

	private static long hour(long time) {
		return Math.floorDiv(time, HOUR) * HOUR;
	}

}
