package io.losant4j.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DevicesTest {

	private final SettableClock clock = new SettableClock();

	private LosantSimulator simulator;

	private Http http;

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder().clock(this.clock).start();
		this.http = new Http(this.simulator);
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private List<String> names(String query) {
		List<String> names = new ArrayList<>();
		this.http.get("/devices?" + query)
			.is(200)
			.body()
			.path("items")
			.forEach((item) -> names.add(item.path("name").stringValue()));
		return names;
	}

	@Test
	void makesADeviceOfAName() {
		Http.Reply made = this.http.post("/devices", "{\"name\": \"freezer\"}").is(201);
		String id = made.text("id");
		assertThat(made.json()).isEqualTo("{\"id\":\"" + id + "\",\"deviceId\":\"" + id + "\",\"applicationId\":\""
				+ this.simulator.applicationId() + "\",\"creationDate\":\"2026-06-13T04:00:00.000Z\","
				+ "\"lastUpdated\":\"2026-06-13T04:00:00.000Z\",\"name\":\"freezer\",\"description\":\"\","
				+ "\"deviceClass\":\"standalone\",\"tags\":[],\"attributes\":[],\"connectionInfo\":{\"connected\":null}}");
		assertThat(id).matches("[0-9a-f]{24}");
		assertThat(this.http.get("/devices/" + id).is(200).json()).isEqualTo(made.json());
	}

	@Test
	void makesADeviceOfEveryField() {
		String system = this.http.device("{\"name\": \"plant\", \"deviceClass\": \"system\", \"systemInterval\": 60}");
		String inner = this.http
			.device("{\"name\": \"hall\", \"deviceClass\": \"system\", \"parentId\": \"" + system + "\"}");
		String gateway = this.http.device("{\"name\": \"gate\", \"deviceClass\": \"edgeCompute\"}");
		String body = """
				{"name": "f", "description": "d", "deviceClass": "peripheral", "gatewayId": "%s", "parentId": "%s",
				"keepDuplicates": true, "tags": [{"key": "site", "value": "berlin"}, {"key": "site", "value": "ulm"}],
				"attributes": [{"name": "t", "dataType": "number", "description": "x", "contentType": "c",
				"attributeTags": {"unit": "C"}, "system": {"aggregation": "MEAN", "childAttributes":
				[{"name": "t", "mode": "all", "deviceTags": [{"key": "a"}], "deviceIds": []}]}}]}""".formatted(gateway,
				inner);
		String device = this.http.device(body);

		Http.Reply read = this.http.get("/devices/" + device + "?excludeConnectionInfo=true");
		assertThat(read.body().has("connectionInfo")).isFalse();
		assertThat(read.text("gatewayId")).isEqualTo(gateway);
		assertThat(read.body().path("ancestorIds")).hasToString("[\"" + inner + "\",\"" + system + "\"]");
		assertThat(read.text("attributes/0/attributeTags/unit")).isEqualTo("C");
		Http.Reply objects = this.http.get("/devices/" + device + "?tagsAsObject=true&attributesAsObject=1");
		assertThat(objects.body().path("tags")).hasToString("{\"site\":[\"berlin\",\"ulm\"]}");
		assertThat(objects.text("attributes/t/dataType")).isEqualTo("number");
		assertThat(objects.body().at("/attributes/t").has("name")).isFalse();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', value = { "{},device.name,is required",
			"`{\"name\":\"\"}`,device.name,must have 1",
			"`{\"name\":\"x\",\"id\":\"575ecf887ae143cd83dc4aa2\"}`,device.id,is not allowed",
			"`{\"name\":\"x\",\"deviceClass\":\"toaster\"}`,device.deviceClass,must be one of standalone",
			"`{\"name\":\"x\",\"gatewayId\":null}`,device.gatewayId,must be 24 hexadecimal",
			"`{\"name\":\"x\",\"gatewayId\":\"000000000000000000000000\"}`,device.gatewayId,must be the id of a gateway",
			"`{\"name\":\"x\",\"deviceClass\":\"peripheral\"}`,device.gatewayId,is required for a peripheral",
			"`{\"name\":\"x\",\"parentId\":\"000000000000000000000000\"}`,device.parentId,must be the id of a system",
			"`{\"name\":\"x\",\"systemInterval\":4}`,device.systemInterval,must be a whole number from 5 to 3600",
			"`{\"name\":\"x\",\"systemInterval\":5.5}`,device.systemInterval,must be a whole number",
			"`{\"name\":\"x\",\"keepDuplicates\":\"true\"}`,device.keepDuplicates,must be true or false",
			"`{\"name\":\"x\",\"tags\":{}}`,device.tags,must be an array",
			"`{\"name\":\"x\",\"tags\":[{\"key\":\"k\"}]}`,device.tags[0].value,is required",
			"`{\"name\":\"x\",\"tags\":[{\"key\":\"k\",\"value\":\"\"}]}`,device.tags[0].value,must have 1 to 255",
			"`{\"name\":\"x\",\"tags\":[{\"key\":\"a b\",\"value\":\"v\"}]}`,device.tags[0].key,must be 1 to 255 letters",
			"`{\"name\":\"x\",\"attributes\":[{\"name\":\"t\"}]}`,device.attributes[0].dataType,is required",
			"`{\"name\":\"x\",\"attributes\":[{\"name\":\"t\",\"dataType\":\"int\"}]}`,device.attributes[0].dataType,must be",
			"`{\"name\":\"x\",\"attributes\":[{\"name\":\"t\",\"dataType\":\"gps\"},{\"name\":\"t\",\"dataType\":\"gps\"}]}`,"
					+ "device.attributes,must not have two attributes of the name t",
			"`{\"name\":\"x\",\"attributes\":[{\"name\":\"t\",\"dataType\":\"gps\",\"attributeTags\":{\"a b\":\"c\"}}]}`,"
					+ "device.attributes[0].attributeTags.a b,must have a name" })
	void refusesWhatIsNoDevice(String body, String field, String rule) {
		this.http.post("/devices", body).isError(400, "Validation", "\"" + field + "\" " + rule);
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("0");
	}

	@Test
	void refusesListsThatAreTooLong() {
		String tags = "{\"key\": \"k\", \"value\": \"v\"},".repeat(101);
		this.http.post("/devices", "{\"name\": \"x\", \"tags\": [" + tags.substring(0, tags.length() - 1) + "]}")
			.isError(400, "Validation", "\"device.tags\" must not have more than 100 items");
	}

	@Test
	void listsPageByPageInOrder() {
		for (String name : List.of("c", "a", "d", "b", "e")) {
			this.http.device("{\"name\": \"" + name + "\"}");
			this.clock.advance(Duration.ofSeconds(1));
		}
		assertThat(names("")).containsExactly("a", "b", "c", "d", "e");
		assertThat(names("sortDirection=desc&perPage=2")).containsExactly("e", "d");
		assertThat(names("perPage=2&page=2")).containsExactly("e");
		assertThat(names("perPage=2&page=3")).isEmpty();
		assertThat(names("sortField=creationDate")).containsExactly("c", "a", "d", "b", "e");
		assertThat(names("sortField=id&sortDirection=desc")).containsExactly("e", "b", "d", "a", "c");
		Http.Reply page = this.http.get("/devices?perPage=2&page=1&sortField=name&sortDirection=asc");
		assertThat(page.body().path("items")).hasSize(2);
		((tools.jackson.databind.node.ObjectNode) page.body()).remove("items");
		assertThat(page.json())
			.isEqualTo("{\"count\":2,\"totalCount\":5,\"perPage\":2,\"page\":1,\"sortField\":\"name\","
					+ "\"sortDirection\":\"asc\",\"applicationId\":\"" + this.simulator.applicationId() + "\"}");
	}

	@Test
	void listsHundredByDefault() {
		try (LosantSimulator many = LosantSimulator.builder().devices(1200).start()) {
			assertThat(new Http(many).get("/devices").body().path("items")).hasSize(100);
			assertThat(new Http(many).get("/devices?perPage=1000").body().path("items")).hasSize(1000);
		}
	}

	@ParameterizedTest
	@CsvSource({ "perPage=1001,perPage", "perPage=0,perPage", "page=-1,page", "page=x,page",
			"sortField=color,sortField", "sortDirection=ASC,sortDirection", "filterField=id,filterField",
			"deviceClass=toaster,deviceClass", "deviceClass%5B0%5D=toaster,deviceClass", "parentId=x,parentId",
			"tagFilter=x,tagFilter", "tagFilter%5B0%5D%5Bcolor%5D=x,tagFilter[0].color", "tagFilter%5B0=x,tagFilter[0",
			"query=x,query", "query=%5B%5D,query", "query=%7B%22color%22%3A1%7D,query.color" })
	void refusesAListThatIsNone(String query, String field) {
		this.http.get("/devices?" + query).isError(400, "Validation", "\"" + field + "\" ");
	}

	@Test
	void filters() {
		String plant = this.http.device("{\"name\": \"Plant\", \"deviceClass\": \"system\"}");
		this.http.device("{\"name\": \"Freezer 1\", \"tags\": [{\"key\": \"a\", \"value\": \"1\"}], \"parentId\": \""
				+ plant + "\"}");
		this.http.device("{\"name\": \"Freezer (2)\", \"deviceClass\": \"gateway\", "
				+ "\"tags\": [{\"key\": \"a\", \"value\": \"2\"}, {\"key\": \"b\", \"value\": \"1 & 2\"}]}");

		assertThat(names("filterField=name&filter=FREEZER*")).containsExactly("Freezer (2)", "Freezer 1");
		assertThat(names("filter=*(?)")).containsExactly("Freezer (2)");
		assertThat(names("filterField=&filter=")).hasSize(3);
		assertThat(names("deviceClass=gateway")).containsExactly("Freezer (2)");
		assertThat(names("deviceClass%5B0%5D=gateway&deviceClass%5B1%5D=system")).containsExactly("Freezer (2)",
				"Plant");
		assertThat(names("parentId=" + plant)).containsExactly("Freezer 1");
		assertThat(names("tagFilter%5B0%5D%5Bkey%5D=a")).hasSize(2);
		assertThat(names("tagFilter%5B0%5D%5Bkey%5D=a&tagFilter%5B0%5D%5Bvalue%5D=2")).containsExactly("Freezer (2)");
		assertThat(names("tagFilter%5B0%5D%5Bkey%5D=a&tagFilter%5B1%5D%5Bvalue%5D=1+%26%202"))
			.containsExactly("Freezer (2)");
		assertThat(names("tagFilter%5B0%5D%5Bvalue%5D=1&deviceClass=gateway")).isEmpty();
		assertThat(names("deviceClass=gateway&query=%7B%22name%22%3A%22Plant%22%7D")).as("a query overrides")
			.containsExactly("Plant");
	}

	@Test
	void tellsTheFiltersOfAList() {
		Http.Reply list = this.http.get("/devices?filterField=name&filter=x*&deviceClass=gateway"
				+ "&tagFilter%5B0%5D%5Bkey%5D=a&tagFilter%5B0%5D%5Bvalue%5D=b");
		assertThat(list.text("filter")).isEqualTo("x*");
		assertThat(list.text("filterField")).isEqualTo("name");
		assertThat(list.text("deviceClass")).isEqualTo("gateway");
		assertThat(list.body().path("tagFilter")).hasToString("[{\"key\":\"a\",\"value\":\"b\"}]");
		assertThat(this.http.get("/devices?query=%7B%22name%22%3A1%7D").body().path("query"))
			.hasToString("{\"name\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "excludeConnectionInfo=true", "excludeConnectionInfo=True", "excludeConnectionInfo=",
			"excludeConnectionInfo=1" })
	void leavesOutConnectionsWhereToldTo(String flag) {
		this.http.device("{\"name\": \"x\"}");
		assertThat(this.http.get("/devices?" + flag).body().at("/items/0").has("connectionInfo")).isFalse();
		assertThat(this.http.get("/devices?excludeConnectionInfo=false").body().at("/items/0").has("connectionInfo"))
			.isTrue();
	}

	@Test
	void hidesTheDevicesOfTheList() {
		this.http.device("{\"name\": \"x\"}");
		assertThat(names("queryDeleted=true")).isEmpty();
		assertThat(names("queryDeleted=false")).containsExactly("x");
	}

}
