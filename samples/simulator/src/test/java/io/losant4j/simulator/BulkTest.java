package io.losant4j.simulator;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actions on many devices: a, b and c; a and b are tagged site=berlin.
 */
class BulkTest {

	private static final String BERLIN = "{\"tags\": {\"site\": \"berlin\"}}";

	private final SettableClock clock = new SettableClock();

	private LosantSimulator simulator;

	private Http http;

	private String a = "";

	private String b = "";

	private String c = "";

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder().clock(this.clock).jobThreshold(2).start();
		this.http = new Http(this.simulator);
		this.a = device("a", "berlin");
		this.b = device("b", "berlin");
		this.c = device("c", "ulm");
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private String device(String name, String site) {
		return this.http.device("""
				{"name": "%s", "tags": [{"key": "site", "value": "%s"}], "attributes":
				[{"name": "t", "dataType": "number", "attributeTags": {"unit": "C"}, "description": "x"},
				{"name": "door", "dataType": "boolean"}]}""".formatted(name, site));
	}

	private Http.Reply patch(String body) {
		return this.http.patch("/devices", body);
	}

	private Http.Reply operate(String operation) {
		return patch("{\"deviceIds\": [\"" + this.a + "\"], \"updateOperations\": [" + operation + "]}").is(200);
	}

	private static void isJob(Http.Reply reply) {
		assertThat(reply.is(202).json()).matches("\\{\"success\":true,\"jobQueued\":true,\"jobId\":\"\\w{21}\"}");
	}

	@Test
	void updatesFieldsOfSomeDevices() {
		Http.Reply counts = patch("{\"query\": " + BERLIN + ", \"updateFields\": {\"description\": \"new\"}}").is(200);
		assertThat(counts.json()).isEqualTo("{\"updated\":2,\"failed\":0,\"skipped\":0}");
		assertThat(this.http.get("/devices/" + this.a).text("description")).isEqualTo("new");
		assertThat(this.http.get("/devices/" + this.c).text("description")).isEmpty();
		assertThat(patch("{\"query\": " + BERLIN + ", \"updateFields\": {\"description\": \"new\"}}").json())
			.isEqualTo("{\"updated\":0,\"failed\":0,\"skipped\":2}");
	}

	@Test
	void countsWhatFails() {
		String gateway = this.http.device("{\"name\": \"gate\", \"deviceClass\": \"system\"}");
		assertThat(patch("{\"deviceIds\": [\"" + this.a + "\", \"" + gateway
				+ "\"], \"updateFields\": {\"deviceClass\": \"gateway\"}}")
			.is(200)
			.json()).isEqualTo("{\"updated\":1,\"failed\":1,\"skipped\":0}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "`\"set\",\"target\":\"name\",\"value\":\"z\"`|name|z",
			"`\"set\",\"target\":\"description\",\"value\":\"d\"`|description|d",
			"`\"set\",\"target\":\"deviceClass\",\"value\":\"gateway\"`|deviceClass|gateway",
			"`\"set\",\"target\":\"systemInterval\",\"value\":5`|systemInterval|5",
			"`\"set\",\"target\":\"keepDuplicates\",\"value\":true`|keepDuplicates|true",
			"`\"set\",\"target\":\"tag\",\"value\":{\"key\":\"site\",\"value\":\"bonn\"}`|tags/0/value|bonn",
			"`\"set\",\"target\":\"tag\",\"value\":{\"key\":\"floor\",\"value\":\"8\"}`|tags/1/value|8",
			"`\"remove\",\"target\":\"tag\",\"tagKey\":\"site\"`|tags/0/value|``",
			"`\"set\",\"target\":\"attributeTag\",\"attributeName\":\"door\",\"value\":{\"key\":\"k\",\"value\":\"v\"}`|"
					+ "attributes/1/attributeTags/k|v",
			"`\"set\",\"target\":\"attributeTag\",\"attributeName\":\"t\",\"value\":{\"key\":\"unit\",\"value\":\"F\"}`|"
					+ "attributes/0/attributeTags/unit|F",
			"`\"remove\",\"target\":\"attributeTag\",\"attributeName\":\"t\",\"tagKey\":\"unit\"`|"
					+ "attributes/0/attributeTags/unit|``",
			"`\"set\",\"target\":\"attributeDescription\",\"attributeName\":\"t\",\"value\":\"y\"`|attributes/0/description|y",
			"`\"remove\",\"target\":\"attributeDescription\",\"attributeName\":\"t\"`|attributes/0/description|``",
			"`\"set\",\"target\":\"attributeContentType\",\"attributeName\":\"t\",\"value\":\"text/css\"`|"
					+ "attributes/0/contentType|text/css",
			"`\"set\",\"target\":\"attributeName\",\"attributeName\":\"t\",\"value\":\"temp\"`|attributes/0/name|temp",
			"`\"remove\",\"target\":\"attribute\",\"attributeName\":\"t\"`|attributes/0/name|door",
			"`\"add\",\"target\":\"attribute\",\"value\":{\"name\":\"n\",\"dataType\":\"gps\"}`|attributes/2/name|n" })
	void knowsEveryUpdateOperation(String operation, String field, String value) {
		assertThat(operate("{\"operation\":" + operation + "}").text("updated")).isEqualTo("1");
		assertThat(this.http.get("/devices/" + this.a).text(field)).isEqualTo(value);
		assertThat(operate("{\"operation\":" + operation + "}").text("skipped")).as("there is nothing left to change")
			.isEqualTo("1");
	}

