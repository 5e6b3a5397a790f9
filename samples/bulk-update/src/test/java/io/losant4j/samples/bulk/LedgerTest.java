package io.losant4j.samples.bulk;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.losant4j.bulk.BulkOutcome;
import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.WriteOutcome;
import io.losant4j.device.BulkResult;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.DevicesUpdated;
import io.losant4j.device.UpdateOperation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What became of rows, and what is kept of those that failed.
 */
class LedgerTest {

	private static final Instant TIME = Instant.parse("2026-11-20T08:15:00.123Z");

	private Path directory = Path.of("");

	private Path failed = Path.of("");

	@BeforeEach
	void directory(@TempDir Path directory) {
		this.directory = directory;
		this.failed = directory.resolve("failed.csv");
	}

	@Test
	void aStateThatMayHaveBeenStoredKeepsItsTime() throws IOException {
		Input input = input("name,state:temperature", "Device 1,-18");
		DeviceReport report = new DeviceReport("575ecf887ae143cd83dc4aa2", DeviceState.of("temperature", -18).at(TIME));
		Row row = new Row(1, Map.of("name", "Device 1", "state:temperature", "-18"), List.of());

		try (Failures failures = new Failures(this.failed, input)) {
			Ledger ledger = ledger(failures);
			ledger.begin(row, report);
			ledger.settle(new WriteOutcome.Indeterminate(report, TIME, new IOException("lost"), 3));
		}

		assertThat(this.failed).hasContent("""
				name,state:temperature,time,failure
				Device 1,-18,2026-11-20T08:15:00.123Z,may have been stored: lost
				""");
		assertThat(Input.of(this.failed).columns().time()).contains("time");
	}

	@Test
	void aDeviceThatLosantCouldNotChangeHasFailed() throws IOException {
		Input input = input("name,tag:site", "Device 1,berlin");
		Change change = new Change("575ecf887ae143cd83dc4aa2",
				List.of(UpdateOperation.setTag(DeviceTag.of("site", "berlin"))));

		try (Failures failures = new Failures(this.failed, input)) {
			Ledger ledger = ledger(failures);
			for (int number = 0; number < 2; number++) {
				ledger.begin(new Row(number, Map.of("name", "Device " + number), List.of()), change);
				ledger.settle(change, new BulkOutcome.Done<>(List.of(change.deviceId()),
						new BulkResult.Completed<>(new DevicesUpdated(1 - number, number, 0, null))));
			}
		}

		assertThat(this.failed).hasContent("""
				name,tag:site,failure
				Device 1,,Losant could not change the device
				""");
	}

	private Input input(String... lines) throws IOException {
		return Input.of(Files.write(this.directory.resolve("devices.csv"), List.of(lines)));
	}

	private static Ledger ledger(Failures failures) {
		return new Ledger(failures::add, null, new Progress(new PrintWriter(Writer.nullWriter()), false, 1));
	}

}
