package io.losant4j.simulator;

import java.time.Duration;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceHistoryTest {

	private static final long START = SettableClock.START.toEpochMilli();

	private static final SettableClock clock = new SettableClock();

	private static LosantSimulator simulator;

	private static Http http;

	private String device = "";

	@BeforeAll
	static void start() {
		simulator = LosantSimulator.builder().clock(clock).start();
		http = new Http(simulator);
	}

	@AfterAll
	static void close() {
		simulator.close();
	}

	@BeforeEach
	void device() {
		clock.reset();
		this.device = "/devices/" + http.device("""
				{"name": "freezer", "attributes": [
				{"name": "n", "dataType": "number"}, {"name": "s", "dataType": "string"},
				{"name": "b", "dataType": "boolean"}, {"name": "g", "dataType": "gps"},
				{"name": "blob", "dataType": "blob", "contentType": "image/png"}]}""");
	}

	private Http.Reply send(String state) {
		return http.post(this.device + "/state", state);
	}

	private String states(String query) {
		return http.get(this.device + "/state?" + query).is(200).json();
	}

	@Test
	void keepsAStateAndAnswersItsTimeInIso() {
		assertThat(send("""
				{"time": "2026-06-13T03:00:00.5Z", "data": {"n": -18.4}, "meta": {"by": [1, null]},
				"flowVersion": "1.0"}""").is(200).json()).isEqualTo("{\"success\":true}");

		assertThat(states("")).isEqualTo("[{\"time\":\"2026-06-13T03:00:00.500Z\",\"data\":{\"n\":-18.4},"
				+ "\"meta\":{\"by\":[1,null]},\"flowVersion\":\"1.0\"}]");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "`\"2026-06-13T03:00:00Z\"`,2026-06-13T03:00:00.000Z",
			"`\"2026-06-13T05:30:00.123+02:00\"`,2026-06-13T03:30:00.123Z",
			"`\"2026-06-13T03:00:00\"`,2026-06-13T03:00:00.000Z", "`\"2026-06-13 03:00:00\"`,2026-06-13T03:00:00.000Z",
			"`\"2026-06-12\"`,2026-06-12T00:00:00.000Z", "`\"Sat, 13 Jun 2026 03:00:00 GMT\"`,2026-06-13T03:00:00.000Z",
			"`{\"$date\":\"2026-06-13T03:00:00.007Z\"}`,2026-06-13T03:00:00.007Z",
			"1781319600,2026-06-13T03:00:00.000Z", "1781319600.25,2026-06-13T03:00:00.250Z",
			"1781319600001,2026-06-13T03:00:00.001Z", "-60000,2026-06-13T03:59:00.000Z",
			"`\"yesterday\"`,2026-06-13T04:00:00.000Z", "`\"\"`,2026-06-13T04:00:00.000Z" })
	void readsEveryFormOfTime(String written, String answered) {
		send("{\"time\": " + written + ", \"data\": {\"n\": 1}}").is(200);
		assertThat(http.get(this.device + "/state").text("0/time")).isEqualTo(answered);
	}

	@Test
	void takesAMissingTimeForNow() {
		clock.advance(Duration.ofMillis(1));
		send("{\"data\": {\"n\": 1}}").is(200);
		assertThat(http.get(this.device + "/state").text("0/time")).isEqualTo("2026-06-13T04:00:00.001Z");
	}

	@Test
	void mergesWhatIsReportedForOneMillisecond() {
		send("{\"time\": -1000, \"data\": {\"n\": 1, \"s\": \"a\"}, \"meta\": 1}").is(200);
		send("{\"time\": -1000, \"data\": {\"b\": true, \"n\": 2}}").is(200);
		send("{\"time\": -999, \"data\": {\"n\": 3}}").is(200);
		assertThat(states("limit=9")).isEqualTo(
				"[{\"time\":\"2026-06-13T03:59:59.001Z\",\"data\":{\"n\":3}},{\"time\":\"2026-06-13T03:59:59.000Z\","
						+ "\"data\":{\"n\":2,\"s\":\"a\",\"b\":true},\"meta\":1}]");
	}

	@Test
	void takesManyStatesInOneCallOrNone() {
		send("[{\"time\": -2, \"data\": {\"n\": 1}}, {\"time\": -1, \"data\": {\"n\": 2}}]").is(200);
		send("[]").is(200);
		assertThat(http.get(this.device + "/state?limit=10").body()).hasSize(2);
		send("[{\"time\": -4, \"data\": {\"n\": 1}}, {\"time\": -3, \"data\": {\"n\": \"no\"}}]").isError(400,
				"Validation", "\"deviceState[1].data.n\" must be a number");
		assertThat(http.get(this.device + "/state?limit=10").body()).as("all or nothing").hasSize(2);
	}

	@Test
	void ignoresStatesOutOfTheWindowSilently() {
		long day = Duration.ofDays(1).toMillis();
		send("{\"time\": " + (START - 30 * day - 1) + ", \"data\": {\"n\": 1}}").is(200);
		send("{\"time\": " + (START + day + 1) + ", \"data\": {\"n\": 2}}").is(200);
		assertThat(states("limit=10")).isEqualTo("[]");
		send("{\"time\": " + (START - 30 * day) + ", \"data\": {\"n\": 3}}").is(200);
		send("{\"time\": " + (START + day) + ", \"data\": {\"n\": 4}}").is(200);
		assertThat(http.get(this.device + "/state?limit=10").body()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "'',5", "limit=2,5 4", "limit=9,5 4 3 2 1", "limit=2&sortDirection=asc,1 2",
			"limit=9&start=-2000&end=-1000,4 3", "limit=9&start=1&end=0,5 4 3 2 1", "limit=9&end=-1000,4 3 2 1",
			"limit=9&since=-1500,5 4", "limit=9&duration=1500,5 4", "limit=9&duration=1000&end=-3000,2 1",
			"limit=9&duration=1000&start=-4000,2 1", "limit=9&start=0,5", "limit=9&start=-1&end=-2,''",
			"limit=9&start=-3000&since=1,5 4 3 2", "limit=&sortDirection=,5" })
	void readsTheHistoryByTime(String query, String expected) {
		for (int i = 1; i <= 5; i++) {
			send("{\"time\": " + (START - 5000 + i * 1000L) + ", \"data\": {\"n\": " + i + "}}").is(200);
		}
		StringBuilder found = new StringBuilder();
		http.get(this.device + "/state?" + query)
			.is(200)
			.body()
			.forEach((state) -> found.append(' ').append(state.at("/data/n").asString()));
		assertThat(found.toString().trim()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "limit=0,limit", "limit=x,limit", "limit=1.5,limit", "sortDirection=up,sortDirection",
			"start=soon,start", "end=1e3,end", "duration=0,duration", "duration=-5&end=0,duration", "since=x,since" })
	void refusesAnUnreadableRange(String query, String field) {
		http.get(this.device + "/state?" + query).isError(400, "Validation", "\"" + field + "\" must be");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "n,1,1", "n,1.0,1", "n,1.50,1.5", "n,-0.25,-0.25", "n,1e3,1000", "n,`\"2.5\"`,2.5",
					"n,9007199254740993,9007199254740993", "s,5,5", "s,true,true", "s,`\"\"`,``", "b,1,true",
					"b,`\"false\"`,false", "g,`\"52.5, 13.4\"`,`52.5, 13.4`",
					"g,`\"5231.2N,01324.3E\"`,`5231.2N,01324.3E`", "blob,`\"aGVsbG8=\"`,aGVsbG8=" })
	void turnsValuesIntoTheTypeOfTheirAttribute(String attribute, String sent, String kept) {
		send("{\"data\": {\"" + attribute + "\": " + sent + "}}").is(200);
		assertThat(http.get(this.device + "/state").text("0/data/" + attribute)).isEqualTo(kept);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "n,`\"warm\"`,must be a number", "n,true,must be a number", "n,`\"\"`,must be a number",
					"n,`\"Infinity\"`,must be a number", "b,`\"yes\"`,must be a boolean", "b,2,must be a boolean",
					"g,5,must be a position", "g,`\"91,0\"`,must be a position on earth",
					"g,`\"0,-180.1\"`,must be a position on earth", "blob,`\"?\"`,must be a base64 text",
					"n,null,must be a number; a text or a boolean", "n,[1],must be a number; a text or a boolean",
					"n,{},must be a number; a text or a boolean", "other,1,is no attribute of the device",
					"a b,1,must have a name of the form" })
	void refusesValuesThatAreNot(String attribute, String sent, String rule) {
		send("{\"data\": {\"" + attribute + "\": " + sent + "}}").isError(400, "Validation",
				"\"deviceState.data." + attribute + "\" " + rule.replace(';', ','));
		assertThat(states("")).isEqualTo("[]");
	}

	@Test
	void refusesTextsOfMoreThan64KiB() {
		send("{\"data\": {\"s\": \"" + "ä".repeat(32 * 1024) + "\"}}").is(200);
		send("{\"data\": {\"s\": \"" + "ä".repeat(32 * 1024) + "x\"}}").isError(400, "Validation", "65536 bytes");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`',
			value = { "{},deviceState.data,is required", "[1],deviceState[0],must be an object",
					"7,deviceState,must be an object", "`{\"data\":[]}`,deviceState.data,must be an object",
					"`{\"data\":{},\"relayId\":\"x\"}`,deviceState.relayId,is not allowed",
					"`{\"data\":{},\"time\":true}`,deviceState.time,must be a text; a number",
					"`{\"data\":{},\"time\":{\"date\":\"x\"}}`,deviceState.time,must be a text; a number",
					"`{\"data\":{},\"flowVersion\":\"\"}`,deviceState.flowVersion,must have 1 to 255 characters" })
	void refusesWhatIsNoState(String body, String field, String rule) {
		send(body).isError(400, "Validation", "\"" + field + "\" " + rule.replace(';', ','));
	}

	@Test
	void keepsCommandsWithTheirPayloadsAsTheyAre() {
		String command = this.device + "/command";
		http.post(command, "{\"name\": \"one\", \"time\": -2, \"payload\": [1, {\"a\": null}]}").is(200);
		http.post(command, "{\"name\": \"two\", \"time\": -1, \"payload\": null}").is(200);
		http.post(command, "{\"name\": \"three\"}").is(200);
		http.post(command, "{\"name\": \"four\"}").is(200);
		assertThat(http.get(command + "?limit=10").is(200).json())
			.isEqualTo("[{\"name\":\"four\",\"time\":\"2026-06-13T04:00:00.000Z\"},"
					+ "{\"name\":\"three\",\"time\":\"2026-06-13T04:00:00.000Z\"},"
					+ "{\"name\":\"two\",\"time\":\"2026-06-13T03:59:59.999Z\",\"payload\":null},"
					+ "{\"name\":\"one\",\"time\":\"2026-06-13T03:59:59.998Z\",\"payload\":[1,{\"a\":null}]}]");
		assertThat(http.get(command).body()).hasSize(1);
		assertThat(http.get(command + "?sortDirection=asc&start=-1").text("0/name")).isEqualTo("two");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"name\": \"\"}", "{\"name\": 5}", "{\"name\": null}" })
	void refusesACommandWithoutAName(String body) {
		http.post(this.device + "/command", body).isError(400, "Validation", "\"deviceCommand.name\"");
	}

	@Test
	void refusesMoreThanACommandHas() {
		http.post(this.device + "/command", "{\"name\": \"x\", \"deviceIds\": []}")
			.isError(400, "Validation", "\"deviceCommand.deviceIds\" is not allowed");
		http.post(this.device + "/command", "{\"name\": \"" + "x".repeat(256) + "\"}")
			.isError(400, "Validation", "\"deviceCommand.name\" must have 1 to 255 characters");
	}

}
