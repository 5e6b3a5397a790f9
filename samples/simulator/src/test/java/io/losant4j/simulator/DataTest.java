package io.losant4j.simulator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Queries over this data, one value each ten seconds until now:
 *
 * <pre>
 * second   -60   -50   -40   -30   -20   -10
 * n          1     4     2     8     5   -
 * s          a     b     b     -     a     c
 * </pre>
 */
class DataTest {

	private static LosantSimulator simulator;

	private static Http http;

	private static String id;

	private static String other;

	@BeforeAll
	static void start() {
		simulator = LosantSimulator.builder().clock(new SettableClock()).start();
		http = new Http(simulator);
		String attributes = "\"attributes\": [{\"name\": \"n\", \"dataType\": \"number\"}, "
				+ "{\"name\": \"s\", \"dataType\": \"string\"}]";
		id = http.device("{\"name\": \"one\", \"tags\": [{\"key\": \"k\", \"value\": \"v\"}], " + attributes + "}");
		other = http.device("{\"name\": \"other\", " + attributes + "}");
		http.post("/devices/" + id + "/state", """
				[{"time": -60000, "data": {"n": 1, "s": "a"}}, {"time": -50000, "data": {"n": 4, "s": "b"}},
				{"time": -40000, "data": {"n": 2, "s": "b"}}, {"time": -30000, "data": {"n": 8}},
				{"time": -20000, "data": {"n": 5, "s": "a"}}, {"time": -10000, "data": {"s": "c"}}]""").is(200);
		http.post("/devices/" + other + "/state", "{\"time\": -5000, \"data\": {\"n\": 7}}").is(200);
	}

	@AfterAll
	static void close() {
		simulator.close();
	}

	private static Http.Reply query(String more) {
		return http.post("/data/time-series-query", "{\"deviceIds\": [\"" + id + "\"]" + more + "}");
	}

	/** The points as {@code second:value}. */
	private static String points(Http.Reply reply, String attribute) {
		StringBuilder points = new StringBuilder();
		reply.is(200).body().at("/devices/" + id + "/points").forEach((point) -> {
			Long time = Times.parse(point.path("time").stringValue());
			long second = ((time != null) ? time : 0) / 1000 - SettableClock.START.getEpochSecond();
			points.append(' ').append(second).append(':').append(point.at("/data/" + attribute).asString());
		});
		return points.toString().trim();
	}

	@ParameterizedTest
	@CsvSource({ "FIRST,-60:1 -30:8", "LAST,-60:2 -30:5", "COUNT,-60:3 -30:2", "MAX,-60:4 -30:8", "MIN,-60:1 -30:5",
			"MEDIAN,-60:2 -30:6.5", "SUM,-60:7 -30:13", "STD_DEV,-60:1.247219128924647 -30:1.5",
			"NONE,-60:1 -50:4 -40:2 -30:8 -20:5" })
	void aggregates(String aggregation, String expected) {
		String query = ",\"start\":-60000,\"resolution\":30000,\"attributes\":[\"n\"],\"aggregation\":";
		assertThat(points(query(query + "\"" + aggregation + "\""), "n")).isEqualTo(expected);
		assertThat(points(query(query + "{\"type\":\"" + aggregation + "\",\"options\":{}}"), "n")).isEqualTo(expected);
	}

	@Test
	void takesTheMean() {
		assertThat(points(
				query(",\"duration\":60000,\"resolution\":20000,\"aggregation\":\"MEAN\",\"attributes\":[\"n\"]"), "n"))
			.isEqualTo("-60:2.5 -40:5 -20:5");
	}

	@Test
	void countsTextsButDoesNotReckonWithThem() {
		assertThat(points(query(",\"start\":-60000,\"aggregation\":\"COUNT\",\"attributes\":[\"s\"]"), "s"))
			.isEqualTo("-60:5");
		assertThat(points(query(",\"start\":-60000,\"aggregation\":\"SUM\",\"attributes\":[\"s\"]"), "s")).isEmpty();
	}

	@Test
	void tellsHowLongAValueLasted() {
		String query = ",\"start\":-55000,\"resolution\":30000,\"attributes\":[\"s\"],\"aggregation\":"
				+ "{\"type\":\"TIMEATVALUE\",\"options\":{\"value\":";
		assertThat(points(query(query + "\"b\"}}"), "s")).isEqualTo("-55:25000 -25:5000");
		assertThat(points(query(query + "\"a\"}}"), "s")).as("it began before the start")
			.isEqualTo("-55:5000 -25:10000");
		assertThat(points(query(query + "\"x\"}}"), "s")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "'',-60:1 -50:4 -40:2 -30:8 -20:5", "',\"order\":\"desc\",\"limit\":2',-20:5 -30:8",
			"',\"limit\":1',-60:1", "',\"start\":-45000,\"end\":-25000',-40:2 -30:8",
			"',\"start\":-60000,\"duration\":15000',-60:1 -50:4", "',\"end\":-25000,\"duration\":10000',-30:8",
			"',\"resolution\":3600000,\"start\":1',-3600:5" })
	void looksAtTheTimeAskedFor(String more, String expected) {
		assertThat(points(query(",\"attributes\":[\"n\"]" + more), "n")).isEqualTo(expected);
	}

