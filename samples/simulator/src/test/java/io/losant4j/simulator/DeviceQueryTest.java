package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The grammar of the advanced device query, on these devices:
 * <ul>
 * <li>plant, a system, the eldest, without tags or attributes</li>
 * <li>Freezer One, in plant, tagged site=berlin and floor=8, attribute temperature,
 * connected</li>
 * <li>freezer two, in plant, tagged site=ulm and site=bonn, attributes temperature and
 * door, disconnected</li>
 * </ul>
 */
class DeviceQueryTest {

	private final SettableClock clock = new SettableClock();

	private final Application application = new Application("575ec8687ae143cd83dc4a97", this.clock, Integer.MAX_VALUE);

	private Device plant;

	@BeforeEach
	void devices() {
		this.plant = device("{\"name\": \"plant\", \"deviceClass\": \"system\"}");
		this.clock.advance(Duration.ofSeconds(1));
		Device one = device("""
				{"name": "Freezer One", "parentId": "%s", "attributes": [{"name": "temperature", "dataType": "number"}],
				"tags": [{"key": "site", "value": "berlin"}, {"key": "floor", "value": "8"}]}"""
			.formatted(this.plant.id()));
		this.clock.advance(Duration.ofSeconds(1));
		Device two = device("""
				{"name": "freezer two", "parentId": "%s", "deviceClass": "gateway",
				"attributes": [{"name": "temperature", "dataType": "number"}, {"name": "door", "dataType": "boolean"}],
				"tags": [{"key": "site", "value": "ulm"}, {"key": "site", "value": "bonn"}]}"""
			.formatted(this.plant.id()));
		one.log().add(this.application.now(), new Connection(true, Json.object()));
		two.log().add(this.application.now(), new Connection(false, Json.object()));
	}

	private Device device(String post) {
		return this.application.add(Profile.of(json(post)));
	}

	private static JsonNode json(String text) {
		return Json.read("test", text.getBytes(StandardCharsets.UTF_8));
	}

