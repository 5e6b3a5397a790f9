package io.losant4j.samples.bulk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * The CSV file: looked through once to know that it can be read, how long it is and which
 * it is, and then read row by row as rows are demanded.
 *
 * @param file the file
 * @param columns what its header says
 * @param rows how many rows it has, the header not counted
 * @param fingerprint tells it from a file of other content
 */
record Input(Path file, Columns columns, long rows, String fingerprint) {

	private static final int BYTE_ORDER_MARK = 0xFEFF;

	private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder()
		.setHeader()
		.setSkipHeaderRecord(true)
		.setTrim(true)
		.setIgnoreEmptyLines(true)
		.get();

	static Input of(Path file) {
		MessageDigest digest = sha256();
		try (DigestInputStream bytes = new DigestInputStream(Files.newInputStream(file), digest);
				CSVParser parser = CSVParser.parse(reader(bytes), FORMAT)) {
			Columns columns = Columns.of(parser.getHeaderNames());
			long rows = parser.stream().count();
			return new Input(file, columns, rows, HexFormat.of().formatHex(digest.digest()));
		}
		catch (NoSuchFileException ex) {
			throw new UserException(file + " does not exist");
		}
		catch (CSVException | UncheckedIOException | IllegalArgumentException ex) {
			boolean misread = ex.getCause() instanceof CharacterCodingException;
			throw new UserException(file + (misread ? " is not in UTF-8" : " is not a CSV file: " + ex.getMessage()));
		}
		catch (CharacterCodingException ex) {
			throw new UserException(file + " is not in UTF-8");
		}
		catch (IOException ex) {
			throw new UserException(file + " cannot be read: " + ex.getMessage());
		}
	}

	/** Reads the rows, on a thread that may block. */
	Flux<Row> read() {
		return Flux.using(this::open, (parser) -> Flux.fromIterable(parser).map(this::row), Input::close)
			.subscribeOn(Schedulers.boundedElastic());
	}

	private CSVParser open() throws IOException {
		return CSVParser.parse(reader(Files.newInputStream(this.file)), FORMAT);
	}

	/** Strict UTF-8, with or without the mark that spreadsheets put in front. */
	private static Reader reader(InputStream bytes) throws IOException {
		BufferedReader reader = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()));
		reader.mark(1);
		if (reader.read() != BYTE_ORDER_MARK) {
			reader.reset();
		}
		return reader;
	}

	private static void close(CSVParser parser) {
		try {
			parser.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Row row(CSVRecord line) {
		Map<String, String> cells = new LinkedHashMap<>();
		List<String> header = this.columns.header();
		for (int i = 0; i < header.size() && i < line.size(); i++) {
			cells.put(header.get(i), line.get(i));
		}
		List<String> surplus = line.stream().skip(header.size()).filter((cell) -> !cell.isEmpty()).toList();
		return new Row(line.getRecordNumber(), cells, surplus);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every Java platform has SHA-256", ex);
		}
	}

}
