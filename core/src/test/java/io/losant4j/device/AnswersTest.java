package io.losant4j.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.losant4j.Answers;
import io.losant4j.MockLosant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads an answer with every field of its schema. Here an unknown field fails; in
 * production it does not.
 */
class AnswersTest {

	private static final JsonMapper JSON = JsonMapper.shared();

	static Stream<Class<?>> answers() {
		return AnswerTypes.all();
	}

	@Test
	void theAnswersOfAllActionsAreFound() {
		assertThat(answers()).contains(Device.class, DevicePage.class, DeviceState.class, JobTicket.class,
				DeviceAttributeList.class);
	}

	@ParameterizedTest
	@MethodSource("answers")
	void readsEveryFieldAndKnowsEveryField(Class<?> type) {
		// Only an attribute that is answered alone tells whose it is.
		assertThat(Answers.absent(Answers.readStrictly(type)))
			.filteredOn((name) -> !name.matches(".*\\.attributes\\[]\\.(applicationId|deviceId)"))
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("answers")
	void everyFieldMayBeAbsentOrNull(Class<?> type) {
		JsonNode answer = JSON.readTree(MockLosant.answer(type.getSimpleName()));

		assertThat(read(type, "{}")).isNotNull();
		assertThat(lacking(answer)).isNotEmpty()
			.allSatisfy((json) -> assertThat(read(type, json.toString())).isNotNull()
				.satisfies((value) -> assertThat(value.toString()).isNotEmpty()));
	}

	/**
	 * The answer again and again, each time with one field absent or null, at any depth.
	 */
	private static List<JsonNode> lacking(JsonNode json) {
		List<JsonNode> lacking = new ArrayList<>();
		if (json instanceof ObjectNode object) {
			object.propertyNames().forEach((name) -> {
				lacking.add(object.deepCopy().without(name));
				lacking.add(object.deepCopy().putNull(name));
				lacking(object.path(name)).forEach((member) -> lacking.add(object.deepCopy().set(name, member)));
			});
		}
		else if (json instanceof ArrayNode array) {
			for (int i = 0; i < array.size(); i++) {
				lacking.add(array.deepCopy().setNull(i));
				for (JsonNode item : lacking(array.path(i))) {
					lacking.add(array.deepCopy().set(i, item));
				}
			}
		}
		return lacking;
	}

	@Test
	void readsADeviceWhoseListsHaveNothingInThem() {
		Device device = read(Device.class,
				"{\"attributes\":[null,{},{\"name\":\"t\"}],\"tags\":[null,{},{\"key\":\"k\"}]}");

		assertThat(device.attribute("t"))
			.contains(new DeviceAttribute("t", DataType.of(""), null, null, Map.of(), null, null, null));
		assertThat(device.attribute("absent")).isEmpty();
		assertThat(device.tagValues("k")).containsExactly("");
		assertThat(device.tags()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " " })
	void readsAnEmptyTimeAsAbsent(String time) {
		assertThat(read(Device.class, "{\"creationDate\":\"" + time + "\"}").creationDate()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1", "true" })
	void readsAConnectedDevice(String connected) {
		Device device = read(Device.class, "{\"connectionInfo\":{\"connected\":" + connected + "}}");
		assertThat(device.connectionInfo()).isEqualTo(new ConnectionInfo(null, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "false" })
	void readsADisconnectedDevice(String connected) {
		Device device = read(Device.class, "{\"connectionInfo\":{\"connected\":" + connected + "}}");
		assertThat(device.connectionInfo()).isEqualTo(new ConnectionInfo(null, false));
	}

	@Test
	void readsADeviceThatWasNeverConnected() {
		Device device = read(Device.class, "{\"connectionInfo\":{\"connected\":null}}");
		assertThat(device.connectionInfo()).isEqualTo(new ConnectionInfo(null, null));
	}

	@Test
	void keepsNamesThatItDoesNotKnow() {
		Device device = read(Device.class,
				"{\"deviceClass\":\"quantum\",\"attributes\":[{\"name\":\"q\",\"dataType\":\"qubit\"}]}");

		assertThat(device.deviceClass()).isEqualTo(DeviceClass.of("quantum"));
		assertThat(device.attribute("q").map(DeviceAttribute::dataType)).contains(DataType.of("qubit"));
	}

	@Test
	void keepsEveryTagOfARepeatedKey() {
		Device device = read(Device.class, MockLosant.answer("Device"));

		assertThat(device.tagValues("site")).containsExactly("berlin", "potsdam");
		assertThat(device.tagValues("absent")).isEmpty();
	}

	@Test
	void readsDirectionsInAnyCase() {
		assertThat(read(DevicePage.class, "{\"sortDirection\":\"ASC\"}").sortDirection())
			.isEqualTo(SortDirection.ASCENDING);
		assertThat(read(DevicePage.class, "{\"sortDirection\":\"\"}").sortDirection()).isEqualTo(SortDirection.of(""));
	}

	@Test
	void readsAStateWithOddValuesRatherThanLosingIt() {
		DeviceState state = read(DeviceState.class, "{\"data\":{\"a.b\":null,\"c\":{\"d\":[1]},\"e\":1e400}}");

		assertThat(state.data()).containsKey("a.b").containsEntry("c", Map.of("d", List.of(1)));
		assertThat(state.number("e")).isPresent();
		assertThat(state.number("a.b")).isEmpty();
	}

	private static <T> T read(Class<T> type, String json) {
		return Answers.read(type, json);
	}

}