	private List<String> names(String query) {
		return this.application.living()
			.filter(DeviceQuery.of("query", json(query), this.application))
			.map((device) -> device.profile().name())
			.sorted()
			.toList();
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = { "{}|Freezer One,freezer two,plant", //
			"`{\"name\":\"plant\"}`|plant", "`{\"name\":\"Plant\"}`|``", "`{\"name\":null}`|``",
			"`{\"name\":{\"$eq\":\"plant\"}}`|plant", "`{\"name\":{\"$ne\":\"plant\"}}`|Freezer One,freezer two",
			"`{\"name\":{\"$ne\":null}}`|Freezer One,freezer two,plant",
			"`{\"name\":{\"$eq\":\"PLANT\",\"$ci\":true}}`|plant",
			"`{\"name\":{\"$startsWith\":\"Freezer\"}}`|Freezer One",
			"`{\"name\":{\"$startsWith\":\"FREEZER\",\"$ci\":true}}`|Freezer One,freezer two",
			"`{\"name\":{\"$startsWith\":\"FREEZER\",\"$ci\":false}}`|``",
			"`{\"name\":{\"$ci\":true,\"$endsWith\":\"ONE\"}}`|Freezer One",
			"`{\"name\":{\"$contains\":\"reezer\"}}`|Freezer One,freezer two",
			"`{\"name\":{\"$contains\":\"reezer\",\"$endsWith\":\"two\"}}`|freezer two",
			"`{\"name\":{}}`|Freezer One,freezer two,plant",
			"`{\"name\":{\"$in\":[\"plant\",\"freezer two\",5]}}`|freezer two,plant",
			"`{\"name\":{\"$in\":[\"PLANT\"],\"$ci\":true}}`|plant",
			"`{\"name\":{\"$nin\":[\"plant\"]}}`|Freezer One,freezer two",
			"`{\"name\":{\"$gt\":\"Freezer One\",\"$lt\":\"plant\"}}`|freezer two",
			"`{\"name\":{\"$gte\":\"freezer two\",\"$lte\":\"plant\"}}`|freezer two,plant",
			"`{\"name\":{\"$gt\":5}}`|``", "`{\"deviceClass\":{\"$in\":[\"system\",\"gateway\"]}}`|freezer two,plant",
			"`{\"deviceClass\":\"system\",\"name\":{\"$startsWith\":\"f\"}}`|``",
			"`{\"attributeName\":\"temperature\"}`|Freezer One,freezer two",
			"`{\"attributeName\":{\"$ne\":\"door\"}}`|Freezer One,plant", "`{\"attributeName\":null}`|plant",
			"`{\"attributeName\":{\"$contains\":\"oo\"}}`|freezer two",
			"`{\"connectionStatus\":\"connected\"}`|Freezer One",
			"`{\"connectionStatus\":{\"$ne\":\"connected\"}}`|freezer two,plant", "`{\"connectionStatus\":null}`|plant",
			"`{\"connectedAt\":{\"$lte\":1781323202000}}`|Freezer One",
			"`{\"disconnectedAt\":{\"$ne\":null}}`|freezer two", "`{\"creationDate\":1781323200000}`|plant",
			"`{\"creationDate\":\"2026-06-13T04:00:00Z\"}`|plant",
			"`{\"creationDate\":{\"$gt\":1781323200000}}`|Freezer One,freezer two",
			"`{\"creationDate\":{\"$gte\":\"2026-06-13T04:00:01.000Z\",\"$lt\":1781323202000}}`|Freezer One",
			"`{\"creationDate\":{\"$in\":[1781323200000,\"2026-06-13T04:00:02Z\"]}}`|freezer two,plant",
			"`{\"creationDate\":\"soon\"}`|``", "`{\"creationDate\":{\"$startsWith\":\"2026\"}}`|``",
			"`{\"lastUpdated\":{\"$lt\":1781323201000}}`|plant", "`{\"deletedAt\":null}`|Freezer One,freezer two,plant",
			"`{\"parentId\":null}`|plant", "`{\"parentId\":{\"$ne\":null}}`|Freezer One,freezer two",
			"`{\"gatewayId\":null}`|Freezer One,freezer two,plant", "`{\"ancestorId\":null}`|plant",
			"`{\"experienceUserId\":null}`|Freezer One,freezer two,plant",
			"`{\"experienceGroupId\":\"000000000000000000000000\"}`|``" })
	void comparesFields(String query, String expected) {
		assertThat(String.join(",", names(query))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = { "`{\"tags\":null}`|plant",
			"`{\"tags\":{\"$ne\":null}}`|Freezer One,freezer two", "`{\"tags\":{\"$eq\":null}}`|plant",
			"`{\"tags\":{\"site\":\"berlin\"}}`|Freezer One", "`{\"tags\":{\"site\":\"bonn\"}}`|freezer two",
			"`{\"tags\":{\"site\":\"berlin\",\"floor\":\"8\"}}`|Freezer One",
			"`{\"tags\":{\"site\":\"ulm\",\"floor\":\"8\"}}`|``", "`{\"tags\":{\"floor\":null}}`|freezer two,plant",
			"`{\"tags\":{\"site\":{\"$in\":[\"ulm\",\"berlin\"]}}}`|Freezer One,freezer two",
			"`{\"tags\":{\"site\":{\"$nin\":[\"ulm\",\"bonn\"]}}}`|Freezer One",
			"`{\"tags\":{\"$tagKey\":\"floor\"}}`|Freezer One", "`{\"tags\":{\"$tagValue\":\"8\"}}`|Freezer One",
			"`{\"tags\":{\"$tagKey\":\"site\",\"$tagValue\":\"8\"}}`|``",
			"`{\"tags\":{\"$tagKey\":{\"$in\":[\"floor\",\"x\"]},\"$tagValue\":{\"$nin\":[\"9\"]}}}`|Freezer One",
			"`{\"tags\":{\"$tagKey\":\"floor\",\"$tagValue\":null}}`|freezer two,plant",
			"`{\"tags\":{\"$tagKey\":null}}`|plant", "`{\"tags\":{\"$ne\":{\"site\":\"berlin\"}}}`|freezer two,plant",
			"`{\"tags\":{\"$eq\":{\"site\":\"berlin\"}}}`|Freezer One",
			"`{\"tags\":{\"$ne\":{\"$tagKey\":\"site\"}}}`|plant" })
	void comparesTags(String query, String expected) {
		assertThat(String.join(",", names(query))).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', delimiter = '|', value = {
			"`{\"$or\":[{\"name\":\"plant\"},{\"tags\":{\"floor\":\"8\"}}]}`|Freezer One,plant",
			"`{\"$and\":[{\"attributeName\":\"temperature\"},{\"attributeName\":\"door\"}]}`|freezer two",
			"`{\"$nor\":[{\"name\":\"plant\"},{\"attributeName\":\"door\"}]}`|Freezer One",
			"`{\"$or\":[{\"$and\":[{\"name\":\"plant\"},{\"$nor\":[{}]}]},{\"deviceClass\":\"gateway\"}]}`|freezer two",
			"`{\"$and\":[],\"name\":\"plant\"}`|plant", "`{\"$or\":[]}`|``",
			"`{\"$nor\":[]}`|Freezer One,freezer two,plant" })
	void combines(String query, String expected) {
		assertThat(String.join(",", names(query))).isEqualTo(expected);
	}

