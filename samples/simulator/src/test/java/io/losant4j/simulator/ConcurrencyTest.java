package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConcurrencyTest {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static Mono<Integer> post(HttpClient client, String uri, String body) {
		return client.headers((headers) -> headers.set("Content-Type", "application/json"))
			.post()
			.uri(uri)
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8))))
			.responseSingle((response, content) -> content.asString().thenReturn(response.status().code()));
	}

	@Test
	void losesNothingOfWhatManyReportAtOnce() throws Exception {
		int devices = 50;
		int reports = 20;
		ConnectionProvider connections = ConnectionProvider.builder("test")
			.maxConnections(64)
			.pendingAcquireMaxCount(-1)
			.build();
		try (LosantSimulator simulator = LosantSimulator.builder().devices(devices).start();
				EventLines stream = EventLines.open(new Http(simulator),
						"/devices/" + simulator.deviceIds().get(0) + "/stateStream")) {
			HttpClient client = HttpClient.create(connections)
				.baseUrl(simulator.baseUrl() + "/applications/" + simulator.applicationId() + "/devices")
				.headers((headers) -> headers.set("Authorization", "Bearer " + simulator.accessToken()));

			var failures = Flux.range(0, devices * reports)
				.flatMap((i) -> post(client, "/" + simulator.deviceIds().get(i % devices) + "/state",
						"{\"time\": " + -(1 + i / devices) * 1000L + ", \"data\": {\"temperature\": " + i + "}}"), 64)
				.filter((status) -> status != 200)
				.collectList()
				.block(PATIENCE);

			assertThat(failures).isEmpty();
			Http http = new Http(simulator);
			for (String id : simulator.deviceIds()) {
				assertThat(http.get("/devices/" + id + "/payloadCounts").text("deviceState"))
					.isEqualTo(String.valueOf(reports));
			}
			assertThat(IntStream.range(0, reports).mapToObj((i) -> stream.event()).distinct()).hasSize(reports);
		}
		finally {
			connections.disposeLater().block(PATIENCE);
		}
	}

	@Test
	void mergesWhatIsReportedForOneMillisecondAtOnce() {
		ConnectionProvider connections = ConnectionProvider.builder("test")
			.maxConnections(16)
			.pendingAcquireMaxCount(-1)
			.build();
		try (LosantSimulator simulator = LosantSimulator.builder().unthrottled().start()) {
			Http http = new Http(simulator);
			StringBuilder attributes = new StringBuilder();
			for (int i = 0; i < 200; i++) {
				attributes.append((i > 0) ? "," : "").append("{\"name\":\"a" + i + "\",\"dataType\":\"number\"}");
			}
			String id = http.device("{\"name\": \"x\", \"attributes\": [" + attributes + "]}");
			HttpClient client = HttpClient.create(connections)
				.baseUrl(simulator.baseUrl() + "/applications/" + simulator.applicationId() + "/devices/" + id)
				.headers((headers) -> headers.set("Authorization", "Bearer " + simulator.accessToken()));
			long time = System.currentTimeMillis();

			Flux.range(0, 200)
				.flatMap((i) -> post(client, "/state",
						"{\"time\": " + time + ", \"data\": {\"a" + i + "\": " + i + "}}"), 16)
				.then()
				.block(PATIENCE);

			assertThat(http.get("/devices/" + id + "/state?limit=2").body()).hasSize(1);
			assertThat(http.get("/devices/" + id + "/state").body().at("/0/data")).hasSize(200);
		}
		finally {
			connections.disposeLater().block(PATIENCE);
		}
	}

	@Test
	void listsTenThousandDevicesInOrder() {
		try (LosantSimulator simulator = LosantSimulator.builder().devices(10_000).start()) {
			Http http = new Http(simulator);
			Http.Reply page = http.get("/devices?perPage=1000&page=9&sortField=id&excludeConnectionInfo=true").is(200);
			assertThat(page.text("totalCount")).isEqualTo("10000");
			assertThat(page.body().path("items")).hasSize(1000);
			assertThat(page.text("items/999/id")).isEqualTo(simulator.deviceIds().get(9999));
			assertThat(http.get("/devices?sortField=name&perPage=2&page=4999").text("items/1/name"))
				.isEqualTo("Device 9999");
		}
	}

}
