package io.losant4j.simulator;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Jobs that take ten seconds, as every bulk action does here.
 */
class JobsTest {

	private final SettableClock clock = new SettableClock();

	private LosantSimulator simulator;

	private Http http;

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder()
			.clock(this.clock)
			.devices(2)
			.jobThreshold(0)
			.jobDuration(Duration.ofSeconds(10))
			.start();
		this.http = new Http(this.simulator);
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private JsonNode log() {
		return this.http.get("/jobLogs?sortDirection=desc").is(200).body().at("/items/0");
	}

	private String found(String query) {
		return this.http.get("/jobLogs?query=" + query.replace("\"", "%22").replace("{", "%7B").replace("}", "%7D"))
			.is(200)
			.text("totalCount");
	}

	@Test
	void waitWorkAndComplete() {
		this.http.patch("/devices", "{\"query\": {}, \"updateFields\": {\"description\": \"new\"}}").is(202);
		assertThat(log().path("status").asString()).isEqualTo("queued");
		assertThat(log().has("runStartedAt")).isFalse();
		assertThat(found("{\"status\":\"queued\"}")).isEqualTo("1");

		this.clock.advance(Duration.ofSeconds(5));
		assertThat(log().path("status").asString()).isEqualTo("inProgress");
		assertThat(log().path("runStartedAt").asString()).isEqualTo("2026-06-13T04:00:05.000Z");
		assertThat(log().path("progress")).hasToString("{\"completed\":0,\"total\":1}");
		assertThat(log().has("runCompletedAt")).isFalse();
		assertThat(log().has("output")).isFalse();
		assertThat(found("{\"runCompletedAt\":{\"$gt\":1}}")).isEqualTo("0");

		this.clock.advance(Duration.ofMillis(4_999));
		assertThat(this.http.get("/devices?filter=Device%201").text("items/0/description")).as("not done").isEmpty();
		this.clock.advance(Duration.ofMillis(1));
		assertThat(this.http.get("/devices?filter=Device%201").text("items/0/description")).isEqualTo("new");
		assertThat(log().path("status").asString()).isEqualTo("completed");
		assertThat(log().path("runCompletedAt").asString()).isEqualTo("2026-06-13T04:00:10.000Z");
		assertThat(log().path("progress")).hasToString("{\"completed\":1,\"total\":1}");
		assertThat(log().path("output")).hasToString("{\"updated\":2,\"failed\":0,\"skipped\":0}");
		assertThat(found("{\"runCompletedAt\":{\"$gt\":1}}")).isEqualTo("1");
	}

	@Test
	void areDoneInTheOrderInWhichTheyCame() {
		for (String description : new String[] { "first", "second" }) {
			this.http.patch("/devices", "{\"query\": {}, \"updateFields\": {\"description\": \"" + description + "\"}}")
				.is(202);
			this.clock.advance(Duration.ofSeconds(1));
		}
		this.clock.advance(Duration.ofSeconds(8));
		assertThat(this.http.get("/devices").text("items/0/description")).isEqualTo("first");
		assertThat(this.http.get("/jobLogs?sortField=status&sortDirection=asc").text("items/0/status"))
			.isEqualTo("completed");
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.http.get("/devices").text("items/0/description")).isEqualTo("second");
	}

	@Test
	void deleteCommandAndRemoveWhenTheyAreDone() {
		String device = "/devices/" + this.simulator.deviceIds().get(0);
		this.http.post(device + "/state", "{\"data\": {\"temperature\": 1}}").is(200);
		this.http.post("/devices/command", "{\"name\": \"go\", \"deviceQuery\": {}}").is(202);
		this.http.delete(device + "/data?end=0").is(202);
		this.http.post("/devices/delete", "{\"query\": {\"name\": \"Device 2\"}}").is(202);
		assertThat(this.http.get(device + "/command").body()).isEmpty();
		assertThat(this.http.get(device + "/state").body()).hasSize(1);
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("2");

		this.clock.advance(Duration.ofSeconds(10));
		assertThat(this.http.get(device + "/state").body()).isEmpty();
		assertThat(this.http.get("/devices").text("totalCount")).isEqualTo("1");
		assertThat(log().path("output")).hasToString("{\"removed\":1,\"failed\":0}");
	}

	@Test
	void takeNoNegativeTime() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> LosantSimulator.builder().jobDuration(Duration.ofMillis(-1)))
			.withMessage("jobDuration must not be negative, but was PT-0.001S");
	}

}
