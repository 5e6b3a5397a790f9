package io.losant4j.samples.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * The rows that failed, as a CSV file that can be fed back. There is none until a row
 * fails. Not safe for several threads.
 */
final class Failures implements AutoCloseable {

	private final Path file;

	private final List<String> columns;

	private @Nullable CSVPrinter printer;

	/**
	 * Sets up the file; one of an earlier run is deleted.
	 */
	Failures(Path file, Input input) throws IOException {
		if (file.toAbsolutePath().normalize().equals(input.file().toAbsolutePath().normalize())) {
			throw new UserException(file + " cannot be the input and the rows of it that failed");
		}
		this.file = file;
		this.columns = input.columns().fedBack();
		Files.deleteIfExists(file);
	}

	void add(Row row, String reason) {
		try {
			if (this.printer == null) {
				this.printer = new CSVPrinter(Files.newBufferedWriter(this.file), CSVFormat.DEFAULT);
				this.printer.printRecord(Stream.concat(this.columns.stream(), Stream.of(Columns.FAILURE)));
			}
			this.printer.printRecord(Stream.concat(this.columns.stream().map(row::cell), Stream.of(reason)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.file + " cannot be written", ex);
		}
	}

	@Override
	public void close() throws IOException {
		if (this.printer != null) {
			this.printer.close();
		}
	}

}
