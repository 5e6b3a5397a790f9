package io.losant4j.samples.bulk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DataType;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DevicePost;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.HistoryQuery;
import io.losant4j.device.TimeRange;
import io.losant4j.simulator.LosantSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The program against a simulator that outlives it.
 */
class BulkUpdateTest {

	private final LosantSimulator losant = LosantSimulator.builder().devices(3).start();

	private final LosantClient client = LosantClient.builder()
		.baseUrl(this.losant.baseUrl().toString())
		.credentials(Credentials.accessToken(this.losant.accessToken()))
		.build();

	private final LosantApplication application = this.client.application(this.losant.applicationId());

	private final Map<String, String> environment = Program.environment(this.losant, this.losant.baseUrl().toString());

	private final String first = this.losant.deviceIds().get(0);

	private Path directory = Path.of("");

	@BeforeEach
	void directory(@TempDir Path directory) {
		this.directory = directory;
	}

	@AfterEach
	void close() {
		this.client.close();
		this.losant.close();
	}

	@Test
	void changesTagsAndAttributesAndLeavesTheOthers() throws IOException {
		Path file = file("name,tag:site,tag:floor,attribute:voltage", "Device 1,\"Berlin, Mitte\",,number",
				"Device 2,,9,number");

		Program program = Program.run(this.environment, file);

		assertThat(program.err()).isEmpty();
		assertThat(program.out()).isEqualTo("2 rows: 2 done, 0 done before, 0 needed nothing, 0 failed\n");
		assertThat(program.exitCode()).isZero();
		assertThat(device(0).tags()).containsExactlyInAnyOrder(DeviceTag.of("floor", "1"),
				DeviceTag.of("site", "Berlin, Mitte"));
		assertThat(device(1).tags()).containsExactly(DeviceTag.of("floor", "9"));
		assertThat(device(1).attributes()).extracting(DeviceAttribute::name)
			.containsExactlyInAnyOrder("temperature", "humidity", "door", "status", "location", "voltage");
		assertThat(device(2).tags()).containsExactly(DeviceTag.of("floor", "3"));
		assertThat(this.directory).isDirectoryNotContaining((other) -> !other.equals(file));
	}

	@Test
	void changesNothingTwice() throws IOException {
		Path file = file("id,tag:site,attribute:temperature", this.first + ",berlin,number");

		Program.run(this.environment, file);

		try (CountingProxy proxy = new CountingProxy(this.losant.baseUrl(), 1)) {
			Program again = Program.run(Program.environment(this.losant, proxy.baseUrl()), file);
			assertThat(again.out()).isEqualTo("1 rows: 0 done, 0 done before, 1 needed nothing, 0 failed\n");
			assertThat(proxy.changes()).isEmpty();
		}
	}

	@Test
	void keepsTheRowsThatFailedToBeFedBack() throws IOException {
		Path file = file("name,tag:site", "Device 1,berlin", "Freezer,potsdam", "Device 1,paris");

		Program program = Program.run(this.environment, file);

		Path failures = this.directory.resolve("devices.csv.failures.csv");
		assertThat(program.exitCode()).isEqualTo(1);
		assertThat(program.out()).isEqualTo("3 rows: 1 done, 0 done before, 0 needed nothing, 2 failed\n"
				+ "the rows that failed are in " + failures + "\n");
		assertThat(failures).hasContent("""
				name,tag:site,failure
				Freezer,potsdam,there is no device with the name 'Freezer'
				Device 1,paris,row 1 is for the same device
				""");
		this.application.devices().post(DevicePost.named("Freezer")).block();
		Program again = Program.run(this.environment, failures);
		assertThat(again.out()).isEqualTo("2 rows: 2 done, 0 done before, 0 needed nothing, 0 failed\n");
		assertThat(device(0).tagValues("site")).containsExactly("paris");
	}

