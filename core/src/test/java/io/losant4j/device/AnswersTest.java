package io.losant4j.device;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.losant4j.MockLosant;
import io.losant4j.auth.Credentials;
import io.losant4j.auth.TokenSession;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads an answer with every field of its schema. Here an unknown field fails; in
 * production it does not.
 */
class AnswersTest {

	private static final LosantHttp HTTP = LosantHttp.create("https://api.losant.com",
			TokenSession.of(Credentials.accessToken("token")), HttpOptions.defaults(), WebClient.builder());

	@AfterAll
	static void close() {
		HTTP.close();
	}

	@ParameterizedTest
	@ValueSource(classes = { Device.class, DevicePage.class, DeviceState.class, DeviceCommand.class })
	void readsEveryFieldAndKnowsEveryField(Class<?> type) {
		Object answer = strict(type).readValue(MockLosant.answer(type.getSimpleName()));

		assertThat(absent(type.getSimpleName(), answer)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { Device.class, DevicePage.class, DeviceState.class, DeviceCommand.class })
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
		return type.cast(HTTP.reader(type).readValue(json));
	}

	private static ObjectReader strict(Class<?> type) {
		return HTTP.reader(type).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
	}

	/** Names of the components, at any depth, that the answer left empty. */
	private static List<String> absent(String path, @Nullable Object value) {
		List<String> absent = new ArrayList<>();
		if (value == null || (value instanceof Collection<?> c && c.isEmpty())
				|| (value instanceof Map<?, ?> m && m.isEmpty())) {
			absent.add(path);
		}
		else if (value instanceof Collection<?> items) {
			items.forEach((item) -> absent.addAll(absent(path + "[]", item)));
		}
		else if (value instanceof Record) {
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				absent.addAll(absent(path + "." + component.getName(), get(component, value)));
			}
		}
		return absent;
	}

	private static @Nullable Object get(RecordComponent component, Object value) {
		try {
			return component.getAccessor().invoke(value);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
