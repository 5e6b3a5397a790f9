package io.losant4j.simulator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The attributes of a device, one by one.
 */
class AttributesTest {

	private LosantSimulator simulator;

	private Http http;

	private String device = "";

	private String attributes = "";

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder().clock(new SettableClock()).start();
		this.http = new Http(this.simulator);
		this.device = "/devices/" + this.http.device("""
				{"name": "freezer", "attributes": [{"name": "volt", "dataType": "number"},
				{"name": "door", "dataType": "boolean"}, {"name": "amp", "dataType": "number"}]}""");
		this.attributes = this.device + "/attributes";
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private String names(String query) {
		StringBuilder names = new StringBuilder();
		this.http.get(this.attributes + query)
			.is(200)
			.body()
			.path("items")
			.forEach((item) -> names.append(' ').append(item.path("name").stringValue()));
		return names.toString().trim();
	}

	@Test
	void addsAnAttribute() {
		String body = "{\"name\":\"note\",\"dataType\":\"string\",\"attributeTags\":{\"unit\":\"C\"}}";
		Http.Reply made = this.http.post(this.attributes, body).is(201);
		assertThat(made.json()).startsWith(body.substring(0, body.length() - 1) + ",\"applicationId\":\"");
		assertThat(this.http.get(this.attributes + "/note").is(200).json()).isEqualTo(made.json());
		this.http.post(this.device + "/state", "{\"data\": {\"note\": \"x\"}}").is(200);
		this.http.post(this.attributes, body).isError(400, "Validation", "two attributes of the name note");
		this.http.post(this.attributes, "{\"name\": \"a\"}").isError(400, "Validation", "\"deviceAttribute.dataType\"");
		this.http.post(this.attributes, "").isError(400, "Validation", "\"deviceAttribute\" is required");
	}

	@Test
	void addsNoMoreThan256() {
		for (int i = 4; i <= 256; i++) {
			this.http.post(this.attributes, "{\"name\": \"a" + i + "\", \"dataType\": \"gps\"}").is(201);
		}
		this.http.post(this.attributes, "{\"name\": \"more\", \"dataType\": \"gps\"}")
			.isError(400, "Validation", "\"deviceAttribute\" must not be one more than 256");
	}

	@ParameterizedTest
	@CsvSource({ "'',amp door volt", "?sortDirection=desc,volt door amp", "?sortField=dataType,door amp volt",
			"?filterField=name&filter=*O*,door volt", "?filterField=dataType&filter=number,amp volt",
			"?filter=amp,amp door volt" })
	void listsAttributes(String query, String expected) {
		assertThat(names(query)).isEqualTo(expected);
	}

	@Test
	void tellsOfTheList() {
		Http.Reply list = this.http.get(this.attributes + "?filterField=name&filter=x");
		assertThat(list.json())
			.startsWith("{\"count\":0,\"totalCount\":0,\"sortField\":\"name\",\"sortDirection\":\"asc\","
					+ "\"filterField\":\"name\",\"filter\":\"x\",\"applicationId\":\""
					+ this.simulator.applicationId());
		this.http.get(this.attributes + "?sortField=id").isError(400, "Validation", "\"sortField\"");
		this.http.get(this.attributes + "?filterField=id").isError(400, "Validation", "\"filterField\"");
	}

	@Test
	void changesAnAttributeAndKeepsItsDataUnderANewName() {
		this.http.post(this.device + "/state", "{\"data\": {\"volt\": 230, \"amp\": 1}}").is(200);
		Http.Reply patched = this.http
			.patch(this.attributes + "/volt", "{\"name\": \"voltage\", \"description\": \"mains\"}")
			.is(200);
		assertThat(patched.text("dataType")).isEqualTo("number");
		assertThat(patched.text("description")).isEqualTo("mains");
		assertThat(this.http.get(this.device + "/state").json()).contains("{\"voltage\":230,\"amp\":1}");
		this.http.get(this.attributes + "/volt").isError(404, "NotFound", "Device attribute was not found");
		this.http.patch(this.attributes + "/amp", "{\"name\": \"door\"}").isError(400, "Validation", "the name door");
		this.http.patch(this.attributes + "/amp", "{\"dataType\": \"string\"}")
			.isError(400, "Validation", "\"deviceAttribute.dataType\" is not allowed");
		this.http.patch(this.attributes + "/other", "{}").isError(404, "NotFound", "Device attribute");
	}

	@Test
	void removesAnAttributeAndItsData() {
		this.http.post(this.device + "/state", "{\"data\": {\"volt\": 230, \"amp\": 1}}").is(200);
		assertThat(this.http.delete(this.attributes + "/volt").is(200).json()).isEqualTo("{\"success\":true}");
		assertThat(names("")).isEqualTo("amp door");
		assertThat(this.http.get(this.device + "/state").json()).contains("\"data\":{\"amp\":1}");
		this.http.delete(this.attributes + "/volt").isError(404, "NotFound", "Device attribute");
		this.http.get(this.attributes + "/a%20b").isError(400, "Validation", "\"name\" must be 1 to 255 letters");
	}

	@Test
	void asksForTheContentTypeOfABlob() {
		this.http.post(this.attributes, "{\"name\": \"picture\", \"dataType\": \"blob\"}")
			.isError(400, "Validation", "contentType");
		this.http
			.post(this.attributes, "{\"name\": \"picture\", \"dataType\": \"blob\", \"contentType\": \"image/png\"}")
			.is(201);
	}

	@Test
	void countsAnEmojiAsOneCharacter() {
		this.http.device("{\"name\": \"" + "\uD83D\uDE00".repeat(255) + "\"}");
	}

}