	@Test
	void tellsWhatIsWrongWithARow() throws IOException {
		this.application.devices().post(DevicePost.named("Device 1")).block();
		Path file = file("name,attribute:door,tag:site", "Device 1,boolean,berlin", "Device 2,string,berlin",
				"Device 3,,%s".formatted("x".repeat(256)), ",,");

		Program program = Program.run(this.environment, file);

		assertThat(program.exitCode()).isEqualTo(1);
		assertThat(Files.readString(this.directory.resolve("devices.csv.failures.csv"))).contains(
				"there are several devices with the name 'Device 1'",
				"attribute 'door' is of type boolean, and would lose its history as string",
				"tag value must be 1 to 255 characters", "there is no device with the name ''");
		assertThat(device(1).tagValues("site")).isEmpty();
	}

	@Test
	void reportsStates() throws IOException {
		Instant time = Instant.now().minus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
		Path file = file("id,time,state:temperature,state:door,state:status", this.first + "," + time + ",-18.5,true,",
				this.first + "," + time.plusSeconds(1).toEpochMilli() + ",,false,ajar", this.first + ",,7,,",
				this.first + ",,8,,", this.first + ",,,,");

		Program program = Program.run(this.environment, file, "--failures", this.directory.resolve("bad.csv"));

		assertThat(program.out()).isEqualTo("5 rows: 4 done, 0 done before, 1 needed nothing, 0 failed\n");
		List<DeviceState> states = Objects.requireNonNull(this.application.device(this.first)
			.getState(HistoryQuery.within(TimeRange.all()).limit(10))
			.collectList()
			.block());
		assertThat(states).extracting((state) -> state.data().toString())
			.containsExactly("{temperature=8}", "{temperature=7}", "{door=false, status=ajar}",
					"{temperature=-18.5, door=true}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '#',
			value = { "state:temperature | warm | attribute 'temperature' must be a number, was 'warm'",
					"state:door | open | attribute 'door' must be true or false, was 'open'",
					"state:voltage | 1 | the device has no attribute 'voltage'" })
	void refusesStatesThatAreNotOfTheirType(String column, String cell, String failure) throws IOException {
		Path file = file("id," + column, this.first + "," + cell);

		assertThat(Program.run(this.environment, file).exitCode()).isEqualTo(1);
		assertThat(this.directory.resolve("devices.csv.failures.csv"))
			.hasContent("id," + column + ",time,failure\n" + this.first + "," + cell + ",," + quoted(failure));
	}

	private static String quoted(String cell) {
		return cell.contains(",") ? '"' + cell + '"' : cell;
	}

	@Test
	void showsTheRequestsAndSendsNone() throws IOException {
		Path file = file("name,tag:site", "Device 1,berlin", "Freezer,berlin", "Device 2,potsdam");

		Program program = Program.run(this.environment, file, "--dry-run");

		String change = "PATCH /applications/" + this.losant.applicationId() + "/devices "
				+ "{\"deviceIds\":[\"%s\"],\"updateOperations\":[{\"operation\":\"set\",\"target\":\"tag\","
				+ "\"value\":{\"key\":\"site\",\"value\":\"%s\"}}]}\n";
		assertThat(program.out()).isEqualTo(
				change.formatted(this.first, "berlin") + change.formatted(this.losant.deviceIds().get(1), "potsdam"));
		assertThat(program.err()).isEqualTo("row 2: there is no device with the name 'Freezer'\n");
		assertThat(program.exitCode()).isEqualTo(1);
		assertThat(device(0).tagValues("site")).isEmpty();
		assertThat(this.directory).isDirectoryNotContaining((other) -> !other.equals(file));
	}

	@Test
	void showsStatesOneByOne() throws IOException {
		Path file = file(IntStream.range(-1, 50)
			.mapToObj((i) -> (i < 0) ? "id,state:temperature" : this.first + "," + i)
			.toArray(String[]::new));

		Program program = Program.run(this.environment, file, "--dry-run");

		assertThat(program.out()).hasLineCount(50).contains("\"data\":{\"temperature\":0}", "{\"temperature\":49}");
		assertThat(this.losant.stateCounts(this.first).stored()).isZero();
	}

	@Test
	void showsWhatIsLeftOfARunThatWasInterrupted() throws IOException {
		Path file = file("name,tag:site", "Device 1,berlin", "Device 2,potsdam");
		String target = this.losant.baseUrl() + " " + this.losant.applicationId();
		try (Journal journal = Journal.open(this.directory.resolve("devices.csv.journal"), Input.of(file), target)) {
			journal.done(new Row(1, Map.of(), List.of()));
		}

		Program program = Program.run(this.environment, file, "--dry-run");

		assertThat(program.out()).contains("potsdam").hasLineCount(1);
		assertThat(this.directory.resolve("devices.csv.journal")).exists();
	}

	@Test
	void leavesAloneWhatOthersAddMeanwhile() throws IOException {
		Path file = file("name,tag:site,attribute:voltage", "Device 1,berlin,number");
		try (CountingProxy proxy = new CountingProxy(this.losant.baseUrl(), 1)) {
			proxy.beforeTheFirstChange(() -> this.application.device(this.first)
				.patch(DevicePatch.empty()
					.tags(DeviceTag.of("floor", "1"), DeviceTag.of("theirs", "1"))
					.attributes(Stream
						.concat(device(0).attributes().stream(),
								Stream.of(DeviceAttribute.of("theirs", DataType.NUMBER)))
						.toArray(DeviceAttribute[]::new)))
				.block());

			Program program = Program.run(Program.environment(this.losant, proxy.baseUrl()), file);

			assertThat(program.exitCode()).isZero();
		}
		assertThat(device(0).tags()).containsExactlyInAnyOrder(DeviceTag.of("floor", "1"), DeviceTag.of("theirs", "1"),
				DeviceTag.of("site", "berlin"));
		assertThat(device(0).attributes()).extracting(DeviceAttribute::name).contains("theirs", "voltage");
	}

	@Test
	void refusesRowsThatAreLongerThanTheHeader() throws IOException {
		Path file = file("name,tag:site", "Device 1,berlin, Mitte", "Device 2,potsdam,,");

		Program program = Program.run(this.environment, file);

		assertThat(program.out()).startsWith("2 rows: 1 done, 0 done before, 0 needed nothing, 1 failed\n");
		assertThat(this.directory.resolve("devices.csv.failures.csv")).hasContent("""
				name,tag:site,failure
				Device 1,berlin,the header has no columns for the last cells [Mitte]
				""");
	}

	@Test
	void refusesOneFileForTheJournalAndTheFailures() throws IOException {
		Path both = this.directory.resolve("both");

		Program program = Program.run(this.environment, file("id,tag:a"), "--journal", both, "--failures", both);

		assertThat(program).isEqualTo(
				new Program(2, "", "bulk-update: " + both + " cannot be the journal and the rows that failed\n"));
		assertThat(both).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "id,tag:a,tag:a | the header has the column 'tag:a' twice",
			"tag:site | the header needs a column 'id' or 'name', but was [tag:site]",
			"id | the header needs either columns 'tag:KEY' and 'attribute:NAME' or columns 'state:NAME', but was [id]",
			"id,tag:a,state:b | the header needs either columns 'tag:KEY' and 'attribute:NAME' or columns 'state:NAME', but was [id, tag:a, state:b]",
			"id,tag:a,color | the header has columns of no known kind: [color]",
			"id,tag:a,time | the header has columns of no known kind: [time]" })
	void refusesAHeaderThatMakesNoSense(String header, String message) throws IOException {
		Program program = Program.run(this.environment, file(header));

		assertThat(program.err()).isEqualTo("bulk-update: " + message + "\n");
		assertThat(program.exitCode()).isEqualTo(2);
	}

