package io.losant4j.samples.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A file to try the program with: another serial number and site for each device of the
 * simulator.
 *
 * @param file the file, in a directory of its own
 */
record SampleFile(Path file) implements AutoCloseable {

	private static final int SITES = 7;

	static SampleFile write(int devices) throws IOException {
		Path file = Files.createTempDirectory("bulk-update").resolve("devices.csv");
		try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
			printer.printRecord("name", "tag:serial", "tag:site");
			for (int i = 1; i <= devices; i++) {
				printer.printRecord("Device " + i, "SN-%08d".formatted(i), "site-" + i % SITES);
			}
		}
		return new SampleFile(file);
	}

	/** Deletes the file, and its directory unless rows that failed are in it. */
	@Override
	public void close() throws IOException {
		Files.delete(this.file);
		Path directory = Objects.requireNonNull(this.file.getParent());
		try (Stream<Path> others = Files.list(directory)) {
			if (others.findAny().isPresent()) {
				return;
			}
		}
		Files.delete(directory);
	}

}
