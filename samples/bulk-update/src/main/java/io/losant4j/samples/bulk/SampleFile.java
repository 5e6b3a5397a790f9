package io.losant4j.samples.bulk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A file to try the program with: another serial number and site for each device of the
 * simulator.
 */
final class SampleFile {

	private static final int SITES = 7;

	private SampleFile() {
	}

	static Path write(int devices) throws IOException {
		Path file = Files.createTempDirectory("bulk-update").resolve("devices.csv");
		try (CSVPrinter printer = new CSVPrinter(Files.newBufferedWriter(file), CSVFormat.DEFAULT)) {
			printer.printRecord("name", "tag:serial", "tag:site");
			for (int i = 1; i <= devices; i++) {
				printer.printRecord("Device " + i, "SN-%08d".formatted(i), "site-" + i % SITES);
			}
		}
		return file;
	}

}
