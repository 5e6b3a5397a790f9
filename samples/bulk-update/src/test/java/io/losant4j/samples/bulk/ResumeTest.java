package io.losant4j.samples.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.Device;
import io.losant4j.device.DevicesQuery;
import io.losant4j.simulator.LosantSimulator;
import io.losant4j.simulator.StateCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program is killed in the middle, and run again.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ResumeTest {

	private static final int DEVICES = 10_000;

	private static final int CALLS = 64;

	private static final int REPORTING = 1_000;

	private static final int STATES = 40_000;

	@Test
	void patchesEachDeviceOnceThoughItIsKilled(@TempDir Path directory) throws Exception {
		Path file = file(directory);
		try (LosantSimulator losant = LosantSimulator.builder().devices(DEVICES).start();
				CountingProxy proxy = new CountingProxy(losant.baseUrl(), DEVICES / 3)) {
			Map<String, String> environment = Program.environment(losant, proxy.baseUrl());
			Process killed = Program.start(environment, file, "--concurrency=" + CALLS);
			proxy.awaitEnough();
			killed.destroyForcibly();
			assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
			proxy.awaitIdle();
			int before = proxy.changes().size();
			assertThat(before).isBetween(DEVICES / 3, DEVICES - 1);

			Program resumed = Program.run(environment, file, "--concurrency=" + CALLS);

			assertThat(resumed.err()).isEmpty();
			assertThat(resumed.exitCode()).isZero();
			assertThat(resumed.out())
				.matches("10,000 rows: [\\d,]+ done, [1-9][\\d,]* done before, \\d+ needed nothing, 0 failed\n");
			assertThat(proxy.changes()).hasSize(DEVICES);
			assertThat(proxy.changes().values()).containsOnly(1);
			assertThat(proxy.most()).isBetween(CALLS / 4, CALLS);
			assertThat(serials(losant)).hasSize(DEVICES)
				.allSatisfy((name, serial) -> assertThat(serial).isEqualTo(serial(name)));
			assertThat(directory).as("nothing is left to remember")
				.isDirectoryNotContaining((other) -> !other.equals(file));
		}
	}

	@Test
	void storesEachStateOnceThoughItIsKilled(@TempDir Path directory) throws Exception {
		Path file = Files.write(directory.resolve("states.csv"),
				IntStream.range(0, STATES)
					.mapToObj((i) -> (i == 0) ? "name,state:temperature" : "Device " + (1 + i % REPORTING) + "," + i)
					.toList());
		try (LosantSimulator losant = LosantSimulator.builder().devices(REPORTING).start();
				CountingProxy proxy = new CountingProxy(losant.baseUrl(), 50)) {
			Map<String, String> environment = Program.environment(losant, proxy.baseUrl());
			Process killed = Program.start(environment, file, "--concurrency=2");
			proxy.awaitEnough();
			killed.destroyForcibly();
			assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
			proxy.awaitIdle();
			assertThat(counts(losant).stored()).isBetween(1L, STATES - 2L);

			Program resumed = Program.run(environment, file, "--concurrency=64");

			assertThat(resumed.out())
				.matches("39,999 rows: [\\d,]+ done, [1-9][\\d,]* done before, 0 needed nothing, 0 failed\n");
			assertThat(resumed.exitCode()).isZero();
			assertThat(counts(losant).stored()).isEqualTo(STATES - 1);
			assertThat(counts(losant).overwriting()).isZero();
			assertThat(counts(losant).late()).as("states before an earlier one of their device").isZero();
		}
	}

	private static StateCounts counts(LosantSimulator losant) {
		return losant.deviceIds()
			.stream()
			.map(losant::stateCounts)
			.reduce(new StateCounts(0, 0, 0, 0, 0, 0), StateCounts::plus);
	}

	private static Path file(Path directory) throws IOException {
		List<String> lines = new ArrayList<>(List.of("name,tag:serial"));
		for (int i = 1; i <= DEVICES; i++) {
			lines.add("Device " + i + "," + serial("Device " + i));
		}
		return Files.write(directory.resolve("devices.csv"), lines);
	}

	private static String serial(String name) {
		return "SN-" + name.substring("Device ".length());
	}

	private static Map<String, String> serials(LosantSimulator losant) {
		try (LosantClient client = LosantClient.builder()
			.baseUrl(losant.baseUrl().toString())
			.credentials(Credentials.accessToken(losant.accessToken()))
			.build()) {
			LosantApplication application = client.application(losant.applicationId());
			return Map.copyOf(Objects.requireNonNull(application.devices()
				.getAll(DevicesQuery.all())
				.collectMap((device) -> String.valueOf(device.name()), ResumeTest::serial)
				.block()));
		}
	}

	private static String serial(Device device) {
		return String.join(",", device.tagValues("serial"));
	}

}
