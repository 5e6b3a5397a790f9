package io.losant4j.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DeviceStreamTest {

	private LosantSimulator simulator;

	private Http http;

	private String device;

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder().unthrottled().clock(new SettableClock()).devices(2).start();
		this.http = new Http(this.simulator);
		this.device = "/devices/" + this.simulator.deviceIds().get(0);
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	@Test
	void tellsStatesAsTheyAreReported() throws IOException {
		try (EventLines stream = EventLines.open(this.http, this.device + "/stateStream")) {
			assertThat(stream.response().statusCode()).isEqualTo(200);
			assertThat(stream.response().headers().firstValue("Content-Type")).contains("text/event-stream");
			assertThat(stream.line()).isEqualTo(": keepalive");
			assertThat(stream.line()).isEmpty();

			this.http.post(this.device + "/state", """
					[{"time": -5000, "data": {"temperature": 1, "status": "ä\\n"}, "meta": {"a": 1}},
					 {"time": "2020-01-01", "data": {"temperature": 2}}, {"data": {"temperature": 3}}]""").is(200);

			assertThat(stream.line()).isEqualTo("event: deviceState");
			assertThat(stream.line()).isEqualTo("data: {\"time\":\"2026-06-13T03:59:55.000Z\","
					+ "\"data\":{\"temperature\":1,\"status\":\"ä\\n\"},\"meta\":{\"a\":1}}");
			assertThat(stream.line()).isEmpty();
			assertThat(stream.event()).as("the state too old is not told")
				.isEqualTo("deviceState {\"time\":\"2026-06-13T04:00:00.000Z\",\"data\":{\"temperature\":3}}");
		}
	}

	@Test
	void tellsWhateverIsReportedOnceItsHeadersAreSeen() throws IOException {
		for (int i = 1; i <= 200; i++) {
			try (EventLines stream = EventLines.open(this.http, this.device + "/stateStream")) {
				this.http.post(this.device + "/state", "{\"data\": {\"temperature\": " + i + "}}").is(200);
				assertThat(stream.event()).endsWith("\"data\":{\"temperature\":" + i + "}}");
			}
		}
	}

	@Test
	void tellsCommandsToTheirDeviceOnly() throws IOException {
		String other = "/devices/" + this.simulator.deviceIds().get(1);
		try (EventLines stream = EventLines.open(this.http, this.device + "/commandStream");
				EventLines ofOther = EventLines.open(this.http, other + "/commandStream")) {
			this.http.post(this.device + "/command", "{\"name\": \"open\", \"payload\": {\"door\": 1}}").is(200);
			this.http.post(other + "/command", "{\"name\": \"shut\"}").is(200);

			assertThat(stream.event()).isEqualTo(
					"deviceCommand {\"name\":\"open\",\"time\":\"2026-06-13T04:00:00.000Z\",\"payload\":{\"door\":1}}");
			assertThat(ofOther.event())
				.isEqualTo("deviceCommand {\"name\":\"shut\",\"time\":\"2026-06-13T04:00:00.000Z\"}");
		}
	}

	@Test
	void keepsTheLineAliveAtTheIntervalAskedFor() throws IOException {
		long start = System.nanoTime();
		try (EventLines stream = EventLines.open(this.http, this.device + "/stateStream?keepAliveInterval=1")) {
			for (int i = 0; i < 3; i++) {
				assertThat(stream.line()).isEqualTo(": keepalive");
				assertThat(stream.line()).isEmpty();
			}
			assertThat(System.nanoTime() - start).as("three are at least two intervals apart")
				.isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1900));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "-1", "1.5", "two", "3601" })
	void refusesAnIntervalThatIsNone(String interval) {
		this.http.get(this.device + "/stateStream?keepAliveInterval=" + interval)
			.isError(400, "Validation", "\"keepAliveInterval\" must be a whole number");
	}

	@Test
	void refusesStrangersInJson() {
		assertThat(this.http.as("").get(this.device + "/stateStream").is(401).contentType()).contains("json");
		this.http.get("/devices/000000000000000000000000/commandStream").isError(404, "NotFound", "Device");
	}

	@Test
	void isNotCompressed() {
		var request = this.http.request("GET", this.device + "/stateStream", null).header("Accept-Encoding", "gzip");
		var response = Http.send(request, HttpResponse.BodyHandlers.ofInputStream());
		assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
	}

	@Test
	void cutsAReaderThatDoesNotFollowAndStallsNobody() throws IOException {
		try (Socket stuck = new Socket(); EventLines quick = EventLines.open(this.http, this.device + "/stateStream")) {
			stuck.setReceiveBufferSize(4096);
			stuck.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), this.simulator.baseUrl().getPort()));
			stuck.getOutputStream()
				.write(("GET /applications/" + this.simulator.applicationId() + this.device
						+ "/stateStream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + this.simulator.accessToken()
						+ "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
			assertThat(stuck.getInputStream().read()).as("the answer has begun").isEqualTo('H');

			String text = "x".repeat(50_000);
			for (int i = 0; i < 1000; i += 20) {
				this.http
					.post(this.device + "/state",
							IntStream.range(i, i + 20)
								.mapToObj(
										(n) -> "{\"data\": {\"temperature\": " + n + ", \"status\": \"" + text + "\"}}")
								.collect(Collectors.joining(",", "[", "]")))
					.is(200);
				for (int n = i; n < i + 20; n++) {
					assertThat(quick.event()).contains("\"temperature\":" + n + ",");
				}
			}

			stuck.setSoTimeout(20_000);
			assertThat(readToTheEnd(stuck)).as("bytes kept for the stuck reader").isLessThan(40_000_000);
		}
	}

	private static long readToTheEnd(Socket socket) {
		long count = 0;
		try {
			byte[] buffer = new byte[65536];
			for (int read = 0; read >= 0; read = socket.getInputStream().read(buffer)) {
				count += read;
			}
		}
		catch (SocketTimeoutException ex) {
			throw new AssertionError("the connection was not cut", ex);
		}
		catch (IOException ex) {
			// cut with a reset, as the reader had left bytes unread
		}
		return count;
	}

	@Test
	void forgetsAReaderThatLeft() throws IOException {
		String id = this.simulator.deviceIds().get(0);
		try (EventLines stream = EventLines.open(this.http, this.device + "/stateStream?keepAliveInterval=1")) {
			assertThat(stream.line()).isNotNull();
			assertThat(this.simulator.listeners(id)).isEqualTo(1);
		}
		Flux.interval(Duration.ofMillis(10))
			.map((tick) -> this.simulator.listeners(id))
			.filter((listeners) -> listeners == 0)
			.blockFirst(Duration.ofSeconds(20));
	}

}