	@Test
	void refusesWhatIsNoFile() throws IOException {
		Path missing = this.directory.resolve("missing.csv");
		assertThat(Program.run(this.environment, missing))
			.isEqualTo(new Program(2, "", "bulk-update: " + missing + " does not exist\n"));
		assertThat(Program.run(this.environment, file("id,tag:a", "\"never closed")).err())
			.contains("devices.csv is not a CSV file: ");
		assertThat(Program.run(this.environment))
			.isEqualTo(new Program(2, "", "bulk-update: FILE is missing, see --help\n"));
	}

	@Test
	void readsWhatASpreadsheetWrites() throws IOException {
		Path file = Files.writeString(this.directory.resolve("devices.csv"),
				String.join("\r\n", "\uFEFFname,tag:site", "Device 1,\"Zürich\"", "", ""));

		assertThat(Program.run(this.environment, file).exitCode()).isZero();
		assertThat(device(0).tagValues("site")).containsExactly("Zürich");
	}

	@Test
	void refusesAFileThatIsNotInUtf8() throws IOException {
		for (String text : List.of("name,tag:site\nDevice 1,Zürich\n", "ü,tag:site\n")) {
			Path file = Files.write(this.directory.resolve("devices.csv"), text.getBytes(StandardCharsets.ISO_8859_1));

			assertThat(Program.run(this.environment, file))
				.isEqualTo(new Program(2, "", "bulk-update: " + file + " is not in UTF-8\n"));
		}
	}

