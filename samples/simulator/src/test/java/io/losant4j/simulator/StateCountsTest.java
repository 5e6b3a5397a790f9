package io.losant4j.simulator;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StateCountsTest {

	private LosantSimulator simulator;

	private String id = "";

	@BeforeEach
	void start() {
		this.simulator = LosantSimulator.builder().clock(new SettableClock()).devices(2).keepStates(3).start();
		this.id = this.simulator.deviceIds().get(0);
	}

	@AfterEach
	void close() {
		this.simulator.close();
	}

	private void send(String states) {
		new Http(this.simulator).post("/devices/" + this.id + "/state", states).is(200);
	}

	private StateCounts counts() {
		return this.simulator.stateCounts(this.id);
	}

	@Test
	void tellWhatWasStoredOnceAndWhatCameAgain() {
		send("[{\"time\": -3000, \"data\": {\"temperature\": 1}}, {\"time\": -2000, \"data\": {\"temperature\": 2}}]");
		assertThat(counts()).isEqualTo(new StateCounts(2, 0, 0, 0, 0, 0));
		send("[{\"time\": -3000, \"data\": {\"temperature\": 1}}, {\"time\": -2000, \"data\": {\"temperature\": 2}}]");
		assertThat(counts()).isEqualTo(new StateCounts(2, 2, 0, 0, 0, 0));
		send("{\"time\": -2000, \"data\": {\"temperature\": 3}}");
		send("{\"time\": -2000, \"data\": {\"humidity\": 3}}");
		assertThat(counts()).isEqualTo(new StateCounts(2, 2, 2, 0, 0, 0));
		send("{\"time\": -2000, \"data\": {\"humidity\": 3, \"temperature\": 3}}");
		assertThat(counts()).as("in whatever order").isEqualTo(new StateCounts(2, 3, 2, 0, 0, 0));
	}

	@Test
	void tellWhatCameOutOfOrderOrOutOfTheWindow() {
		send("{\"time\": -1000, \"data\": {\"temperature\": 1}}");
		send("{\"time\": -2000, \"data\": {\"temperature\": 2}}");
		send("{\"time\": " + -Duration.ofDays(31).toMillis() + ", \"data\": {\"temperature\": 3}}");
		assertThat(counts()).isEqualTo(new StateCounts(2, 0, 0, 1, 1, 0));
	}

	@Test
	void tellWhatGaveWayToNewerStates() {
		for (int second = 5; second > 0; second--) {
			send("{\"time\": " + -second * 1000 + ", \"data\": {\"temperature\": " + second + "}}");
		}
		assertThat(counts()).isEqualTo(new StateCounts(5, 0, 0, 0, 0, 2));
		assertThat(new Http(this.simulator).get("/devices/" + this.id + "/state?limit=9").json())
			.contains("\"temperature\":1}", "\"temperature\":2}", "\"temperature\":3}")
			.doesNotContain("\"temperature\":4}");
	}

	@Test
	void areOfOneDeviceAndAddUp() {
		send("{\"data\": {\"temperature\": 1}}");
		StateCounts other = this.simulator.stateCounts(this.simulator.deviceIds().get(1));
		assertThat(other).isEqualTo(new StateCounts(0, 0, 0, 0, 0, 0));
		assertThat(counts().plus(counts())).isEqualTo(new StateCounts(2, 0, 0, 0, 0, 0));
		assertThat(new StateCounts(1, 2, 3, 4, 5, 6).plus(new StateCounts(10, 20, 30, 40, 50, 60)))
			.isEqualTo(new StateCounts(11, 22, 33, 44, 55, 66));
		assertThatIllegalArgumentException().isThrownBy(() -> this.simulator.stateCounts("x"))
			.withMessage("deviceId must be of a device, but was \"x\"");
		assertThatIllegalArgumentException().isThrownBy(() -> LosantSimulator.builder().keepStates(0))
			.withMessageContaining("newest must be 1 to");
	}

	@Test
	void countNothingOfACallThatIsRefused() {
		this.simulator.faults().plan(FaultPlan.none().refusing(503, 1));
		new Http(this.simulator).post("/devices/" + this.id + "/state", "{\"data\": {}}").is(503);
		this.simulator.faults().plan(FaultPlan.none());
		new Http(this.simulator)
			.post("/devices/" + this.id + "/state", "[{\"data\": {\"temperature\": 1}}, {\"data\": {\"x\": 1}}]")
			.is(400);
		assertThat(counts()).isEqualTo(new StateCounts(0, 0, 0, 0, 0, 0));
	}

}