	@Test
	void movesDevicesIntoSystemsAndOut() {
		String plant = this.http.device("{\"name\": \"plant\", \"deviceClass\": \"system\"}");
		operate("{\"operation\":\"set\",\"target\":\"parentId\",\"value\":\"" + plant + "\"}");
		assertThat(this.http.get("/devices/" + this.a).text("parentId")).isEqualTo(plant);
		operate("{\"operation\":\"remove\",\"target\":\"parentId\"}");
		assertThat(this.http.get("/devices/" + this.a).body().path("parentId").isNull()).isTrue();
		String gate = this.http.device("{\"name\": \"gate\", \"deviceClass\": \"gateway\"}");
		operate("{\"operation\":\"set\",\"target\":\"gatewayId\",\"value\":\"" + gate + "\"}");
		assertThat(this.http.get("/devices/" + this.a).text("gatewayId")).isEqualTo(gate);
		patch("{\"deviceIds\": [\"" + plant + "\"], \"updateOperations\": [{\"operation\":\"add\",\"target\":"
				+ "\"attributeSystem\",\"value\":{\"name\":\"mean\",\"dataType\":\"number\",\"system\":"
				+ "{\"aggregation\":\"MEAN\"}}}]}")
			.is(200);
		assertThat(this.http.get("/devices/" + plant).text("attributes/0/system/aggregation")).isEqualTo("MEAN");
		operate("{\"operation\":\"set\",\"target\":\"description\",\"value\":\"d\"},"
				+ "{\"operation\":\"remove\",\"target\":\"description\"}");
		assertThat(this.http.get("/devices/" + this.a).text("description")).isEmpty();
	}

