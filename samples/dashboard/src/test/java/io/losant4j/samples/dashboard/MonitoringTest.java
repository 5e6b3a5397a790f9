package io.losant4j.samples.dashboard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the running service tells those who watch over it, and that they ask for nothing
 * else.
 */
@SpringBootTest(useMainMethod = SpringBootTest.UseMainMethod.ALWAYS,
		webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class MonitoringTest {

	private static final Path MONITORING = Path.of("monitoring");

	private static final Duration PULSE = Duration.ofMillis(200);

	private final ServiceClient service;

	private final LosantSimulator losant;

	MonitoringTest(@LocalServerPort int port, @Autowired LosantSimulator losant) {
		this.service = new ServiceClient(port);
		this.losant = losant;
	}

	@Test
	void healthTellsOfTheStreamsAndOfTheLastCall() {
		JsonNode health = health((body) -> body.at("/details/lastCall/action").asString().equals("device.sendState")
				&& isOpen(body, "device.stateStream") && isOpen(body, "device.commandStream"));

		assertThat(health.at("/status").asString()).isEqualTo("UP");
		assertThat(health.toString()).doesNotContain(this.losant.accessToken());
	}

	@Test
	void healthIsDownWhileLosantIsAway() {
		health((body) -> body.at("/status").asString().equals("UP") && isOpen(body, "device.stateStream"));
		this.losant.goOffline();
		try {
			health((body) -> body.at("/status").asString().equals("DOWN")
					&& body.at("/details/streams/device.stateStream/open").asInt(-1) == 0);
			assertThat(Objects.requireNonNull(this.service.get("/actuator/health/losant").block(ServiceClient.PATIENCE))
				.status()).isEqualTo(503);
		}
		finally {
			this.losant.comeBack();
		}

		health((body) -> body.at("/status").asString().equals("UP") && isOpen(body, "device.stateStream"));
	}

	@ParameterizedTest
	@CsvSource({ "losant.stream.active, device.stateStream", "losant.stream.wanted, device.commandStream",
			"losant.stream.opens, device.stateStream", "losant.stream.events, device.stateStream",
			"losant.call.retries, device.sendState", "http.client.requests, device.sendState" })
	void metersTellOfStreamsAndCalls(String meter, String action) {
		JsonNode told = poll("/actuator/metrics/" + meter + "?tag=action:" + action,
				(body) -> body.at("/name").asString().equals(meter));

		assertThat(told.at("/measurements/0/value").isNumber()).isTrue();
	}

	@Test
	void whatTheDashboardAndTheAlertsAskForIsExported() throws IOException {
		Set<String> queries = new HashSet<>(alerts());
		queries.addAll(panels());
		assertThat(queries).hasSizeGreaterThan(15);

		Set<String> missing = Flux.interval(Duration.ZERO, PULSE)
			.onBackpressureDrop()
			.concatMap((tick) -> this.service.text("/actuator/prometheus"), 0)
			.map((scrape) -> missing(scrape, queries))
			.takeUntil(Set::isEmpty)
			.take(ServiceClient.PATIENCE)
			.blockLast();

		assertThat(missing).isEmpty();
	}

	@Test
	void whatIsNotExportedIsNoticed() {
		Exported exported = Exported.of("# HELP x\nsome_total{action=\"a b\",le=\"+Inf\"} 1.0\nother NaN\n");

		assertThat(exported.missing("sum by (action) (rate(some_total{action!=\"x\", job=\"y\"}[5m])) > 1 * other"))
			.isEmpty();
		assertThat(exported.missing("rate(none_total[5m]) > 0")).containsExactly("none_total");
		assertThat(exported.missing("some_total{client=\"x\"}")).containsExactly("client");
		assertThat(exported.missing("sum by (le, client) (some_total)")).containsExactly("client");
	}

	@Test
	void metricsNeverTellTheTokenNorADevice() {
		JsonNode status = Objects.requireNonNull(this.service.events("status")
			.filter((now) -> !now.at("/deviceId").isNull())
			.blockFirst(ServiceClient.PATIENCE));

		assertThat(this.service.text("/actuator/prometheus").block(ServiceClient.PATIENCE)).contains("losant_stream")
			.doesNotContain(this.losant.accessToken())
			.doesNotContain(this.losant.applicationId())
			.doesNotContain(status.at("/deviceId").asString());
	}

	private static Set<String> missing(String scrape, Set<String> queries) {
		Exported exported = Exported.of(scrape);
		Set<String> missing = new HashSet<>();
		queries.forEach((query) -> missing.addAll(exported.missing(query)));
		return missing;
	}

	/** The queries of the alerts, each of which says what it is about. */
	private static List<String> alerts() throws IOException {
		JsonNode rules = JsonMapper.shared()
			.valueToTree(
					new Yaml().<Map<String, Object>>load(Files.readString(MONITORING.resolve("losant-alerts.yml"))));
		List<String> queries = new ArrayList<>();
		for (JsonNode rule : rules.at("/groups/0/rules")) {
			assertThat(rule.at("/alert").asString()).startsWith("Losant");
			assertThat(rule.at("/labels/severity").asString()).isIn("warning", "critical");
			assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
			assertThat(rule.at("/annotations/description").asString()).isNotBlank();
			queries.add(rule.at("/expr").asString());
		}
		return queries;
	}

	/** The queries of the panels, and of the variables they are narrowed by. */
	private static List<String> panels() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(MONITORING.resolve("losant-grafana.json")));
		List<String> queries = new ArrayList<>();
		dashboard.at("/panels")
			.forEach((panel) -> panel.at("/targets").forEach((target) -> queries.add(target.at("/expr").asString())));
		dashboard.at("/templating/list")
			.valueStream()
			.filter((variable) -> variable.at("/type").asString().equals("query"))
			.map((variable) -> variable.at("/query").asString())
			.map((query) -> query.replaceFirst("label_values\\((.*), (\\w+)\\)", "sum by ($2) ($1)"))
			.forEach(queries::add);
		return queries;
	}

	private static boolean isOpen(JsonNode health, String action) {
		return health.at("/details/streams/" + action + "/open").asInt() == 1;
	}

	private JsonNode health(Predicate<JsonNode> expected) {
		return poll("/actuator/health/losant", expected);
	}

	/** Asks until the answer is as expected, or fails in the end. */
	private JsonNode poll(String path, Predicate<JsonNode> expected) {
		ServiceClient.Answer last = Flux.interval(Duration.ZERO, PULSE)
			.onBackpressureDrop()
			.concatMap((tick) -> this.service.get(path), 0)
			.takeUntil((answer) -> expected.test(answer.body()))
			.take(ServiceClient.PATIENCE)
			.blockLast();
		JsonNode body = Objects.requireNonNull(last).body();
		assertThat(expected).as("%s says %s", path, body).accepts(body);
		return body;
	}

}
