package io.losant4j.samples.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class JournalTest {

	private static final String TARGET = "https://api.losant.com 575ec8687ae143cd83dc4a97";

	private Path directory = Path.of("");

	private Path file = Path.of("");

	@BeforeEach
	void directory(@TempDir Path directory) {
		this.directory = directory;
		this.file = directory.resolve("journal");
	}

	@Test
	void remembersWhatIsDoneAndWhenItWasBegun() throws IOException {
		Instant started;
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			started = journal.started();
			journal.done(row(2));
			journal.done(row(70_000));
		}

		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			assertThat(journal.started()).isEqualTo(started);
			assertThat(journal.isDone(row(1))).isFalse();
			assertThat(journal.isDone(row(2))).isTrue();
			assertThat(journal.isDone(row(70_000))).isTrue();
		}
	}

	@Test
	void whatIsDoneIsInTheFileAtOnce() throws IOException {
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			journal.done(row(2));

			assertThat(Files.readAllLines(this.file)).endsWith("2");
		}
	}

	@Test
	void forgetsWhatWasHalfWritten() throws IOException {
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			journal.done(row(2));
		}
		Files.writeString(this.file, "12", StandardOpenOption.APPEND);

		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			assertThat(journal.isDone(row(12))).isFalse();
			journal.done(row(3));
		}
		assertThat(Files.readAllLines(this.file)).endsWith("2", "3");
	}

	@Test
	void skipsWhatAMachineThatWentDownHasLeft() throws IOException {
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			journal.done(row(2));
		}
		Files.writeString(this.file, "\0\0\0\n12345678901\n3\n\0\0", StandardOpenOption.APPEND);

		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			assertThat(journal.isDone(row(2))).isTrue();
			assertThat(journal.isDone(row(3))).isTrue();
		}
	}

	@Test
	void refusesAJournalThatDoesNotTellWhenItWasBegun() throws IOException {
		Journal.open(this.file, input("1"), TARGET).close();
		List<String> lines = new ArrayList<>(Files.readAllLines(this.file));
		lines.set(3, "\0\0");
		Files.write(this.file, lines);

		assertThatExceptionOfType(UserException.class).isThrownBy(() -> Journal.open(this.file, input("1"), TARGET))
			.withMessage(this.file + " is broken: delete it to begin anew");
	}

	@Test
	void isOfOneRunAtATime() throws IOException {
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			assertThatExceptionOfType(UserException.class).isThrownBy(() -> Journal.open(this.file, input("1"), TARGET))
				.withMessage(this.file + " is in use by another run");
			journal.done(row(2));
		}
		Journal.open(this.file, input("1"), TARGET).close();
		assertThat(Files.readAllLines(this.file)).endsWith("2");
	}

	@Test
	void canBeLookedAtWithoutAChange() throws IOException {
		try (Journal none = Journal.look(this.file, input("1"), TARGET)) {
			none.done(row(1));
		}
		assertThat(this.file).doesNotExist();
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			journal.done(row(2));
		}
		String text = Files.readString(this.file);

		try (Journal journal = Journal.look(this.file, input("1"), TARGET)) {
			assertThat(journal.isDone(row(2))).isTrue();
			journal.done(row(3));
		}
		assertThat(this.file).hasContent(text);
	}

	@Test
	void isNoFileInAnotherEncoding() throws IOException {
		Files.write(this.file, new byte[] { (byte) 0xfc, '\n' });

		assertThatExceptionOfType(UserException.class).isThrownBy(() -> Journal.open(this.file, input("1"), TARGET))
			.withMessage(this.file + " is not a journal: name another file");
	}

	@ParameterizedTest
	@ValueSource(strings = { "id", "id,tag:site\n", "id,tag:site\na,b\nc,d\n", "id,tag:site\na,b\nc,d\ne,f\ng,h\n" })
	void leavesAFileAloneThatIsNoJournal(String text) throws IOException {
		Files.writeString(this.file, text);

		assertThatExceptionOfType(UserException.class).isThrownBy(() -> Journal.open(this.file, input("1"), TARGET))
			.withMessage(this.file + " is not a journal: name another file");
		assertThat(this.file).hasContent(text);
	}

	@Test
	void beginsAnewWhereNotEvenTheBeginningWasWritten() throws IOException {
		Files.writeString(this.file, "bulk-update jour");

		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			assertThat(journal.isDone(row(1))).isFalse();
		}
		assertThat(Files.readAllLines(this.file)).hasSize(4);
	}

	@Test
	void refusesTheJournalOfAnotherRun() throws IOException {
		Journal.open(this.file, input("1"), TARGET).close();

		for (Map.Entry<Input, String> other : Map.of(input("2"), TARGET, input("1"), "https://example.com")
			.entrySet()) {
			assertThatExceptionOfType(UserException.class)
				.isThrownBy(() -> Journal.open(this.file, other.getKey(), other.getValue()))
				.withMessage(this.file + " is of another run: finish that one, or delete it to begin anew");
		}
	}

	@Test
	void leavesNothingWhenAllIsDone() throws IOException {
		try (Journal journal = Journal.open(this.file, input("1"), TARGET)) {
			journal.delete();
		}

		assertThat(this.file).doesNotExist();
	}

	private Input input(String value) throws IOException {
		return Input.of(Files.write(this.directory.resolve("devices.csv"), List.of("id,tag:a", "x," + value)));
	}

	private static Row row(long number) {
		return new Row(number, Map.of(), List.of());
	}

}
