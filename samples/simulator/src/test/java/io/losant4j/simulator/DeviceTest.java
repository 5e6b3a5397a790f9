package io.losant4j.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The actions on one device beside its history.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DeviceTest {

	private final SettableClock clock = new SettableClock();

	private LosantSimulator simulator;

	private Http http;

	private String id = "";

	private String device = "";

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder().clock(this.clock).start();
		this.http = new Http(this.simulator);
		this.id = this.http.device("""
				{"name": "freezer", "description": "cold", "tags": [{"key": "site", "value": "berlin"}],
				"attributes": [{"name": "t", "dataType": "number"}, {"name": "door", "dataType": "boolean"}]}""");
		this.device = "/devices/" + this.id;
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private void report(long time, String data) {
		this.http.post(this.device + "/state", "{\"time\": " + time + ", \"data\": {" + data + "}}").is(200);
	}

	private String states() {
		return this.http.get(this.device + "/state?limit=100").is(200).json();
	}

	@Test
	void patchesOnlyWhatThePatchCarries() {
		this.clock.advance(Duration.ofHours(1));
		Http.Reply patched = this.http.patch(this.device, "{\"name\": \"icebox\", \"description\": \"\"}").is(200);
		assertThat(patched.text("name")).isEqualTo("icebox");
		assertThat(patched.text("description")).isEmpty();
		assertThat(patched.text("tags/0/value")).isEqualTo("berlin");
		assertThat(patched.text("creationDate")).isEqualTo("2026-06-13T04:00:00.000Z");
		assertThat(patched.text("lastUpdated")).isEqualTo("2026-06-13T05:00:00.000Z");
		assertThat(this.http.get(this.device).json()).isEqualTo(patched.json());
	}

	@Test
	void replacesTagsAndAttributesAsAWhole() {
		String body = "{\"tags\": [{\"key\": \"floor\", \"value\": \"8\"}], \"attributes\": []}";
		Http.Reply patched = this.http.patch(this.device + "?tagsAsObject=true", body).is(200);
		assertThat(patched.body().path("tags")).hasToString("{\"floor\":[\"8\"]}");
		assertThat(patched.body().path("attributes")).isEmpty();
	}

	@Test
	void losesTheHistoryOfAnAttributeThatGoesOrChangesItsType() {
		report(-2000, "\"t\": 1, \"door\": true");
		report(-1000, "\"t\": 2");
		this.http.patch(this.device, """
				{"attributes": [{"name": "t", "dataType": "string"}, {"name": "door", "dataType": "boolean"}]}""")
			.is(200);
		assertThat(states()).isEqualTo("[{\"time\":\"2026-06-13T03:59:58.000Z\",\"data\":{\"door\":true}}]");
		this.http.patch(this.device,
				"{\"attributes\": [{\"name\": \"door\", \"dataType\": \"boolean\"," + " \"description\": \"front\"}]}");
		assertThat(states()).as("a description changes no data").contains("true");
		this.http.patch(this.device, "{\"attributes\": []}").is(200);
		assertThat(states()).isEqualTo("[]");
	}

	@Test
	void isPartOfASystemAndLeavesIt() {
		String plant = this.http.device("{\"name\": \"plant\", \"deviceClass\": \"system\"}");
		String hall = this.http
			.device("{\"name\": \"hall\", \"deviceClass\": \"system\", \"parentId\": \"" + plant + "\"}");
		Http.Reply joined = this.http.patch(this.device, "{\"parentId\": \"" + hall + "\"}").is(200);
		assertThat(joined.body().path("ancestorIds")).hasToString("[\"" + hall + "\",\"" + plant + "\"]");
		Http.Reply left = this.http.patch(this.device, "{\"parentId\": null}").is(200);
		assertThat(left.body().path("parentId").isNull()).isTrue();
		assertThat(left.body().has("ancestorIds")).isFalse();

		this.http.patch("/devices/" + plant, "{\"parentId\": \"" + hall + "\"}")
			.isError(400, "Validation", "\"device.parentId\" must not be the device itself or a part of it");
		this.http.patch("/devices/" + plant, "{\"parentId\": \"" + plant + "\"}")
			.isError(400, "Validation", "\"device.parentId\" must not be");
		this.http.patch("/devices/" + plant, "{\"deviceClass\": \"gateway\"}")
			.isError(400, "Validation", "\"device.deviceClass\" must not change to or from system");
		this.http.patch(this.device, "{\"deviceClass\": \"system\"}")
			.isError(400, "Validation", "\"device.deviceClass\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"name\":null}", "{\"id\":\"575ecf887ae143cd83dc4aa2\"}", "{\"gatewayId\":null}",
			"{\"connectionInfo\":{}}", "{\"parentId\":\"\"}", "{\"systemInterval\":3601}", "[]", "" })
	void refusesWhatIsNoPatch(String body) {
		this.http.patch(this.device, body).isError(400, "Validation", "\"device");
	}

	@Test
	void isDeletedSoftly() throws IOException {
		report(-1000, "\"t\": 1");
		try (EventLines stream = EventLines.open(this.http, this.device + "/stateStream");
				EventLines commands = EventLines.open(this.http, this.device + "/commandStream")) {
			assertThat(this.http.delete(this.device).is(200).json()).isEqualTo("{\"success\":true}");
			assertThat(stream.event()).as("the stream of a deleted device ends").isNull();
			assertThat(commands.event()).isNull();
		}
		this.http.get(this.device).isError(404, "NotFound", "Device was not found");
		this.http.delete(this.device).isError(404, "NotFound", "Device was not found");
		this.http.get(this.device + "/state").isError(404, "NotFound", "Device was not found");
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("0");
		Http.Reply deleted = this.http.get("/devices?queryDeleted=true&sortField=deletedAt");
		assertThat(deleted.text("items/0/id")).isEqualTo(this.id);
		assertThat(deleted.text("items/0/deletedAt")).isEqualTo("2026-06-13T04:00:00.000Z");
	}

	@Test
	void isRestoredWithItsDataWithin93Days() throws IOException {
		String all = "{\"query\": {\"id\": \"" + this.id + "\"}}";
		report(-1000, "\"t\": 1");
		this.http.delete(this.device).is(200);
		this.clock.advance(Duration.ofDays(93));
		assertThat(this.http.post("/devices/restore", all).is(200).json()).isEqualTo("{\"restored\":1,\"failed\":0}");
		assertThat(states()).contains("\"t\":1");
		try (EventLines stream = EventLines.open(this.http, this.device + "/stateStream")) {
			report(-1, "\"t\": 2");
			assertThat(stream.event()).contains("\"t\":2");
		}
		this.http.delete(this.device).is(200);
		this.clock.advance(Duration.ofDays(93).plusMillis(1));
		assertThat(this.http.post("/devices/restore", all).is(200).json()).isEqualTo("{\"restored\":0,\"failed\":0}");
	}

	@Test
	void logsConnections() {
		String path = this.device + "/setConnectionStatus";
		this.http.post(path, "{\"status\": \"connected\", \"connectedAt\": -60000, \"ipAddress\": \"127.0.0.1\"}")
			.is(200);
		assertThat(this.http.get(this.device).body().path("connectionInfo"))
			.hasToString("{\"time\":\"2026-06-13T03:59:00.000Z\",\"connected\":1}");
		this.http.post(path, """
				{"status": "disconnected", "connectedAt": -60000, "disconnectedAt": -1000, "disconnectReason": "gone",
				"messagesFromClient": 7, "messagesToClient": 0}""").is(200);
		assertThat(this.http.get(this.device).body().path("connectionInfo"))
			.hasToString("{\"time\":\"2026-06-13T03:59:59.000Z\",\"connected\":0}");
		assertThat(this.http.get(this.device + "/logs?limit=5").is(200).json())
			.isEqualTo("[{\"connected\":0,\"time\":\"2026-06-13T03:59:59.000Z\",\"disconnectReason\":\"gone\","
					+ "\"messagesFromClient\":7,\"messagesToClient\":0},"
					+ "{\"connected\":1,\"time\":\"2026-06-13T03:59:00.000Z\",\"ipAddress\":\"127.0.0.1\"}]");
		assertThat(this.http.get(this.device + "/logs").body()).hasSize(1);
		assertThat(this.http.get(this.device + "/logs?sortDirection=asc&end=-2000").text("0/connected")).isEqualTo("1");
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "{},status,must be one of connected; disconnected",
			"`{\"status\":\"lost\"}`,status,must be one of",
			"`{\"status\":\"connected\",\"disconnectReason\":\"x\"}`,disconnectReason,is not allowed",
			"`{\"status\":\"connected\",\"ipAddress\":\"x\"}`,ipAddress,must have 2 to 39 characters",
			"`{\"status\":\"disconnected\",\"messagesToClient\":-1}`,messagesToClient,must be a whole number from 0",
			"`{\"status\":\"disconnected\",\"disconnectedAt\":[]}`,disconnectedAt,must be a text" })
	void refusesWhatIsNoConnectionStatus(String body, String field, String rule) {
		this.http.post(this.device + "/setConnectionStatus", body)
			.isError(400, "Validation", "\"connectionStatus." + field + "\" " + rule.replace(';', ','));
	}

	@Test
	void composesItsStateOfTheNewestValues() {
		report(-3000, "\"t\": 1, \"door\": true");
		report(-2000, "\"t\": 2");
		report(5000, "\"t\": 3");
		assertThat(this.http.get(this.device + "/compositeState").is(200).json())
			.isEqualTo("{\"t\":{\"time\":\"2026-06-13T03:59:58.000Z\",\"value\":2},"
					+ "\"door\":{\"time\":\"2026-06-13T03:59:57.000Z\",\"value\":true},\"_type\":\"compositeDeviceState\"}");
		assertThat(this.http.get(this.device + "/compositeState?end=-2500&attributes=t,other").json()).isEqualTo(
				"{\"t\":{\"time\":\"2026-06-13T03:59:57.000Z\",\"value\":1},\"_type\":\"compositeDeviceState\"}");
		assertThat(this.http.get(this.device + "/compositeState?start=-1000").json())
			.isEqualTo("{\"_type\":\"compositeDeviceState\"}");
		this.http.get(this.device + "/compositeState?start=x").isError(400, "Validation", "\"start\"");
	}

	@Test
	void removesItsDataByAJob() {
		report(-3000, "\"t\": 1");
		report(-2000, "\"t\": 2");
		this.http.post(this.device + "/command", "{\"name\": \"x\", \"time\": -2500}").is(200);
		this.http.post(this.device + "/setConnectionStatus", "{\"status\": \"connected\"}").is(200);
		Http.Reply job = this.http.delete(this.device + "/data?start=-2600&end=-1000").is(202);
		assertThat(job.json()).matches("\\{\"success\":true,\"jobQueued\":true,\"jobId\":\"\\w{21}\"}");
		assertThat(states()).contains("\"t\":1").doesNotContain("\"t\":2");
		assertThat(this.http.get(this.device + "/command").json()).isEqualTo("[]");
		assertThat(this.http.get(this.device + "/logs").body()).hasSize(1);
		this.http.delete(this.device + "/data").is(202);
		assertThat(states()).isEqualTo("[]");
	}

	@Test
	void exportsItsDataByAJob() {
		String path = this.device + "/export";
		this.http.post(path + "?start=1&end=0&email=a%2Bb%40example.com&includeBlobData=true", "").is(202);
		this.http.post(path, "{}").is(202);
		this.http.post(path, """
				{"email": "a@example.com", "callbackUrl": "https://example.com/cb", "attributes": ["t"], "start": -5.0,
				"end": 0, "options": {"includeDate": false, "other": 1}}""").is(202);
		this.http.post(path + "?email=nobody", "").isError(400, "Validation", "\"email\" must be an e-mail address");
		this.http.post(path, "{\"callbackUrl\": \"cb\"}")
			.isError(400, "Validation", "\"query.callbackUrl\" must be a URL");
		this.http.post(path, "{\"start\": \"1\"}").isError(400, "Validation", "\"query.start\" must be a number");
		this.http.post(path, "{\"options\": {\"includeID\": 1}}")
			.isError(400, "Validation", "\"query.options.includeID\" must be true or false");
		this.http.post(path, "{\"format\": \"csv\"}").isError(400, "Validation", "\"query.format\" is not allowed");
	}

	@Test
	void countsPayloadsByTheHour() {
		report(-1000, "\"t\": 1");
		this.http.post(this.device + "/state", "[{\"data\": {}}, {\"data\": {}}]").is(200);
		this.clock.advance(Duration.ofHours(25));
		this.http.post(this.device + "/command", "{\"name\": \"x\"}").is(200);
		this.http.post(this.device + "/setConnectionStatus", "{\"status\": \"disconnected\"}").is(200);

		assertThat(this.http.get(this.device + "/payloadCounts").is(200).json())
			.isEqualTo("{\"deviceState\":3,\"deviceCommand\":1,\"deviceDisconnect\":1}");
		assertThat(this.http.get(this.device + "/payloadCounts?start=-3600000").json())
			.isEqualTo("{\"deviceCommand\":1,\"deviceDisconnect\":1}");
		assertThat(this.http.get(this.device + "/payloadCounts?start=-60000&end=-120000").json()).isEqualTo("{}");
		assertThat(this.http.get(this.device + "/payloadCountsBreakdown").is(200).json())
			.isEqualTo("{\"start\":\"2026-05-15T05:00:00.000Z\",\"end\":\"2026-06-14T05:00:00.000Z\",\"counts\":["
					+ "{\"date\":\"2026-06-13T00:00:00.000Z\",\"value\":3},{\"date\":\"2026-06-14T00:00:00.000Z\",\"value\":2}]}");
		Http.Reply hours = this.http.get(this.device + "/payloadCountsBreakdown?resolution=3600000&start=1");
		assertThat(hours.body().path("counts")).hasSize(26);
		assertThat(hours.text("start")).isEqualTo("1970-01-01T00:00:00.001Z");
		this.http.get(this.device + "/payloadCountsBreakdown?resolution=1000")
			.isError(400, "Validation", "\"resolution\" must be one of 3600000, 86400000");
	}

}
