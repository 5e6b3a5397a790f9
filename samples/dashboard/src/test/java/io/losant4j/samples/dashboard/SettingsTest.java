package io.losant4j.samples.dashboard;

import java.util.Objects;

import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The service with settings, so with the Losant that they name.
 */
@ExtendWith(OutputCaptureExtension.class)
class SettingsTest {

	private static final String SECRET = "a-token-that-nobody-should-see";

	private final LosantSimulator losant = LosantSimulator.start();

	@AfterEach
	void stop() {
		this.losant.close();
	}

	@Test
	void findsItsDeviceAndItsReadingsAgainAfterARestart() {
		JsonNode reading;
		String deviceId;
		try (ConfigurableApplicationContext first = run(this.losant.accessToken(), this.losant.applicationId())) {
			reading = first(first, "reading", "");
			deviceId = deviceId(first);
		}
		try (ConfigurableApplicationContext second = run(this.losant.accessToken(), this.losant.applicationId())) {
			assertThat(deviceId(second)).isEqualTo(deviceId);
			assertThat(first(second, "reading", "").at("/time")).isEqualTo(reading.at("/time"));
			assertThat(first(second, "about", "").at("/embedded").asBoolean()).isFalse();
		}
	}

	@Test
	void makesItsDeviceAnewWhereSomebodyDeletedIt(CapturedOutput output) {
		try (ConfigurableApplicationContext service = run(this.losant.accessToken(), this.losant.applicationId())) {
			String deviceId = deviceId(service);
			WebClient.create(this.losant.baseUrl().toString())
				.delete()
				.uri("/applications/{applicationId}/devices/{deviceId}", this.losant.applicationId(), deviceId)
				.headers((headers) -> headers.setBearerAuth(this.losant.accessToken()))
				.retrieve()
				.toBodilessEntity()
				.block(ServiceClient.PATIENCE);

			JsonNode status = client(service).events("status")
				.filter((now) -> !now.at("/deviceId").asString().equals(deviceId)
						&& now.at("/stateLine/open").asBoolean())
				.blockFirst(ServiceClient.PATIENCE);

			assertThat(status).isNotNull();
		}
		assertThat(output).doesNotContain("Check losant.application-id");
	}

	@Test
	void saysThatTheTokenIsRefusedAndShowsThePage(CapturedOutput output) {
		try (ConfigurableApplicationContext service = run(SECRET, this.losant.applicationId())) {
			JsonNode status = first(service, "status", "/trouble");

			assertThat(status.at("/trouble/summary").asString()).contains("refuses", "losant.access-token");
			assertThat(status.toString()).doesNotContain(SECRET);
			assertThat(client(service).text("/").block(ServiceClient.PATIENCE)).contains("Losant4J dashboard");
			assertThat(client(service).send("{\"name\":\"blink\"}").status()).isEqualTo(503);
		}
		assertThat(output).containsOnlyOnce("refuses the access token").doesNotContain(SECRET).doesNotContain("\tat ");
	}

	@Test
	void saysThatTheApplicationIsUnknown(CapturedOutput output) {
		try (ConfigurableApplicationContext service = run(this.losant.accessToken(), "000000000000000000000000")) {
			assertThat(first(service, "status", "/trouble").at("/trouble/summary").asString()).contains("does not know",
					"losant.application-id");
		}
		assertThat(output).containsOnlyOnce("does not know the application").doesNotContain("\tat ");
	}

	@Test
	void takesNoHalfASettingForTheSimulator() {
		assertThatException().isThrownBy(() -> start("--losant.application-id=" + this.losant.applicationId()).close())
			.havingRootCause()
			.withMessageContaining("There are no credentials below losant");
	}

	@ParameterizedTest
	@ValueSource(strings = { "losant.device.id=000000000000000000000001", "losant.user.email=somebody@example.com",
			"losant.clients.plant.access-token=" + SECRET })
	void takesOtherCredentialsForNoSimulatorEither(String setting, CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--" + setting).close());

		assertThat(output).doesNotContain("embedded Losant simulator").doesNotContain("mutually exclusive");
	}

	@Test
	void namesTheApplicationIdWhereItIsMissing(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start("--losant.access-token=" + SECRET).close());

		assertThat(output).contains("losant.application-id")
			.doesNotContain("embedded Losant simulator")
			.doesNotContain(SECRET);
	}

	private ConfigurableApplicationContext run(String token, String applicationId) {
		return start("--losant.base-url=" + this.losant.baseUrl(), "--losant.access-token=" + token,
				"--losant.application-id=" + applicationId);
	}

	private static ConfigurableApplicationContext start(String... settings) {
		return new SpringApplicationBuilder(DashboardApplication.class).initializers(new EmbeddedLosant())
			.run(StringUtils.addStringToArray(settings, "--server.port=0"));
	}

	private static String deviceId(ConfigurableApplicationContext service) {
		return first(service, "status", "/deviceId").at("/deviceId").asString();
	}

	/** The first event of that name that has that field. */
	private static JsonNode first(ConfigurableApplicationContext service, String name, String field) {
		return Objects.requireNonNull(client(service).events(name)
			.filter((event) -> !event.at(field).isNull())
			.blockFirst(ServiceClient.PATIENCE));
	}

	private static ServiceClient client(ConfigurableApplicationContext service) {
		return new ServiceClient(service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

}
