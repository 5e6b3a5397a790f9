package io.losant4j.device;

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

class DeviceAttributesActionsTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void listsTheAttributes() {
		this.losant.given(200, answer("DeviceAttributeList"));

		StepVerifier.create(this.device.attributes().get(DeviceAttributesQuery.all())).assertNext((list) -> {
			assertThat(list.items()).extracting(DeviceAttribute::name).containsExactly("temperature");
			assertThat(list.sortField()).isEqualTo(DeviceAttributeField.DATA_TYPE);
			assertThat(list.totalCount()).isEqualTo(4);
			assertThat(list.deviceId()).isEqualTo(DEVICE);
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/attributes", null));
	}

	@Test
	void listsSomeAttributesInOrder() {
		this.losant.given(200, "{}");

		StepVerifier
			.create(this.device.attributes()
				.get(DeviceAttributesQuery.all()
					.sortBy(DeviceAttributeField.NAME, SortDirection.DESCENDING)
					.filter(DeviceAttributeField.DATA_TYPE, "num*")))
			.assertNext((list) -> assertThat(list.items()).isEmpty())
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(
				call("GET " + PATH + "/attributes?sortField=name&sortDirection=desc&filterField=dataType&filter=num%2A",
						null));
	}

	@Test
	void addsAnAttribute() {
		this.losant.given(201, answer("DeviceAttribute"));

		StepVerifier
			.create(this.device.attributes()
				.post(DeviceAttribute.of("temperature", DataType.NUMBER).withDescription("In the middle")))
			.assertNext((attribute) -> assertThat(attribute.description()).isEqualTo("In the middle"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH + "/attributes",
				"{\"name\":\"temperature\",\"dataType\":\"number\",\"description\":\"In the middle\"}"));
	}

	@Test
	void anAttributeThatWasReadMayBeAddedElsewhere() {
		this.losant.given(200, "{\"name\":\"t\",\"dataType\":\"number\",\"applicationId\":\"" + APPLICATION
				+ "\",\"deviceId\":\"" + DEVICE + "\",\"_type\":\"deviceAttribute\"}");
		this.losant.given(201, "{}");

		StepVerifier.create(this.device.attribute("t").get().flatMap(this.device.attributes()::post))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/attributes/t", null));
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/attributes", "{\"name\":\"t\",\"dataType\":\"number\"}"));
	}

