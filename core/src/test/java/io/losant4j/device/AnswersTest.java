package io.losant4j.device;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.losant4j.Answers;
import io.losant4j.MockLosant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads an answer with every field of its schema. Here an unknown field fails; in
 * production it does not.
 */
class AnswersTest {

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
		assertThat(Answers.absent(Answers.readStrictly(type))).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("answers")
	void everyFieldMayBeAbsentOrNull(Class<?> type) {
		assertThat(read(type, "{}")).isNotNull();
		String nulls = MockLosant.answer(type.getSimpleName()).replaceAll("(?s)^\\s*\\{(.*)}\\s*$", "$1");
		assertThat(read(type, "{\"unknown\":{\"_links\":[null]}," + nulls + "}")).isNotNull();
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
