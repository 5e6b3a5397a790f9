package io.losant4j.device;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DefaultTyping;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A state takes positions and bytes as what they are, and keeps them as Losant does.
 */
class DeviceStateValuesTest {

	private static final Gps BERLIN = Gps.of(52.52, 13.405);

	private static final Blob HELLO = Blob.of("hello".getBytes(StandardCharsets.UTF_8));

	@Test
	void takesAPositionAndBytesAsTheirText() {
		assertThat(DeviceState.of("at", BERLIN).with("picture", HELLO).data())
			.isEqualTo(Map.of("at", "52.52,13.405", "picture", "aGVsbG8="));
		assertThat(DeviceState.of(Map.of("at", BERLIN, "picture", HELLO)).data())
			.isEqualTo(Map.of("at", "52.52,13.405", "picture", "aGVsbG8="));
	}

	@Test
	void readsAPosition() {
		assertThat(DeviceState.of("at", "37°19'56.39\"N,122°1'52.38\"W").gps("at").map(Gps::latitude)).isPresent();
		assertThat(DeviceState.of("at", BERLIN).gps("at")).contains(BERLIN);
		assertThat(DeviceState.of("at", "somewhere").gps("at")).isEmpty();
		assertThat(DeviceState.of("at", 7).gps("at")).isEmpty();
		assertThat(DeviceState.of("at", 7).gps("absent")).isEmpty();
	}

	@Test
	void readsBytes() {
		assertThat(DeviceState.of("picture", HELLO).blob("picture")).contains(HELLO);
		assertThat(DeviceState.of("picture", "data:image/png;base64,aGVsbG8=").blob("picture")).contains(HELLO);
		assertThat(DeviceState.of("picture", "no base64!").blob("picture")).isEmpty();
		assertThat(DeviceState.of("picture", true).blob("picture")).isEmpty();
	}

	@Test
	void survivesAnApplicationsMapperThatWritesTypes() {
		JsonMapper typed = JsonMapper.builder()
			.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().allowIfBaseType(Object.class).build(),
					DefaultTyping.NON_FINAL)
			.build();
		DeviceState state = DeviceState.of("temperature", 21).with("door", "open");

		assertThat(typed.readValue(typed.writeValueAsString(state), DeviceState.class)).isEqualTo(state);
	}

	@Test
	void itsValuesCanBeStored() throws Exception {
		Map<String, Object> data = DeviceState.of("temperature", 21).with("door", "open").data();
		ByteArrayOutputStream stored = new ByteArrayOutputStream();
		new ObjectOutputStream(stored).writeObject(data);

		assertThat(new ObjectInputStream(new ByteArrayInputStream(stored.toByteArray())).readObject()).isEqualTo(data);
	}

	@Test
	void tellsWhereAValueCannotBeRead() {
		JsonMapper mapper = JsonMapper.shared();

		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> mapper.readValue("{\"data\":{\"door\":" + "1".repeat(2_000) + "}}", DeviceState.class))
			.extracting(JacksonException::getPathReference)
			.asString()
			.endsWith("DeviceState[\"data\"]");
		assertThatExceptionOfType(JacksonException.class)
			.isThrownBy(() -> mapper.readValue("{\"data\":[1]}", DeviceState.class));
		assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> mapper.readValue("[]", DeviceState.class));
	}

}