	@Test
	void comparesIdsInEitherCase() {
		String id = this.plant.id();
		assertThat(names("{\"id\": \"" + id + "\"}")).containsExactly("plant");
		assertThat(names("{\"id\": {\"$eq\": \"" + id.toUpperCase(Locale.ROOT) + "\"}}")).containsExactly("plant");
		assertThat(names("{\"id\": {\"$gt\": \"" + id + "\"}}")).containsExactly("Freezer One", "freezer two");
		assertThat(names("{\"id\": {\"$nin\": [\"" + id + "\"]}}")).containsExactly("Freezer One", "freezer two");
		assertThat(names("{\"parentId\": {\"$in\": [\"" + id + "\"]}}")).containsExactly("Freezer One", "freezer two");
		assertThat(names("{\"ancestorId\": \"" + id + "\"}")).containsExactly("Freezer One", "freezer two");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "7", "{\"color\":1}", "{\"$not\":{}}", "{\"$and\":{}}", "{\"$and\":[7]}",
			"{\"$or\":[{\"color\":1}]}", "{\"id\":\"x\"}", "{\"id\":5}", "{\"id\":{}}",
			"{\"id\":{\"$contains\":\"a\"}}", "{\"id\":{\"$in\":[null]}}", "{\"id\":{\"$ci\":true}}",
			"{\"id\":{\"$gt\":\"575ec8687ae143cd83dc4a97\",\"$lt\":\"575ec8687ae143cd83dc4a97\"}}", "{\"name\":[]}",
			"{\"name\":{\"$regex\":\"x\"}}", "{\"name\":{\"$eq\":{}}}", "{\"name\":{\"$in\":\"x\"}}",
			"{\"name\":{\"$in\":[null]}}", "{\"name\":{\"$startsWith\":\"\"}}", "{\"name\":{\"$contains\":5}}",
			"{\"name\":{\"$ci\":1}}", "{\"tags\":\"x\"}", "{\"tags\":[]}", "{\"tags\":{}}",
			"{\"tags\":{\"a b\":\"x\"}}", "{\"tags\":{\"a\":5}}", "{\"tags\":{\"a\":{\"$ne\":\"x\"}}}",
			"{\"tags\":{\"a\":{\"$in\":\"x\"}}}", "{\"tags\":{\"$tagKey\":\"a\",\"b\":\"c\"}}",
			"{\"tags\":{\"$eq\":\"x\"}}", "{\"tags\":{\"$and\":[{\"a\":\"b\"}]}}" })
	void refusesWhatIsNotOfTheGrammar(String query) {
		JsonNode json = json(query);
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> DeviceQuery.of("query", json, this.application))
			.withMessageStartingWith("\"query");
	}

	@Test
	void refusesListsThatAreTooLong() {
		String names = "\"x\",".repeat(101);
		JsonNode in = json("{\"name\": {\"$in\": [" + names.substring(0, names.length() - 1) + "]}}");
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> DeviceQuery.of("query", in, this.application))
			.withMessage("\"query.name.$in\" must not have more than 100 items");
		String branches = "{},".repeat(101);
		JsonNode or = json("{\"$or\": [" + branches.substring(0, branches.length() - 1) + "]}");
		assertThatExceptionOfType(ApiError.class).isThrownBy(() -> DeviceQuery.of("query", or, this.application))
			.withMessage("\"query.$or\" must not have more than 100 items");
	}

}