	@Test
	void getsAnAttribute() {
		this.losant.given(200, answer("DeviceAttribute"));

		DeviceAttributeActions temperature = this.device.attribute("temperature");

		assertThat(temperature.name()).isEqualTo("temperature");
		StepVerifier.create(temperature.get()).assertNext((attribute) -> {
			assertThat(attribute.dataType()).isEqualTo(DataType.NUMBER);
			assertThat(attribute.attributeTags()).isEqualTo(Map.of("unit", "celsius"));
			assertThat(attribute.applicationId()).isEqualTo(APPLICATION);
			assertThat(attribute.deviceId()).isEqualTo(DEVICE);
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/attributes/temperature", null));
	}

	@Test
	void changesOnlyWhatWasSetOfAnAttribute() {
		patches(DeviceAttributePatch.empty().description(""), "{\"description\":\"\"}");
		patches(DeviceAttributePatch.empty().tags(Map.of()), "{\"attributeTags\":{}}");
		patches(DeviceAttributePatch.empty(), "{}");
	}

	@Test
	void changesEverythingThatCanBeChangedOfAnAttribute() {
		patches(DeviceAttributePatch.empty()
			.name("temp")
			.contentType("image/png")
			.description("In the middle")
			.tags(Map.of("unit", "kelvin"))
			.system(SystemAggregation.of(Aggregation.MEAN, SystemAggregation.ChildAttribute.ofAll("t"))),
				"{\"name\":\"temp\",\"contentType\":\"image/png\",\"description\":\"In the middle\","
						+ "\"attributeTags\":{\"unit\":\"kelvin\"},\"system\":{\"aggregation\":\"MEAN\","
						+ "\"childAttributes\":[{\"name\":\"t\",\"mode\":\"all\"}]}}");
	}

	@Test
	void removesAnAttribute() {
		this.losant.givenSuccess();

		StepVerifier.create(this.device.attribute("t-1_A").delete()).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("DELETE " + PATH + "/attributes/t-1_A", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a/b", "..", "a b", "a?x=1", "%2e%2e" })
	void refusesANameThatIsNone(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.device.attribute(name))
			.withMessage("attribute name must be 1 to 255 letters, digits, '_' or '-', was '" + name + "'");
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void refusesWhatLosantWouldRefuse() {
		DeviceAttributePatch patch = DeviceAttributePatch.empty();
		assertThatIllegalArgumentException().isThrownBy(() -> patch.name("a b"))
			.withMessageStartingWith("attribute name must be");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.contentType("x".repeat(65)))
			.withMessageStartingWith("attribute contentType must be 0 to 64 characters");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.tags(Map.of("a b", "c")))
			.withMessageStartingWith("attribute tag key must be");
		assertThatIllegalArgumentException().isThrownBy(() -> patch.tags(Map.of("a", "")))
			.withMessageStartingWith("attribute tag value must be 1 to 255 characters");
		SystemAggregation read = new SystemAggregation(Aggregation.MEAN, List.of(Map.of("n", 1)), List.of());
		assertThatIllegalArgumentException().isThrownBy(() -> patch.system(read))
			.withMessage("aggregationOptions must have 0 to 0 items, was '1'");
		DeviceAttribute odd = new DeviceAttribute("a b", DataType.NUMBER, null, null, Map.of(), null, null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.device.attributes().post(odd))
			.withMessageStartingWith("attribute name must be");
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void sendsAnAttributeThatWasReadWithoutTheIdsThatLosantTells() {
		DeviceAttribute read = new DeviceAttribute("t", DataType.NUMBER, null, null, Map.of(), null, APPLICATION,
				DEVICE);
		this.losant.given(201, answer("DeviceAttribute"));

		StepVerifier.create(this.device.attributes().post(read)).expectNextCount(1).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("POST " + PATH + "/attributes", "{\"name\":\"t\",\"dataType\":\"number\"}"));
	}

	@Test
	void asksForTheContentTypeOfABlob() {
		DeviceAttribute picture = DeviceAttribute.of("picture", DataType.BLOB);

		assertThatIllegalArgumentException().isThrownBy(() -> this.device.attributes().post(picture))
			.withMessage("attribute contentType of a blob must be 1 to 64 characters, was null");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicePost.named("a").attributes(picture))
			.withMessageStartingWith("attribute contentType of a blob");
		assertThatIllegalArgumentException().isThrownBy(() -> UpdateOperation.addAttribute(picture))
			.withMessageStartingWith("attribute contentType of a blob");
	}

	@Test
	void patchesAndQueriesAreValues() {
		DeviceAttributePatch patch = DeviceAttributePatch.empty().name("t");
		assertThat(patch).isEqualTo(DeviceAttributePatch.empty().name("t"))
			.hasSameHashCodeAs(DeviceAttributePatch.empty().name("t"))
			.isNotEqualTo(DeviceAttributePatch.empty())
			.hasToString("DeviceAttributePatch{name=t}");
		DeviceAttributesQuery query = DeviceAttributesQuery.all().filter(DeviceAttributeField.NAME, "t*");
		assertThat(query).isEqualTo(DeviceAttributesQuery.all().filter(DeviceAttributeField.of("name"), "t*"))
			.hasSameHashCodeAs(DeviceAttributesQuery.all().filter(DeviceAttributeField.of("name"), "t*"))
			.isNotEqualTo(DeviceAttributesQuery.all())
			.hasToString("DeviceAttributesQuery{filterField=name, filter=t*}");
	}

	private void patches(DeviceAttributePatch patch, String body) {
		this.losant.given(200, answer("DeviceAttribute"));

		StepVerifier.create(this.device.attribute("temperature").patch(patch))
			.assertNext((attribute) -> assertThat(attribute.name()).isEqualTo("temperature"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("PATCH " + PATH + "/attributes/temperature", body));
	}

}
