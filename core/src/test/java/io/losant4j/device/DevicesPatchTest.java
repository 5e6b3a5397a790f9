package io.losant4j.device;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.losant4j.MockLosant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicesPatchTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices";

	private static final DeviceQuery BERLIN = DeviceQuery.tag("site").is("berlin");

	private static final UpdateOperation OPERATION = UpdateOperation.removeDescription();

	private final MockLosant losant = MockLosant.start();

	private final DevicesActions devices = this.losant.application().devices();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void setsOneThingOrAnother() {
		this.losant.given(200, answer("DevicesUpdated"));

		StepVerifier
			.create(this.devices.patch(DevicesPatch.where(BERLIN, UpdateOperation.setName("Freezer"),
					UpdateOperation.setDeviceClass(DeviceClass.PERIPHERAL), UpdateOperation.setDescription(""),
					UpdateOperation.setGatewayId(DEVICE), UpdateOperation.setParentId(DEVICE),
					UpdateOperation.setSystemInterval(60), UpdateOperation.setKeepDuplicates(false),
					UpdateOperation.setTag(DeviceTag.of("floor", "8")),
					UpdateOperation.setAttributeTag("t", DeviceTag.of("unit", "celsius")),
					UpdateOperation.setAttributeDescription("t", "In the middle"),
					UpdateOperation.setAttributeContentType("picture", "image/png"),
					UpdateOperation.setAttributeName("t", "temperature"))))
			.expectNext(new BulkResult.Completed<>(new DevicesUpdated(3, 1, 2, "https://example.com/log-link")))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("PATCH " + PATH,
				"{\"query\":{\"tags\":{\"site\":\"berlin\"}},\"updateOperations\":["
						+ "{\"operation\":\"set\",\"target\":\"name\",\"value\":\"Freezer\"},"
						+ "{\"operation\":\"set\",\"target\":\"deviceClass\",\"value\":\"peripheral\"},"
						+ "{\"operation\":\"set\",\"target\":\"description\",\"value\":\"\"},"
						+ "{\"operation\":\"set\",\"target\":\"gatewayId\",\"value\":\"575ecf887ae143cd83dc4aa2\"},"
						+ "{\"operation\":\"set\",\"target\":\"parentId\",\"value\":\"575ecf887ae143cd83dc4aa2\"},"
						+ "{\"operation\":\"set\",\"target\":\"systemInterval\",\"value\":60},"
						+ "{\"operation\":\"set\",\"target\":\"keepDuplicates\",\"value\":false},"
						+ "{\"operation\":\"set\",\"target\":\"tag\",\"value\":{\"key\":\"floor\",\"value\":\"8\"}},"
						+ "{\"operation\":\"set\",\"target\":\"attributeTag\","
						+ "\"value\":{\"key\":\"unit\",\"value\":\"celsius\"},\"attributeName\":\"t\"},"
						+ "{\"operation\":\"set\",\"target\":\"attributeDescription\",\"value\":\"In the middle\","
						+ "\"attributeName\":\"t\"},"
						+ "{\"operation\":\"set\",\"target\":\"attributeContentType\",\"value\":\"image/png\","
						+ "\"attributeName\":\"picture\"},"
						+ "{\"operation\":\"set\",\"target\":\"attributeName\",\"value\":\"temperature\","
						+ "\"attributeName\":\"t\"}]}"));
	}

	@Test
	void removesOneThingOrAddsAnother() {
		this.losant.given(200, answer("DevicesUpdated"));
		SystemAggregation mean = SystemAggregation.of(Aggregation.MEAN,
				SystemAggregation.ChildAttribute.ofAll("temperature"));

		StepVerifier
			.create(this.devices.patch(DevicesPatch
				.ids(List.of(DEVICE), UpdateOperation.removeDescription(), UpdateOperation.removeParentId(),
						UpdateOperation.removeTag("floor"), UpdateOperation.removeAttribute("t"),
						UpdateOperation.removeAttributeTag("u", "unit"),
						UpdateOperation.removeAttributeDescription("u"),
						UpdateOperation.addAttribute(DeviceAttribute.of("voltage", DataType.NUMBER)),
						UpdateOperation
							.addAttributeSystem(DeviceAttribute.of("mean", DataType.NUMBER).withSystem(mean)))
				.email("a+b@example.com")
				.callbackUrl(URI.create("https://example.com/cb?x=1"))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("PATCH " + PATH, "{\"deviceIds\":[\"575ecf887ae143cd83dc4aa2\"],\"updateOperations\":["
					+ "{\"operation\":\"remove\",\"target\":\"description\"},"
					+ "{\"operation\":\"remove\",\"target\":\"parentId\"},"
					+ "{\"operation\":\"remove\",\"target\":\"tag\",\"tagKey\":\"floor\"},"
					+ "{\"operation\":\"remove\",\"target\":\"attribute\",\"attributeName\":\"t\"},"
					+ "{\"operation\":\"remove\",\"target\":\"attributeTag\",\"attributeName\":\"u\",\"tagKey\":\"unit\"},"
					+ "{\"operation\":\"remove\",\"target\":\"attributeDescription\",\"attributeName\":\"u\"},"
					+ "{\"operation\":\"add\",\"target\":\"attribute\","
					+ "\"value\":{\"name\":\"voltage\",\"dataType\":\"number\"}},"
					+ "{\"operation\":\"add\",\"target\":\"attributeSystem\","
					+ "\"value\":{\"name\":\"mean\",\"dataType\":\"number\",\"system\":{\"aggregation\":\"MEAN\","
					+ "\"childAttributes\":[{\"name\":\"temperature\",\"mode\":\"all\"}]}}}],"
					+ "\"email\":\"a+b@example.com\",\"callbackUrl\":\"https://example.com/cb?x=1\"}"));
	}

	@Test
	void changesEveryDeviceOfTheApplicationWhereThatIsSaid() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.devices.patch(DevicesPatch.everyDeviceOfTheApplication(OPERATION)))
			.expectNext(new BulkResult.Completed<>(new DevicesUpdated(null, null, null, null)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("PATCH " + PATH,
				"{\"query\":{},\"updateOperations\":[{\"operation\":\"remove\",\"target\":\"description\"}]}"));
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201 })
	void changesFieldsAsServersBefore1172DoAndTellNoMoreThanSuccess(int status) {
		this.losant.given(status, "{\"success\":true}");

		StepVerifier
			.create(this.devices.patch(
					DevicesPatch.fields(List.of(DEVICE, APPLICATION), DevicePatch.empty().name("x").withoutParent())))
			.expectNext(new BulkResult.Completed<>(new DevicesUpdated(null, null, null, null)))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(
				call("PATCH " + PATH, "{\"deviceIds\":[\"575ecf887ae143cd83dc4aa2\",\"575ec8687ae143cd83dc4a97\"],"
						+ "\"updateFields\":{\"name\":\"x\",\"parentId\":null}}"));
	}

	@Test
	void queuesAChange() {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier.create(this.devices.patch(DevicesPatch.where(BERLIN, OPERATION)))
			.expectNext(new BulkResult.Enqueued<>(new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4")))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void refusesToChangeEveryDeviceByAccident() {
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesPatch.where(DeviceQuery.everything(), OPERATION))
			.withMessage("query must not be empty, which means every device of the application "
					+ "(everyDeviceOfTheApplication(..) says so openly), was '{}'");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesPatch.ids(List.of(), OPERATION))
			.withMessage("deviceIds must have 1 to 1000 items, was '0'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesPatch.fields(List.of(), DevicePatch.empty().name("x")))
			.withMessage("deviceIds must have 1 to 1000 items, was '0'");
	}

	@Test
	void refusesAChangeThatLosantWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesPatch.where(BERLIN))
			.withMessage("updateOperations must have 1 to 25 items, was '0'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesPatch.where(BERLIN,
					Collections.nCopies(26, UpdateOperation.removeAttribute("t")).toArray(UpdateOperation[]::new)))
			.withMessage("updateOperations must have 1 to 25 items, was '26'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesPatch.ids(Collections.nCopies(1_001, DEVICE), OPERATION))
			.withMessage("deviceIds must have 1 to 1000 items, was '1001'");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesPatch.ids(List.of("42"), OPERATION))
			.withMessage("deviceIds must be 24 hexadecimal characters, was '42'");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesPatch.fields(List.of(DEVICE), DevicePatch.empty()))
			.withMessageStartingWith("patch must change at least one field");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesPatch.where(BERLIN, OPERATION).email("nobody"))
			.withMessage("email must be an e-mail address, was 'nobody'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesPatch.where(BERLIN, OPERATION).callbackUrl(URI.create("/secret")))
			.withMessageStartingWith("callbackUrl must be an absolute http or https URL")
			.withMessageNotContaining("secret");
	}

	@Test
	void refusesTwoOperationsOnTheSameTagOrField() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesPatch.where(BERLIN, UpdateOperation.setTag(DeviceTag.of("a", "b")),
					UpdateOperation.removeTag("a")))
			.withMessageStartingWith("updateOperations must change tag a at most once, were [");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> DevicesPatch.where(BERLIN, UpdateOperation.setDescription("x"), OPERATION))
			.withMessageStartingWith("updateOperations must change description at most once, were [");
		// Each of a different tag or attribute.
		DevicesPatch.where(BERLIN, UpdateOperation.removeTag("description"), UpdateOperation.removeTag("b"),
				UpdateOperation.removeAttribute("a"), UpdateOperation.removeAttribute("b"), OPERATION);
	}

	@Test
	void refusesAnOperationThatLosantWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setName(""))
			.withMessage("name must be 1 to 255 characters, was ''");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setDescription("x".repeat(32_768)))
			.withMessageStartingWith("description must be 0 to 32767 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setGatewayId("42"))
			.withMessage("gatewayId must be 24 hexadecimal characters, was '42'");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setParentId("42"))
			.withMessage("parentId must be 24 hexadecimal characters, was '42'");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setSystemInterval(3_601))
			.withMessage("systemInterval must be 5 to 3600, was '3601'");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setTag(new DeviceTag("a", "")))
			.withMessage("tag value must be 1 to 255 characters, was ''");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpdateOperation.setAttributeTag("a b", DeviceTag.of("a", "b")))
			.withMessage("attributeName must be 1 to 255 letters, digits, '_' or '-', was 'a b'");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpdateOperation.setAttributeDescription("a", "x".repeat(32_768)))
			.withMessageStartingWith("description must be 0 to 32767 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setAttributeContentType("a", ""))
			.withMessage("contentType must be 1 to 64 characters, was ''");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.setAttributeName("a", ""))
			.withMessageStartingWith("newName must be 1 to 255 letters");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.removeTag(""))
			.withMessageStartingWith("tagKey must be 1 to 255 letters");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.removeAttribute(""))
			.withMessageStartingWith("attributeName must be 1 to 255 letters");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.removeAttributeTag("a", ""))
			.withMessageStartingWith("tagKey must be 1 to 255 letters");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> UpdateOperation
				.addAttribute(new DeviceAttribute("", DataType.NUMBER, null, null, Map.of(), null, null, null)))
			.withMessageStartingWith("attribute name must be 1 to 255 letters");
	}

}
