package io.losant4j.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What holds for every action.
 */
class ErrorsTest {

	private static LosantSimulator simulator;

	private static Http http;

	private static String device;

	@BeforeAll
	static void start() {
		simulator = LosantSimulator.builder().devices(20).maxBodySize(4096).start();
		http = new Http(simulator);
		device = "/devices/" + simulator.deviceIds().get(0);
	}

	@AfterAll
	static void close() {
		simulator.close();
	}

	@Test
	void wantsAToken() {
		http.as("").get("/devices").isError(401, "Unauthorized", "token");
		http.as("guessed").get("/devices").isError(401, "Unauthorized", "not valid");
		var basic = http.as("").request("GET", "/devices", null).header("Authorization", "Basic abc");
		http.send(basic).isError(401, "Unauthorized", "token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "~/", "~/nowhere", "~/applications", "/nothing", "/devices/", "~//" })
	void knowsNoOtherPath(String path) {
		http.get(path).isError(404, "NotFound", "was not found");
	}

	@Test
	void knowsNoOtherApplicationOrDevice() {
		http.get("~/applications/000000000000000000000000/devices")
			.isError(404, "NotFound", "Application was not found");
		http.get("/devices/000000000000000000000000").isError(404, "NotFound", "Device was not found");
		http.post("/devices/000000000000000000000000/state", "{\"data\":{}}")
			.isError(404, "NotFound", "Device was not found");
	}

	@Test
	void wantsIdsOf24HexadecimalCharacters() {
		http.get("/devices/freezer").isError(400, "Validation", "\"deviceId\" must be 24 hexadecimal characters");
		http.get("~/applications/plant/devices").isError(400, "Validation", "\"applicationId\" must be");
	}

	@Test
	void knowsNoOtherMethod() {
		http.delete("/devices").isError(405, "MethodNotAllowed", "DELETE is not allowed");
		http.send(http.request("PUT", device + "/state", "{}")).isError(405, "MethodNotAllowed", "PUT");
		http.as("").delete("/devices").isError(405, "MethodNotAllowed", "DELETE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"data\":{}} {}", "{'data':{}}", "{\"data\":{\"temperature\":NaN}}", "\u00a0" })
	void wantsJson(String body) {
		http.post(device + "/state", body).isError(400, "Validation", "\"body\" must be JSON");
	}

	@Test
	void wantsABodyWhereOneIsNeeded() {
		http.post(device + "/state", "").isError(400, "Validation", "\"deviceState\" is required");
	}

	@Test
	void wantsTheContentTypeOfJson() {
		var request = http.as("").request("POST", device + "/state", null);
		request.header("Authorization", "Bearer " + simulator.accessToken())
			.method("POST", HttpRequest.BodyPublishers.ofString("{\"data\":{}}"))
			.header("Content-Type", "text/plain");
		http.send(request).isError(400, "Validation", "\"Content-Type\" must be application/json");
	}

	@Test
	void ignoresTheBodyOfAGet() {
		http.send(http.request("GET", device, "{")).is(200);
	}

	@Test
	void refusesABodyTooLargeAndServesTheNextRequestOfTheConnection() {
		http.post(device + "/state", "x".repeat(4097)).isError(413, "PayloadTooLarge", "4096");
		http.post(device + "/state", "x".repeat(3_000_000)).isError(413, "PayloadTooLarge", "4096");
		http.get(device).is(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/applications/%zz", "/applications/575ec8687ae143cd83dc4a97/devices?filter=%zz" })
	void refusesAUrlThatIsNotEncoded(String url) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), simulator.baseUrl().getPort())) {
			String request = "GET " + url + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
			socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 400")
				.contains("must be percent-encoded");
		}
	}

	@Test
	void answersInJson() {
		assertThat(http.get(device).contentType()).isEqualTo("application/json; charset=utf-8");
		assertThat(http.get("/nothing").contentType()).isEqualTo("application/json; charset=utf-8");
	}

	@Test
	void compressesLongAnswersWhereThatIsAccepted() throws IOException {
		var request = http.request("GET", "/devices", null).header("Accept-Encoding", "gzip");
		HttpResponse<byte[]> response = Http.send(request, HttpResponse.BodyHandlers.ofByteArray());
		assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
		try (var body = new GZIPInputStream(new java.io.ByteArrayInputStream(response.body()))) {
			assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).startsWith("{\"count\":20");
		}
		var small = http.request("GET", device, null).header("Accept-Encoding", "gzip");
		assertThat(Http.send(small, HttpResponse.BodyHandlers.ofString()).headers().firstValue("Content-Encoding"))
			.isEmpty();
	}

}
