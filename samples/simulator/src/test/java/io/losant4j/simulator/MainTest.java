package io.losant4j.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

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
	void helps() {
		assertThat(run(MainTest::mustNotRun, "--help")).isZero();
		assertThat(this.out.toString(StandardCharsets.UTF_8)).contains("--port", "--devices", "--token",
				"--application-id");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "--colour red|Unknown option \"--colour\", see --help", "run|Unknown option \"run\", see --help",
					"--port|--port needs a value, see --help", "--port x|--port must be a whole number, but was \"x\"",
					"--port=65536|port must be 0 to 65535, but was 65536",
					"--devices -1|devices must be 0 to 1000000, but was -1", "--token=|accessToken must not be blank",
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