	@Test
	void refusesHalfASetting() throws IOException {
		Program program = Program.run(Map.of("LOSANT_ACCESS_TOKEN", "secret"), file("id,tag:a"));

		assertThat(program.exitCode()).isEqualTo(2);
		assertThat(program.err()).isEqualTo("bulk-update: LOSANT_ACCESS_TOKEN and LOSANT_APPLICATION_ID must both be "
				+ "set, or nothing of Losant\n");
	}

	@Test
	void refusesAnApplicationIdThatIsNone() throws IOException {
		Program program = Program.run(Map.of("LOSANT_ACCESS_TOKEN", "secret", "LOSANT_APPLICATION_ID", "x"),
				file("id,tag:a"));

		assertThat(program)
			.isEqualTo(new Program(2, "", "bulk-update: applicationId must be 24 hexadecimal characters, was 'x'\n"));
	}

	@Test
	void tellsThatLosantRefusesTheToken() throws IOException {
		Program program = Program.run(Map.of("LOSANT_ACCESS_TOKEN", "wrong", "LOSANT_APPLICATION_ID",
				this.losant.applicationId(), "LOSANT_BASE_URL", this.losant.baseUrl().toString()),
				file("id,tag:a", this.first + ",b"));

		assertThat(program.exitCode()).isEqualTo(1);
		assertThat(program.err()).startsWith("bulk-update: devices.get GET ")
			.contains(" answered 401 ")
			.hasLineCount(1);
	}

	@Test
	void needsNoLosantToBeTried() {
		Program program = Program.run(Map.of(), "--devices=50");

		assertThat(program.err())
			.isEqualTo("no LOSANT_ACCESS_TOKEN: a simulator of Losant with 50 devices runs inside\n");
		assertThat(program.out()).isEqualTo("50 rows: 50 done, 0 done before, 0 needed nothing, 0 failed\n");
		assertThat(program.exitCode()).isZero();
	}

	@Test
	void saysHowItIsUsed() {
		Program program = Program.run(Map.of(), "--help");

		assertThat(program.out()).contains("Usage: bulk-update", "--dry-run", "Exit codes:");
		assertThat(program.exitCode()).isZero();
		assertThat(Program.run(Map.of(), "--wrong").exitCode()).isEqualTo(2);
	}

	private Path file(String... lines) throws IOException {
		return Files.write(this.directory.resolve("devices.csv"), List.of(lines));
	}

	private Device device(int number) {
		return Objects.requireNonNull(this.application.device(this.losant.deviceIds().get(number)).get().block());
	}

}
