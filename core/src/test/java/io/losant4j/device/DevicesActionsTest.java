package io.losant4j.device;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.losant4j.MockLosant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DevicesActionsTest {

	private static final String PATH = "/applications/" + APPLICATION + "/devices";

	private final MockLosant losant = MockLosant.start();

	private final DevicesActions devices = this.losant.application().devices();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void getsTheFirstPage() {
		this.losant.given(200, answer("DevicePage"));

		StepVerifier.create(this.devices.get(DevicesQuery.all())).assertNext((page) -> {
			assertThat(page.items()).extracting(Device::name).containsExactly("Freezer 12");
			assertThat(page.totalCount()).isEqualTo(4);
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH, null));
	}

	@Test
	void asksInLosantsNotation() {
		this.losant.given(200, "{}");

		DevicesQuery query = DevicesQuery.all()
			.sortBy(DeviceSortField.CREATION_DATE, SortDirection.DESCENDING)
			.page(0, 10)
			.filter("my * device+1")
			.deviceClass(DeviceClass.STANDALONE, DeviceClass.EDGE_COMPUTE)
			.tagged(TagFilter.of("Floor", "2 & 3"), TagFilter.ofKey("Serial"), TagFilter.ofValue("*"))
			.childrenOf(APPLICATION)
			.excludeConnectionInfo()
			.deleted();

		StepVerifier.create(this.devices.get(query)).expectNextCount(1).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "?sortField=creationDate&sortDirection=desc"
				+ "&page=0&perPage=10&filterField=name&filter=my%20%2A%20device%2B1"
				+ "&deviceClass%5B0%5D=standalone&deviceClass%5B1%5D=edgeCompute"
				+ "&tagFilter%5B0%5D%5Bkey%5D=Floor&tagFilter%5B0%5D%5Bvalue%5D=2%20%26%203"
				+ "&tagFilter%5B1%5D%5Bkey%5D=Serial&tagFilter%5B2%5D%5Bvalue%5D=%2A"
				+ "&parentId=575ec8687ae143cd83dc4a97&excludeConnectionInfo=true&queryDeleted=true", null));
	}

	@Test
	void asksForOneKindOfDeviceWithoutBrackets() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.devices.get(DevicesQuery.all().deviceClass(DeviceClass.GATEWAY)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "?deviceClass=gateway", null));
	}

	@Test
	void refusesAPageThatLosantDoesNotHave() {
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesQuery.all().page(-1, 10))
			.withMessage("page must be 0 to 2147483647, was '-1'");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesQuery.all().page(0, 1_001))
			.withMessage("perPage must be 1 to 1000, was '1001'");
	}

	@Test
	void readsAPageOfAThousandDevices() {
		String device = answer("Device").replace("Left of the door", "x".repeat(300));
		this.losant.given(200, "{\"count\":1000,\"items\":["
				+ Collections.nCopies(1_000, device).stream().collect(Collectors.joining(",")) + "]}");

		StepVerifier.create(this.devices.get(DevicesQuery.all().page(0, 1_000)))
			.assertNext((page) -> assertThat(page.items()).hasSize(1_000)
				.allSatisfy((item) -> assertThat(item.name()).isEqualTo("Freezer 12")))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void createsADevice() {
		this.losant.given(201, answer("Device"));

		DevicePost post = DevicePost.named("Freezer 12")
			.deviceClass(DeviceClass.PERIPHERAL)
			.description("Left of the door")
			.tags(DeviceTag.of("site", "berlin"), DeviceTag.of("site", "potsdam"))
			.attributes(
					DeviceAttribute.of("temperature", DataType.NUMBER)
						.withDescription("In the middle")
						.withTags(Map.of("unit", "celsius")),
					DeviceAttribute.of("picture", DataType.BLOB).withContentType("image/png"))
			.gatewayId("575ecf887ae143cd83dc4aa4")
			.parentId("5d8a0da7ce2f3d37c205d0c5")
			.systemInterval(60)
			.keepDuplicates(true);

		StepVerifier.create(this.devices.post(post))
			.assertNext((device) -> assertThat(device.id()).isEqualTo("575ecf887ae143cd83dc4aa2"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH,
				"{\"name\":\"Freezer 12\",\"deviceClass\":\"peripheral\",\"description\":\"Left of the door\","
						+ "\"tags\":[{\"key\":\"site\",\"value\":\"berlin\"},{\"key\":\"site\",\"value\":\"potsdam\"}],"
						+ "\"attributes\":[{\"name\":\"temperature\",\"dataType\":\"number\","
						+ "\"description\":\"In the middle\",\"attributeTags\":{\"unit\":\"celsius\"}},"
						+ "{\"name\":\"picture\",\"dataType\":\"blob\",\"contentType\":\"image/png\"}],"
						+ "\"gatewayId\":\"575ecf887ae143cd83dc4aa4\",\"parentId\":\"5d8a0da7ce2f3d37c205d0c5\","
						+ "\"systemInterval\":60,\"keepDuplicates\":true}"));
	}

	@Test
	void describesASystem() {
		this.losant.given(201, "{}");
		SystemAggregation mean = SystemAggregation.of(Aggregation.MEAN, SystemAggregation.ChildAttribute
			.ofOnly("temperature", List.of(APPLICATION), List.of(TagFilter.ofKey("site"))),
				SystemAggregation.ChildAttribute.ofAll("t"));

		StepVerifier
			.create(this.devices.post(DevicePost.named("Plant")
				.deviceClass(DeviceClass.SYSTEM)
				.attributes(DeviceAttribute.of("mean", DataType.NUMBER).withSystem(mean))))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("POST " + PATH,
				"{\"name\":\"Plant\",\"deviceClass\":\"system\",\"attributes\":[{\"name\":\"mean\",\"dataType\":\"number\","
						+ "\"system\":{\"aggregation\":\"MEAN\",\"childAttributes\":[{\"name\":\"temperature\","
						+ "\"mode\":\"whitelist\",\"deviceIds\":[\"575ec8687ae143cd83dc4a97\"],"
						+ "\"deviceTags\":[{\"key\":\"site\"}]},{\"name\":\"t\",\"mode\":\"all\"}]}}]}"));
	}

	@Test
	void countsCharactersAsLosantDoes() {
		String name = "\uD83E\uDDCA".repeat(255);

		assertThat(DevicePost.named(name)).hasToString("DevicePost{name=" + name + "}");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicePost.named(name + "!"))
			.withMessageStartingWith("name must be 1 to 255 characters, was '");
	}

	@Test
	void refusesATagFilterThatEveryDeviceMatches() {
		assertThatIllegalArgumentException().isThrownBy(() -> DevicesQuery.all().tagged(new TagFilter(null, null)))
			.withMessage("tag filter must have a key or a value, was TagFilter[key=null, value=null]");
	}

	@Test
	void refusesADeviceThatLosantWouldRefuse() {
		DevicePost post = DevicePost.named("x");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicePost.named(""))
			.withMessage("name must be 1 to 255 characters, was ''");
		assertThatIllegalArgumentException().isThrownBy(() -> DevicePost.named("x".repeat(256)))
			.withMessage("name must be 1 to 255 characters, was '" + "x".repeat(80) + "…'");
		assertThatIllegalArgumentException().isThrownBy(() -> post.systemInterval(4))
			.withMessage("systemInterval must be 5 to 3600, was '4'");
		assertThatIllegalArgumentException().isThrownBy(() -> post.parentId("42"))
			.withMessage("parentId must be 24 hexadecimal characters, was '42'");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceTag.of("a b", "c"))
			.withMessage("tag key must be 1 to 255 letters, digits, '_' or '-', was 'a b'");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceTag.of("a", ""))
			.withMessage("tag value must be 1 to 255 characters, was ''");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> post.tags(Collections.nCopies(101, DeviceTag.of("a", "b")).toArray(DeviceTag[]::new)))
			.withMessage("tags must have 0 to 100 items, was '101'");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceAttribute.of("", DataType.NUMBER))
			.withMessageStartingWith("attribute name must be");
	}

	@Test
	void refusesASystemThatLosantWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> SystemAggregation.of(Aggregation.of("NONE")))
			.withMessageEndingWith("was 'NONE'");
		SystemAggregation.ChildAttribute odd = new SystemAggregation.ChildAttribute("t", "every", List.of(), List.of());
		assertThatIllegalArgumentException().isThrownBy(() -> SystemAggregation.of(Aggregation.MEAN, odd))
			.withMessage("childAttributes mode must be one of [all, whitelist, blacklist], was 'every'");
	}

	@Test
	void refusesARangeThatCannotBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> new TimeRange(5, 3))
			.withMessage("end must not be before start, was 5 to 3");
		assertThatIllegalArgumentException().isThrownBy(() -> new TimeRange(Long.MIN_VALUE, 0))
			.withMessageStartingWith("a range must not reach back a thousand years");
	}

}
