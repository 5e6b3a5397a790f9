package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AuthTest {

	private final SettableClock clock = new SettableClock();

	private LosantSimulator simulator;

	private Http http;

	private String id = "";

	private String other = "";

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder()
			.clock(this.clock)
			.devices(2)
			.accessKey("the key", "the secret")
			.user("me@example.com", "open sesame")
			.start();
		this.http = new Http(this.simulator);
		this.id = this.simulator.deviceIds().get(0);
		this.other = this.simulator.deviceIds().get(1);
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private Http.Reply device(String more) {
		return this.http.as("")
			.post("~/auth/device", "{\"deviceId\": \"" + this.id
					+ "\", \"key\": \"the key\", \"secret\": \"the secret\"" + more + "}");
	}

	private Http.Reply user(String more) {
		return this.http.as("")
			.post("~/auth/user", "{\"email\": \"me@example.com\", \"password\": \"open sesame\"" + more + "}");
	}

	private static String claims(Http.Reply reply) {
		String token = reply.is(200).text("token");
		String payload = token.substring(token.indexOf('.') + 1, token.lastIndexOf('.'));
		return new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
	}

	@Test
	void authenticatesADevice() {
		Http.Reply authed = device("");
		assertThat(authed.is(200).text("applicationId")).isEqualTo(this.simulator.applicationId());
		assertThat(authed.text("deviceId")).isEqualTo(this.id);
		assertThat(authed.text("deviceClass")).isEqualTo("standalone");
		assertThat(claims(authed)).isEqualTo("{\"sub\":\"" + this.id
				+ "\",\"subtype\":\"device\",\"scope\":[\"all.Device\"],\"iat\":1781323200,\"iss\":\"simulator\"}");
		assertThat(device("").text("token")).isNotEqualTo(authed.text("token"));
	}

	@Test
	void letsADeviceDoWhatADeviceMay() {
		Http self = this.http.as(device("").text("token"));
		self.post("/devices/" + this.id + "/state", "{\"data\": {\"temperature\": 1}}").is(200);
		self.post("/devices/" + this.id + "/command", "{\"name\": \"x\"}").is(200);
		self.post("/devices/" + this.id + "/setConnectionStatus", "{\"status\": \"connected\"}").is(200);
		for (String path : List.of("", "/state", "/command", "/logs", "/compositeState")) {
			self.get("/devices/" + this.id + path).is(200);
			self.get("/devices/" + this.other + path).isError(403, "Forbidden", "another device");
		}
		self.patch("/devices/" + this.id, "{}").isError(403, "Forbidden", "device.patch");
		self.delete("/devices/" + this.id + "/data").isError(403, "Forbidden", "device.removeData");
		self.post("/devices/" + this.id + "/export", "").isError(403, "Forbidden", "device.export");
		self.get("/devices/tagKeys").isError(403, "Forbidden", "devices.tagKeys");
		self.post("/devices", "{\"name\": \"x\"}").isError(403, "Forbidden", "devices.post");
	}

	@Test
	void showsADeviceOnlyItself() {
		Http self = this.http.as(device("").text("token"));
		assertThat(self.get("/devices").text("totalCount")).isEqualTo("1");
		assertThat(self.get("/devices/compositeState").text("totalCount")).isEqualTo("1");
		assertThat(self.post("/data/last-value-query", "{}").is(200).json()).isEqualTo("{\"_type\":\"lastValueData\"}");
		assertThat(self.post("/data/time-series-query", "{}").body().path("devices")).hasSize(1);
		self.post("/devices/command", "{\"name\": \"x\", \"deviceQuery\": {}}").is(200);
		assertThat(this.http.get("/devices/" + this.other + "/command").json()).isEqualTo("[]");
	}

	@Test
	void honoursTheScopesAskedFor() {
		Http reader = this.http.as(device(", \"requestedScopes\": [\"all.Device.read\"]").text("token"));
		reader.get("/devices/" + this.id + "/state").is(200);
		reader.post("/data/last-value-query", "{}").is(200);
		reader.post("/devices/" + this.id + "/state", "{\"data\": {}}").isError(403, "Forbidden", "device.sendState");
		Http sender = this.http.as(device(", \"requestedScopes\": [\"device.sendState\"]").text("token"));
		sender.post("/devices/" + this.id + "/state", "{\"data\": {}}").is(200);
		sender.get("/devices/" + this.id).isError(403, "Forbidden", "device.get");
		Http auditor = this.http
			.as(user(", \"requestedScopes\": [\"all.User.read\", \"devices.*\"], \"twoFactorCode\": \"1\"")
				.text("token"));
		auditor.post("/devices/" + this.id + "/export", "").is(202);
		auditor.post("/devices/delete", "{\"query\": {}}").is(200);
		auditor.delete("/devices/" + this.other).isError(403, "Forbidden", "device.delete");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"deviceId\":\"%s\"}", "{\"deviceId\":\"%s\",\"key\":\"the key\",\"secret\":\"no\"}",
			"{\"deviceId\":\"%s\",\"key\":\"no\",\"secret\":\"the secret\"}",
			"{\"deviceId\":\"000000000000000000000000\",\"key\":\"the key\",\"secret\":\"the secret\"}" })
	void refusesAStrangeDevice(String body) {
		this.http.as("").post("~/auth/device", body.formatted(this.id)).isError(401, "Unauthorized", "authentication");
	}

	@ParameterizedTest
	@ValueSource(strings = { ",\"tokenTTL\":-1", ",\"tokenTTL\":1.5", ",\"requestedScopes\":[\"all.User\"]",
			",\"requestedScopes\":[\"all.Device\",\"all.Device\"]", ",\"password\":\"x\"" })
	void refusesMalformedDeviceCredentials(String more) {
		device(more).isError(400, "Validation", "\"credentials.");
	}

	@Test
	void authenticatesAUserAndRenewsTheToken() {
		Http.Reply authed = user(", \"tokenTTL\": 60");
		assertThat(authed.is(200).text("userId")).matches("[0-9a-f]{24}");
		assertThat(claims(authed)).endsWith("\"iat\":1781323200,\"iss\":\"simulator\",\"exp\":1781323260}");
		Http user = this.http.as(authed.text("token"));
		user.patch("/devices/" + this.id, "{\"name\": \"x\"}").is(200);

		this.clock.advance(Duration.ofSeconds(59));
		Http.Reply renewed = user.get("~/me/refreshToken");
		assertThat(renewed.is(200).text("userId")).isEqualTo(authed.text("userId"));
		assertThat(claims(renewed)).contains("\"exp\":1781323319");

		this.clock.advance(Duration.ofSeconds(1));
		user.get("/devices").isError(401, "Unauthorized", "not valid");
		user.get("~/me/refreshToken").isError(401, "Unauthorized", "not valid");
		this.http.as(renewed.text("token")).get("/devices").is(200);
	}

	@Test
	void keepsATokenWithoutAnEnd() {
		Http user = this.http.as(user(", \"tokenTTL\": 0").text("token"));
		this.clock.advance(Duration.ofDays(10_000));
		user.get("/devices").is(200);
	}

	@Test
	void renewsTheTokensOfUsersOnly() {
		this.http.get("~/me/refreshToken").isError(401, "Unauthorized", "not that of a user");
		this.http.as("").get("~/me/refreshToken").isError(401, "Unauthorized", "required");
	}

	@Test
	void refusesAStrangeUser() {
		this.http.as("")
			.post("~/auth/user", "{\"email\": \"me@example.com\", \"password\": \"open says me\"}")
			.isError(401, "Unauthorized", "authentication");
		this.http.as("")
			.post("~/auth/user", "{\"email\": \"you@example.com\", \"password\": \"open sesame\"}")
			.isError(401, "Unauthorized", "authentication");
		this.http.as("")
			.post("~/auth/user", "{\"email\": \"me@example.com\", \"password\": \"short\"}")
			.isError(400, "Validation", "\"credentials.password\" must have 8 to 2048 characters");
		this.http.as("").post("~/auth/user", "{}").isError(400, "Validation", "\"credentials.email\" is required");
	}

	@Test
	void tellsOfTheApplication() {
		Http.Reply application = this.http.get("").is(200);
		assertThat(application.text("id")).isEqualTo(this.simulator.applicationId());
		assertThat(application.body().path("summary")).hasToString("{\"deviceCount\":2}");
		assertThat(this.http.get("?summaryExclude=deviceCount").body().path("summary")).isEmpty();
		assertThat(this.http.get("?summaryInclude=flowCount").body().path("summary")).isEmpty();
	}

}
