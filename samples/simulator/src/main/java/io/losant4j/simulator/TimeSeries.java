package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A time series query, read from its body. Where it says nothing, the series is all that
 * was reported, as it was; with a resolution, the last value of each stretch.
 *
 * @param window from when to when
 * @param resolution the length of a stretch, {@code null} for one stretch that is all
 * @param aggregation as it was asked for, or by default
 * @param attributes which attributes, {@code null} for all
 * @param limit how many points at most, {@code null} for all
 * @param descending whether the newest point comes first
 */
record TimeSeries(Window window, @Nullable Long resolution, JsonNode aggregation, @Nullable JsonNode attributes,
		@Nullable Long limit, boolean descending) {

	private static final int MOST_POINTS = 100_000;

	static TimeSeries of(JsonNode body, long now) {
		Long resolution = positive(body, "resolution");
		Long duration = positive(body, "duration");
		Window window = Window.of(body, now);
		if (duration != null && !body.has("start")) {
			window = new Window(window.to() - duration, window.to());
		}
		else if (duration != null && !body.has("end")) {
			window = new Window(window.from(), window.from() + duration);
		}
		JsonNode aggregation = body.has("aggregation") ? body.path("aggregation")
				: Json.text((resolution != null) ? "LAST" : "NONE");
		return new TimeSeries(window, resolution, aggregation, body.get("attributes"), positive(body, "limit"),
				body.path("order").asString("asc").equals("desc"));
	}

	private static @Nullable Long positive(JsonNode body, String field) {
		JsonNode value = body.get(field);
		Rule.require(value == null || Json.doubleOf(value) >= 1, "query." + field, "must be a positive number");
		return (value != null) ? Long.valueOf(Json.longOf(value)) : null;
	}

	/** The points of one device. */
	ArrayNode points(Device device) {
		Map<Long, ObjectNode> points = switch (type()) {
			case "NONE" -> raw(device);
			case "TIMEATVALUE" -> timeAtValue(device, this.aggregation.at("/options/value"));
			default -> aggregated(device, Aggregation.valueOf(type()));
		};
		List<Map.Entry<Long, ObjectNode>> ordered = new ArrayList<>(points.entrySet());
		if (this.descending) {
			Collections.reverse(ordered);
		}
		ArrayNode json = Json.array();
		ordered.stream()
			.limit((this.limit != null) ? this.limit : Long.MAX_VALUE)
			.forEach((point) -> json.addObject().put("time", Times.iso(point.getKey())).set("data", point.getValue()));
		return json;
	}

	private String type() {
		return this.aggregation.isObject() ? this.aggregation.path("type").stringValue()
				: this.aggregation.stringValue();
	}

	private Map<Long, ObjectNode> raw(Device device) {
		Map<Long, ObjectNode> points = new TreeMap<>();
		walk(device, this.window, (name) -> true,
				(time, name, value) -> points.computeIfAbsent(time, (key) -> Json.object()).set(name, value));
		return points;
	}

	private Map<Long, ObjectNode> aggregated(Device device, Aggregation by) {
		Map<Long, Map<String, List<JsonNode>>> stretches = new TreeMap<>();
		walk(device, this.window, (name) -> true,
				(time, name, value) -> stretches.computeIfAbsent(stretch(time), (key) -> new LinkedHashMap<>())
					.computeIfAbsent(name, (key) -> new ArrayList<>())
					.add(value));
		Map<Long, ObjectNode> points = new TreeMap<>();
		stretches.forEach((start, values) -> {
			ObjectNode data = Json.object();
			values.forEach((name, list) -> {
				JsonNode value = by.of(list);
				if (value != null) {
					data.set(name, value);
				}
			});
			if (!data.isEmpty()) {
				points.put(start, data);
			}
		});
		return points;
	}

	/** How many milliseconds of each stretch an attribute had the value. */
	private Map<Long, ObjectNode> timeAtValue(Device device, JsonNode wanted) {
		Map<Long, ObjectNode> points = new TreeMap<>();
		device.profile().attributes().keySet().forEach((attribute) -> {
			TreeMap<Long, JsonNode> changes = new TreeMap<>();
			walk(device, new Window(Long.MIN_VALUE, this.window.to()), attribute::equals,
					(time, name, value) -> changes.put(time, value));
			for (Map.Entry<Long, JsonNode> change : changes.entrySet()) {
				if (change.getValue().asString().equals(wanted.asString())) {
					Long next = changes.higherKey(change.getKey());
					long end = (next != null) ? next : this.window.to();
					spread(points, attribute, Math.max(change.getKey(), this.window.from()), end);
				}
			}
		});
		return points;
	}

	private void spread(Map<Long, ObjectNode> points, String attribute, long from, long to) {
		long start = from;
		while (start < to) {
			long end = (this.resolution != null) ? Math.min(to, stretch(start) + this.resolution) : to;
			Rule.require(points.size() < MOST_POINTS, "query.resolution", "must be larger, there are too many points");
			ObjectNode data = points.computeIfAbsent(stretch(start), (key) -> Json.object());
			data.put(attribute, data.path(attribute).asLong(0) + end - start);
			start = end;
		}
	}

	/** The start of the stretch that a time falls into. */
	private long stretch(long time) {
		if (this.resolution == null) {
			return this.window.from();
		}
		long origin = (this.window.from() == Window.BEGINNING) ? 0 : this.window.from();
		return origin + Math.floorDiv(time - origin, this.resolution) * this.resolution;
	}

	private void walk(Device device, Window within, Predicate<String> named, Reading reading) {
		List<String> asked = new ArrayList<>();
		Objects.requireNonNullElseGet(this.attributes, Json::array).forEach((name) -> asked.add(name.stringValue()));
		device.states().walk(within, false, (time, readings) -> {
			readings.forEach((name, value) -> {
				if (named.test(name) && (this.attributes == null || asked.contains(name))) {
					reading.at(time, name, value);
				}
			});
			return true;
		});
	}

	/** Takes one value. */
	@FunctionalInterface
	private interface Reading {

		void at(long time, String name, JsonNode value);

	}

}
