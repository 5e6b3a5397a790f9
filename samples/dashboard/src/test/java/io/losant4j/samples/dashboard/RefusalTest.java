package io.losant4j.samples.dashboard;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Predicate;

import io.losant4j.LosantApplication;
import io.losant4j.device.DataType;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DeviceAttributesQuery;
import io.losant4j.device.DevicePatch;
import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The service with a Losant that refuses readings for good.
 */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTest {

	@Test
	void addsAnAttributeThatSomebodyRemovedAndLosesNoReading() {
		try (LosantSimulator losant = LosantSimulator.start(); ConfigurableApplicationContext service = run(losant)) {
			DeviceActions device = device(service);
			status(service, RefusalTest::isWell);
			Instant removed = Instant.now();
			device.attribute("disk").delete().block(ServiceClient.PATIENCE);

			JsonNode reading = client(service).events("reading")
				.filter((news) -> Instant.parse(news.at("/time").asString()).isAfter(removed)
						&& !news.at("/data/disk").isMissingNode())
				.blockFirst(ServiceClient.PATIENCE);

			assertThat(reading).isNotNull();
			status(service, RefusalTest::isWell);
			assertThat(attributes(device)).containsExactlyInAnyOrder("cpu", "memory", "load", "disk");
		}
	}

	@Test
	void addsTheAttributesThatTheDeviceItFindsLacks() {
		try (LosantSimulator losant = LosantSimulator.start()) {
			try (ConfigurableApplicationContext first = run(losant)) {
				DeviceActions device = device(first);
				first.getBean(MachineSession.class).stop();
				device.attribute("disk").delete().block(ServiceClient.PATIENCE);
				device.attribute("cpu").delete().block(ServiceClient.PATIENCE);
				device.attributes().post(DeviceAttribute.of("mine", DataType.STRING)).block(ServiceClient.PATIENCE);
			}
			try (ConfigurableApplicationContext second = run(losant)) {
				status(second, RefusalTest::isWell);
				assertThat(attributes(device(second))).containsExactlyInAnyOrder("cpu", "memory", "load", "disk",
						"mine");
			}
		}
	}

	@Test
	void givesUpReadingsThatAreRefusedForGoodAndCountsThem(CapturedOutput output) {
		try (LosantSimulator losant = LosantSimulator.start(); ConfigurableApplicationContext service = run(losant)) {
			DeviceActions device = device(service);
			status(service, RefusalTest::isWell);
			replace(device, DeviceAttribute.of("cpu", DataType.GPS));
			Instant refused = now(status(service, (status) -> !status.at("/trouble").isNull()));
			JsonNode later = status(service, (status) -> now(status).isAfter(refused.plusSeconds(4)));
			assertThat(later.at("/trouble/summary").asString()).contains("attributes");
			assertThat(later.at("/givenUp").asInt()).isPositive();
			assertThat(later.at("/stateLine/openings").asInt()).isEqualTo(1);

			replace(device, DeviceAttribute.of("cpu", DataType.NUMBER));
			status(service, RefusalTest::isWell);

			JsonNode next = Objects.requireNonNull(client(service).events("reading")
				.filter((news) -> Instant.parse(news.at("/time").asString()).isAfter(refused))
				.blockFirst(ServiceClient.PATIENCE));
			assertThat(Instant.parse(next.at("/time").asString())).isAfter(refused.plusSeconds(1));
		}
		assertThat(output).containsOnlyOnce("Check the device's attributes");
	}

	@Test
	void sendsInSmallerCallsWhatIsTooMuchForOne(CapturedOutput output) {
		try (LosantSimulator losant = LosantSimulator.builder().maxBodySize(900).start();
				ConfigurableApplicationContext service = run(losant)) {
			status(service, RefusalTest::isWell);
			losant.goOffline();
			// A reading has sixty bytes at the very least, so these have more than the
			// limit.
			status(service, (status) -> status.at("/unsent").asInt() > 14);
			losant.comeBack();

			assertThat(status(service, RefusalTest::isWell).at("/givenUp").asInt()).isZero();
		}
		assertThat(output).contains("answered 413");
	}

	/** Takes another type for an attribute, at a stroke for whoever sends a state. */
	private static void replace(DeviceActions device, DeviceAttribute attribute) {
		device.get()
			.map((before) -> before.attributes()
				.stream()
				.map((one) -> one.name().equals(attribute.name()) ? attribute : one)
				.toArray(DeviceAttribute[]::new))
			.flatMap((attributes) -> device.patch(DevicePatch.empty().attributes(attributes)))
			.block(ServiceClient.PATIENCE);
	}

	private static Instant now(JsonNode status) {
		return Instant.parse(status.at("/now").asString());
	}

	private static boolean isWell(JsonNode status) {
		return status.at("/trouble").isNull() && status.at("/unsent").asInt() <= 1
				&& status.at("/stateLine/open").asBoolean() && status.at("/commandLine/open").asBoolean();
	}

	private static JsonNode status(ConfigurableApplicationContext service, Predicate<JsonNode> awaited) {
		return Objects
			.requireNonNull(client(service).events("status").filter(awaited).blockFirst(ServiceClient.PATIENCE));
	}

	private static DeviceActions device(ConfigurableApplicationContext service) {
		JsonNode status = status(service, (now) -> !now.at("/deviceId").isNull());
		return service.getBean(LosantApplication.class).device(status.at("/deviceId").asString());
	}

	private static Iterable<String> attributes(DeviceActions device) {
		return Objects
			.requireNonNull(device.attributes().get(DeviceAttributesQuery.all()).block(ServiceClient.PATIENCE))
			.items()
			.stream()
			.map(DeviceAttribute::name)
			.toList();
	}

	private static ServiceClient client(ConfigurableApplicationContext service) {
		return new ServiceClient(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	private static ConfigurableApplicationContext run(LosantSimulator losant) {
		return new SpringApplicationBuilder(DashboardApplication.class).run("--server.port=0",
				"--losant.base-url=" + losant.baseUrl(), "--losant.access-token=" + losant.accessToken(),
				"--losant.application-id=" + losant.applicationId());
	}

}