	@Test
	void keepsTheDataOfARenamedAttribute() {
		this.http.post("/devices/" + this.a + "/state", "{\"data\": {\"t\": 1}}").is(200);
		operate("{\"operation\":\"set\",\"target\":\"attributeName\",\"attributeName\":\"t\",\"value\":\"temp\"}");
		assertThat(this.http.get("/devices/" + this.a + "/state").text("0/data/temp")).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "{}|patchInfo|must say which devices are meant",
			"`{\"ids\":[]}`|patchInfo.ids|is not allowed",
			"`{\"deviceIds\":[\"x\"]}`|patchInfo.deviceIds[0]|must be 24",
			"`{\"query\":{\"color\":1}}`|patchInfo.query.color|is not allowed",
			"`{\"query\":{},\"updateFields\":{\"id\":1}}`|patchInfo.updateFields.id|is not allowed",
			"`{\"query\":{},\"updateOperations\":[{\"operation\":\"add\",\"target\":\"name\"}]}`|"
					+ "patchInfo.updateOperations[0].target|is nothing to add",
			"`{\"query\":{},\"updateOperations\":[{\"target\":\"name\"}]}`|patchInfo.updateOperations[0].operation|must be one of",
			"`{\"query\":{},\"updateOperations\":[{\"operation\":\"set\",\"target\":\"name\"}]}`|"
					+ "patchInfo.updateOperations[0].value|is required",
			"`{\"query\":{},\"updateOperations\":[{\"operation\":\"remove\",\"target\":\"tag\",\"tagKey\":\"k\"},"
					+ "{\"operation\":\"remove\",\"target\":\"tag\",\"tagKey\":\"k\"}]}`|patchInfo.updateOperations|must not name" })
	void refusesWhatIsNoUpdate(String body, String field, String rule) {
		patch(body).isError(400, "Validation", "\"" + field + "\" " + rule);
	}

	@Test
	void refusesMoreThan25Operations() {
		String operation = "{\"operation\":\"remove\",\"target\":\"description\"}";
		patch("{\"query\": {}, \"updateOperations\": [" + String.join(",", Collections.nCopies(26, operation)) + "]}")
			.isError(400, "Validation", "\"patchInfo.updateOperations\" must not have more than 25 items");
	}

	@Test
	void answersByAJobWhereDevicesAreMany() {
		isJob(patch("{\"query\": {}, \"updateFields\": {\"description\": \"new\"}}"));
		assertThat(this.http.get("/devices/" + this.c).text("description")).isEqualTo("new");
		isJob(this.http.post("/devices/command", "{\"name\": \"x\", \"deviceQuery\": {}}"));
		isJob(this.http.post("/devices/delete", "{\"query\": {}}"));
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("0");
		isJob(this.http.post("/devices/restore", "{\"query\": {}, \"email\": \"a@example.com\"}"));
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("3");
	}

	@Test
	void deletesAndRestores() {
		assertThat(this.http.post("/devices/delete", "{\"query\": " + BERLIN + "}").is(200).json())
			.isEqualTo("{\"removed\":2,\"failed\":0}");
		assertThat(this.http.get("/devices?queryDeleted=true").text("totalCount")).isEqualTo("2");
		assertThat(this.http.post("/devices/restore", "{\"query\": {\"deletedAt\": {\"$gte\": 1}, \"name\": \"a\"}}")
			.is(200)
			.json()).isEqualTo("{\"restored\":1,\"failed\":0}");
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("2");
		isJob(this.http.post("/devices/delete", "{\"query\": {\"name\": \"a\"}, \"forceJob\": true}"));
		this.http.get("/devices/" + this.a).is(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"query\":[]}", "{\"query\":{},\"forceJob\":1}", "{\"query\":{},\"email\":\"x\"}",
			"{\"query\":{},\"start\":1}", "{\"query\":{\"tags\":{}}}", "" })
	void refusesToDeleteOrRestoreWithoutAProperQuery(String body) {
		this.http.post("/devices/delete", body).isError(400, "Validation", "\"options");
		this.http.post("/devices/restore", body).isError(400, "Validation", "\"options");
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("3");
	}

	@Test
	void sendsACommandToAllThatFit() {
		Http.Reply sent = this.http.post("/devices/command",
				"{\"name\": \"go\", \"payload\": 5, \"time\": -1000, " + "\"deviceIds\": [\""
						+ this.a.toUpperCase(Locale.ROOT) + "\"], "
						+ "\"deviceTags\": [{\"key\": \"site\", \"value\": \"ulm\"}]}");
		assertThat(sent.is(200).json()).isEqualTo("{\"success\":true}");
		for (String told : List.of(this.a, this.c)) {
			assertThat(this.http.get("/devices/" + told + "/command").json())
				.isEqualTo("[{\"name\":\"go\",\"time\":\"2026-06-13T03:59:59.000Z\",\"payload\":5}]");
		}
		assertThat(this.http.get("/devices/" + this.b + "/command").json()).isEqualTo("[]");
		this.http.post("/devices/command", "{\"name\": \"go\"}")
			.isError(400, "Validation", "\"multiDeviceCommand\" must say which devices are meant");
		this.http.post("/devices/command", "{\"deviceIds\": []}")
			.isError(400, "Validation", "\"multiDeviceCommand.name\"");
		this.http.post("/devices/command", "{\"name\": \"go\", \"deviceQuery\": {\"x\": 1}}")
			.isError(400, "Validation", "\"multiDeviceCommand.deviceQuery.x\" is not allowed");
	}

	@Test
	void removesDataByAJob() {
		for (String device : List.of(this.a, this.b)) {
			this.http.post("/devices/" + device + "/state",
					"[{\"time\": -2000, \"data\": {\"t\": 1, \"door\": true}}, {\"time\": -9000, \"data\": {\"t\": 2}}]");
			this.http.post("/devices/" + device + "/command", "{\"name\": \"x\", \"time\": -2000}").is(200);
			this.http.post("/devices/" + device + "/setConnectionStatus", "{\"status\": \"connected\"}").is(200);
		}
		isJob(this.http.post("/devices/removeData", "{\"query\": {\"name\": \"a\"}, \"attributes\": [\"t\"], "
				+ "\"start\": -3000, \"keepConnectionHistory\": true, \"keepCommandHistory\": true}"));
		assertThat(this.http.get("/devices/" + this.a + "/state?limit=9").json()).contains("{\"door\":true}",
				"{\"t\":2}");
		assertThat(this.http.get("/devices/" + this.a + "/command").body()).hasSize(1);
		isJob(this.http.post("/devices/removeData", "{\"query\": {\"name\": \"b\"}, \"attributes\": null}"));
		for (String kind : List.of("state", "command", "logs")) {
			assertThat(this.http.get("/devices/" + this.b + "/" + kind).json()).isEqualTo("[]");
		}
		this.http.post("/devices/removeData", "{}").isError(400, "Validation", "\"options.query\" is required");
		this.http.post("/devices/removeData", "{\"query\": {}, \"attributes\": [\"a b\"]}")
			.isError(400, "Validation", "\"options.attributes[0]\"");
	}

	@Test
	void exportsByAJob() {
		isJob(this.http.post("/devices/export?email=a%40example.com", ""));
		isJob(this.http.post("/devices/export", "{\"query\": " + BERLIN + ", \"format\": \"json\"}"));
		this.http.post("/devices/export", "{\"format\": \"xml\"}").isError(400, "Validation", "\"options.format\"");
		this.http.post("/devices/export?callbackUrl=x", "{}").isError(400, "Validation", "\"callbackUrl\"");
		isJob(this.http.post("/devices/payloadCounts", ""));
		isJob(this.http.post("/devices/payloadCounts", "{\"start\": -1000, \"end\": 0, \"query\": {}}"));
		this.http.post("/devices/payloadCounts", "{\"query\": {\"x\": 1}}")
			.isError(400, "Validation", "\"options.query.x\"");
	}

	@Test
	void logsItsJobs() {
		this.http.post("/devices/" + this.a + "/export", "").is(202);
		this.clock.advance(java.time.Duration.ofSeconds(1));
		this.http.post("/devices/delete", "{\"query\": " + BERLIN + ", \"forceJob\": true}").is(202);
		Http.Reply logs = this.http.get("/jobLogs?sortDirection=desc").is(200);
		assertThat(logs.text("totalCount")).isEqualTo("2");
		assertThat(logs.text("items/0/name")).isEqualTo("DevicesDelete");
		assertThat(logs.text("items/0/status")).isEqualTo("completed");
		assertThat(logs.text("items/0/runQueuedAt")).isEqualTo("2026-06-13T04:00:01.000Z");
		assertThat(logs.text("items/0/requestedByType")).isEqualTo("apiToken");
		assertThat(logs.body().at("/items/0/output")).hasToString("{\"removed\":2,\"failed\":0}");
		String log = "/jobLogs/" + logs.text("items/1/id");
		assertThat(this.http.get(log).is(200).text("resourceId")).isEqualTo(this.a);
		assertThat(this.http.get("/jobLogs?query=%7B%22name%22%3A%7B%22%24endsWith%22%3A%22Export%22%7D%7D")
			.text("totalCount")).isEqualTo("1");
		assertThat(this.http.get("/jobLogs?sortField=name&perPage=1&page=1").text("items/0/name"))
			.isEqualTo("DevicesDelete");
		this.http.get("/jobLogs/000000000000000000000000").isError(404, "NotFound", "Job log was not found");
		this.http.get("/jobLogs/x").isError(400, "Validation", "\"jobId\"");
		this.http.get("/jobLogs?sortField=id").isError(400, "Validation", "\"sortField\"");
		this.http.get("/jobLogs?query=%7B%22deviceClass%22%3A1%7D").isError(400, "Validation", "\"query.deviceClass\"");
	}

	@Test
	void composesTheStatesOfAPage() {
		this.http.post("/devices/" + this.a + "/state", "{\"time\": -1000, \"data\": {\"t\": 1, \"door\": true}}")
			.is(200);
		Http.Reply page = this.http
			.get("/devices/compositeState?perPage=1&sortField=name&attributes=t&query=%7B%22name%22%3A%22a%22%7D")
			.is(200);
		assertThat(page.body().path("items")).hasToString("[{\"id\":\"" + this.a
				+ "\",\"name\":\"a\",\"compositeState\":{\"t\":{\"time\":\"2026-06-13T03:59:59.000Z\",\"value\":1}}}]");
		assertThat(page.text("totalCount")).isEqualTo("1");
		assertThat(page.body().path("query")).hasToString("{\"name\":\"a\"}");
		this.http.get("/devices/compositeState?sortField=deletedAt").isError(400, "Validation", "\"sortField\"");
	}

	@Test
	void tellsTheNamesInUse() {
		this.http.device("{\"name\": \"Big\", \"attributes\": [{\"name\": \"Temp\", \"dataType\": \"gps\"}]}");
		assertThat(this.http.get("/devices/attributeNames").json())
			.isEqualTo("{\"attributeNames\":[\"Temp\",\"door\",\"t\"]}");
		assertThat(this.http.get("/devices/attributeNames?startsWith=T").json())
			.isEqualTo("{\"attributeNames\":[\"Temp\",\"t\"]}");
		assertThat(this.http.get("/devices/attributeNames?dataType=gps").json())
			.isEqualTo("{\"attributeNames\":[\"Temp\"]}");
		assertThat(this.http.get("/devices/attributeNames?dataType%5B0%5D=gps&dataType%5B1%5D=boolean").json())
			.isEqualTo("{\"attributeNames\":[\"Temp\",\"door\"]}");
		assertThat(this.http.get("/devices/tagKeys").json()).isEqualTo("{\"tagKeys\":[\"site\"]}");
		assertThat(this.http.get("/devices/tagValues?key=site").json())
			.isEqualTo("{\"tagKey\":\"site\",\"tagValues\":[\"berlin\",\"ulm\"]}");
		assertThat(this.http.get("/devices/deviceNames?startsWith=B").json())
			.isEqualTo("{\"deviceSummary\":[{\"id\":\"" + this.http.get("/devices?filter=Big").text("items/0/id")
					+ "\",\"deviceClass\":\"standalone\",\"name\":\"Big\"},{\"id\":\"" + this.b
					+ "\",\"deviceClass\":\"standalone\",\"name\":\"b\"}]}");
		assertThat(this.http.get("/devices/tagValues?key=site&query=%7B%22name%22%3A%22c%22%7D").json())
			.isEqualTo("{\"tagKey\":\"site\",\"tagValues\":[\"ulm\"]}");
		this.http.get("/devices/tagValues").isError(400, "Validation", "\"key\"");
		this.http.get("/devices/attributeNames?dataType=int").isError(400, "Validation", "\"dataType\"");
		this.http.get("/devices/tagKeys?query=5").isError(400, "Validation", "\"query\" must be an object");
	}

}
