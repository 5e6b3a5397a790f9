package io.losant4j.device;

import java.util.Collections;
import java.util.Map;

import io.losant4j.MockLosant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicePatchTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void changesOnlyWhatWasSet() {
		sends(DevicePatch.empty().name("Freezer 13"), "{\"name\":\"Freezer 13\"}");
	}

	@Test
	void changesNothingWhereNothingWasSet() {
		sends(DevicePatch.empty(), "{}");
	}

	@Test
	void changesEverythingThatCanBeChanged() {
		sends(DevicePatch.empty()
			.name("Freezer 13")
			.deviceClass(DeviceClass.PERIPHERAL)
			.description("Right of the door")
			.tags(DeviceTag.of("site", "berlin"), DeviceTag.of("site", "potsdam"))
			.attributes(DeviceAttribute.of("temperature", DataType.NUMBER).withTags(Map.of("unit", "celsius")))
			.gatewayId("575ecf887ae143cd83dc4aa4")
			.parentId("5d8a0da7ce2f3d37c205d0c5")
			.systemInterval(3_600)
			.keepDuplicates(false),
				"{\"name\":\"Freezer 13\",\"deviceClass\":\"peripheral\",\"description\":\"Right of the door\","
						+ "\"tags\":[{\"key\":\"site\",\"value\":\"berlin\"},{\"key\":\"site\",\"value\":\"potsdam\"}],"
						+ "\"attributes\":[{\"name\":\"temperature\",\"dataType\":\"number\","
						+ "\"attributeTags\":{\"unit\":\"celsius\"}}],\"gatewayId\":\"575ecf887ae143cd83dc4aa4\","
						+ "\"parentId\":\"5d8a0da7ce2f3d37c205d0c5\",\"systemInterval\":3600,\"keepDuplicates\":false}");
	}

	@Test
	void takesThingsAway() {
		sends(DevicePatch.empty().description("").tags().attributes().withoutParent(),
				"{\"description\":\"\",\"tags\":[],\"attributes\":[],\"parentId\":null}");
	}

	@Test
	void theLastWordCounts() {
		sends(DevicePatch.empty().withoutParent().parentId(APPLICATION), "{\"parentId\":\"" + APPLICATION + "\"}");
	}

	@Test
	void isAValue() {
		DevicePatch patch = DevicePatch.empty().withoutParent();

		assertThat(patch.name("x")).isEqualTo(DevicePatch.empty().withoutParent().name("x"))
			.hasSameHashCodeAs(DevicePatch.empty().withoutParent().name("x"))
			.hasToString("DevicePatch{parentId=null, name=x}")
			.isNotEqualTo(patch);
		assertThat(patch).isNotEqualTo(DevicePatch.empty());
	}

	@Test
	void refusesWhatLosantWouldRefuse() {
		DevicePatch patch = DevicePatch.empty();
		assertThatIllegalArgumentException().isThrownBy(() -> patch.name(""))
			.withMessage("name must be 1 to 255 characters, was ''");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.description("x".repeat(32_768)))
			.withMessageStartingWith("description must be 0 to 32767 characters, was 'xxx");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.gatewayId(""))
			.withMessage("gatewayId must be 24 hexadecimal characters, was ''");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.systemInterval(3_601))
			.withMessage("systemInterval must be 5 to 3600, was '3601'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> patch.attributes(
					Collections.nCopies(257, DeviceAttribute.of("a", DataType.NUMBER)).toArray(DeviceAttribute[]::new)))
			.withMessage("attributes must have 0 to 256 items, was '257'");
		DeviceTag read = new DeviceTag("a b", "c");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.tags(read))
			.withMessageStartingWith("tag key must be");
	}

	@Test
	void deletesTheDevice() {
		this.losant.givenSuccess();

		StepVerifier.create(this.device.delete()).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("DELETE " + PATH, null));
	}

	private void sends(DevicePatch patch, String body) {
		this.losant.given(200, answer("Device"));

		StepVerifier.create(this.device.patch(patch))
			.assertNext((device) -> assertThat(device.id()).isEqualTo(DEVICE))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("PATCH " + PATH, body));
	}

}