	@Test
	void tellsWhatItAnswers() {
		Http.Reply reply = query(",\"start\":-60000,\"end\":-59000,\"resolution\":500.0,\"limit\":3,\"order\":\"desc\","
				+ "\"aggregation\":{\"type\":\"MAX\"}");
		assertThat(reply.is(200).json()).isEqualTo(
				"{\"start\":\"2026-06-13T03:59:00.000Z\",\"end\":\"2026-06-13T03:59:01.000Z\",\"resolution\":500,"
						+ "\"aggregation\":{\"type\":\"MAX\"},\"limit\":3,\"order\":\"desc\",\"devices\":{\"" + id
						+ "\":{\"name\":\"one\",\"tags\":{\"k\":[\"v\"]},\"points\":["
						+ "{\"time\":\"2026-06-13T03:59:00.000Z\",\"data\":{\"n\":1}}]}}}");
		assertThat(query("").json())
			.contains("\"resolution\":null,\"aggregation\":\"NONE\",\"limit\":null,\"order\":\"asc\"");
		assertThat(query(",\"resolution\":1000").json()).contains("\"aggregation\":\"LAST\"");
	}

	@Test
	void asksAllDevicesOrSome() {
		assertThat(http.post("/data/time-series-query", "{}").body().path("devices").propertyNames())
			.containsExactly(id, other);
		assertThat(http.post("/data/time-series-query", "{\"deviceTags\": [{\"key\": \"k\"}]}").body().path("devices"))
			.hasSize(1);
		assertThat(http.post("/data/time-series-query", "{\"deviceQuery\": {\"name\": \"x\"}}").body().path("devices"))
			.isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"start\":\"1\"}|start", "{\"resolution\":0}|resolution", "{\"duration\":-5}|duration",
					"{\"limit\":0}|limit", "{\"order\":\"up\"}|order", "{\"aggregation\":\"AVERAGE\"}|aggregation",
					"{\"aggregation\":{\"type\":\"TIMEATVALUE\"}}|aggregation.options",
					"{\"aggregation\":{\"type\":\"MAX\",\"options\":{\"value\":1}}}|aggregation.options.value",
					"{\"attributes\":[5]}|attributes[0]", "{\"attribute\":\"n\"}|attribute",
					"{\"deviceQuery\":{\"x\":1}}|deviceQuery.x" })
	void refusesWhatIsNoTimeSeriesQuery(String body, String field) {
		http.post("/data/time-series-query", body).isError(400, "Validation", "\"query." + field + "\" ");
	}

	@Test
	void tellsLastValues() {
		assertThat(http.post("/data/last-value-query", "{\"attribute\": \"n\"}").is(200).json())
			.isEqualTo("{\"" + id + "\":{\"time\":\"2026-06-13T03:59:40.000Z\",\"data\":{\"n\":5}},\"" + other
					+ "\":{\"time\":\"2026-06-13T03:59:55.000Z\",\"data\":{\"n\":7}},\"_type\":\"lastValueData\"}");
		assertThat(http.post("/data/last-value-query", "{\"attribute\": \"s\", \"end\": -45000}").json())
			.isEqualTo("{\"" + id
					+ "\":{\"time\":\"2026-06-13T03:59:10.000Z\",\"data\":{\"s\":\"b\"}},\"_type\":\"lastValueData\"}");
		assertThat(http.post("/data/last-value-query", "{\"deviceIds\": [\"" + id + "\"]}").text(id + "/data/s"))
			.isEqualTo("c");
		http.post("/data/last-value-query", "{\"attributes\": []}").isError(400, "Validation", "\"query.attributes\"");
	}

	@Test
	void exportsByAJob() {
		http.post("/data/export", "{\"deviceIds\": [\"" + id + "\"], \"options\": {\"filePerDevice\": true}}").is(202);
		http.post("/data/export", "").isError(400, "Validation", "\"query\" is required");
		http.post("/data/export", "{\"options\": {\"filePerDevice\": 1}}").isError(400, "Validation", "filePerDevice");
	}

}
