package io.losant4j.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MainTest {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final ByteArrayOutputStream err = new ByteArrayOutputStream();

	private int run(Consumer<LosantSimulator> whileRunning, String... args) {
		return Main.run(List.of(args), new PrintStream(this.out, true, StandardCharsets.UTF_8),
				new PrintStream(this.err, true, StandardCharsets.UTF_8), whileRunning);
	}

	private static void mustNotRun(LosantSimulator simulator) {
		throw new AssertionError("must not run, but does at " + simulator.baseUrl());
	}

	@Test
	void saysWhereItRunsAndStopsWhenLeft() {
		String[] url = new String[1];
		int code = run((simulator) -> {
			url[0] = simulator.baseUrl().toString();
			assertThat(this.out.toString(StandardCharsets.UTF_8).lines()).containsExactly("base URL:       " + url[0],
					"application id: 000000000000000000000001", "access token:   secret");
			assertThat(new Http(simulator).get("/devices").text("totalCount")).isEqualTo("2");
		}, "--port", "0", "--devices=2", "--token", "secret", "--application-id=000000000000000000000001");
		assertThat(code).isZero();
		assertThat(this.err.toString(StandardCharsets.UTF_8)).isEmpty();
		assertThat(url[0]).startsWith("http://127.0.0.1:");
	}

	@Test
	void goesWrongOnPurposeAndTellsTheSeed() {
		int code = run((simulator) -> {
			assertThat(this.out.toString(StandardCharsets.UTF_8).lines()).hasSize(4).contains("seed:           -42");
			assertThat(simulator.faults().plan()).isEqualTo(FaultPlan.none()
				.refusing(429, 0.05)
				.refusing(503, 0.1)
				.losingAnswers(0.01)
				.delaying(Duration.ofMillis(5), Duration.ofMillis(50)));
			simulator.faults().plan(FaultPlan.none());
			Http http = new Http(simulator);
			String state = "/devices/" + simulator.deviceIds().get(0) + "/state";
			http.post(state, "{\"data\": {}}").is(200);
			http.post(state, "{\"data\": {}}").is(429);
		}, "--port=0", "--devices=1", "--throttle=1/60", "--refuse-429=0.05", "--refuse-503", ".1", "--lose-answers",
				"0.01", "--latency", "5-50", "--seed=-42");
		assertThat(code).isZero();
	}

	@Test
	void throttlesAsLosantDoesUnlessToldNotTo() {
		assertThat(answersWhileTimeStandsStill(31, "--port=0", "--devices=1")).containsOnlyOnce(429);
		assertThat(answersWhileTimeStandsStill(31, "--port=0", "--devices=1", "--throttle=off")).containsOnly(200);
	}

	private static List<Integer> answersWhileTimeStandsStill(int calls, String... args) {
		try (LosantSimulator simulator = Options.read(List.of(args)).clock(new SettableClock()).start()) {
			return answers(simulator, calls);
		}
	}

	private static List<Integer> answers(LosantSimulator simulator, int calls) {
		String state = "/devices/" + simulator.deviceIds().get(0) + "/state";
		return IntStream.range(0, calls)
			.mapToObj((call) -> new Http(simulator).post(state, "{\"data\": {}}").status())
			.toList();
	}

	@Test
	void helps() {
		assertThat(run(MainTest::mustNotRun, "--help")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("--port", "--devices", "--token",
				"--application-id", "--throttle", "--refuse-429", "--refuse-503", "--lose-answers", "--latency",
				"--seed");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--colour red|Unknown option \"--colour\", see --help", "run|Unknown option \"run\", see --help",
					"--port|--port needs a value, see --help", "--port x|--port must be a whole number, but was \"x\"",
					"--port=65536|port must be 0 to 65535, but was 65536",
					"--devices -1|devices must be 0 to 1000000, but was -1", "--token=|accessToken must not be blank",
					"--throttle=30|--throttle must be CALLS/SECONDS or off, but was \"30\"",
					"--throttle=0/1|calls must be 1 to 1000000, but was 0",
					"--devices=9999999999|devices must be 0 to 1000000, but was 2147483647",
					"--refuse-429 x|--refuse-429 must be a number from 0 to 1, but was \"x\"",
					"--refuse-503 2|share must be 0 to 1, but was 2.0",
					"--lose-answers=-1|lost must be 0 to 1, but was -1.0",
					"--latency 5|--latency must be MILLIS-MILLIS, but was \"5\"",
					"--seed x|--seed must be a whole number, but was \"x\"",
					"--application-id 5|applicationId must be 24 hexadecimal characters, but was \"5\"" })
	void refusesWrongArgumentsInOneLine(String args, String message) {
		assertThat(run(MainTest::mustNotRun, args.split(" "))).isEqualTo(2);
		assertThat(this.err.toString(StandardCharsets.UTF_8).lines()).containsExactly(message);
		assertThat(this.out.toString(StandardCharsets.UTF_8)).isEmpty();
	}

	@Test
	void tellsThatThePortIsTaken() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			assertThat(run(MainTest::mustNotRun, "--port=" + socket.getLocalPort())).isEqualTo(1);
			assertThat(this.err.toString(StandardCharsets.UTF_8)).contains("port " + socket.getLocalPort());
		}
	}

}
