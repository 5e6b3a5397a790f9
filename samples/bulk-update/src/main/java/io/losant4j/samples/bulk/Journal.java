package io.losant4j.samples.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;

/**
 * What has been done of a file, kept beside it until all of it is done. Every row that is
 * done is written at once, which outlives the end of this program; every second it is
 * forced to the disk, which outlives the end of the machine. Not safe for several
 * threads.
 */
final class Journal implements AutoCloseable {

	private static final String TITLE = "bulk-update journal 1";

	private static final long FORCE_EVERY_NANOS = 1_000_000_000L;

	private final Path file;

	private final FileChannel channel;

	private final Instant started;

	private final BitSet done;

	private long forced = System.nanoTime();

	private Journal(Path file, FileChannel channel, Instant started, BitSet done) {
		this.file = file;
		this.channel = channel;
		this.started = started;
		this.done = done;
	}

	/**
	 * Opens the journal of an input, or begins it.
	 * @param target where the input goes to: done there is not done elsewhere
	 */
	static Journal open(Path file, Input input, String target) throws IOException {
		List<String> begin = List.of(TITLE, input.fingerprint(), target);
		String text = Files.exists(file) ? Files.readString(file) : "";
		// What was half written when the power went is written over.
		String complete = text.substring(0, text.lastIndexOf('\n') + 1);
		List<String> lines = complete.lines().toList();
		if (lines.isEmpty() ? !TITLE.startsWith(text) : !lines.get(0).equals(TITLE)) {
			throw new UserException(file + " is not a journal: name another file");
		}
		int told = Math.min(lines.size(), begin.size());
		if (!lines.subList(0, told).equals(begin.subList(0, told))) {
			throw new UserException(file + " is of another run: finish that one, or delete it to begin anew");
		}
		boolean begun = lines.size() > begin.size();
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
		BitSet done = new BitSet();
		if (begun) {
			channel.truncate(complete.getBytes(StandardCharsets.UTF_8).length);
			channel.position(channel.size());
			lines.stream().skip(begin.size() + 1).forEach((row) -> done.set(Integer.parseInt(row)));
			return new Journal(file, channel, Instant.parse(lines.get(begin.size())), done);
		}
		channel.truncate(0);
		Journal journal = new Journal(file, channel, Instant.now().truncatedTo(ChronoUnit.MILLIS), done);
		journal.write(String.join("\n", begin) + "\n" + journal.started + "\n");
		channel.force(true);
		return journal;
	}

	/** When the input was begun, however often it was interrupted since. */
	Instant started() {
		return this.started;
	}

	/** How many rows were done when the journal was opened, or since. */
	long size() {
		return this.done.cardinality();
	}

	boolean isDone(Row row) {
		return this.done.get(Math.toIntExact(row.number()));
	}

	void done(Row row) {
		this.done.set(Math.toIntExact(row.number()));
		write(row.number() + "\n");
		if (System.nanoTime() - this.forced > FORCE_EVERY_NANOS) {
			this.forced = System.nanoTime();
			force();
		}
	}

	private void write(String text) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.file + " cannot be written", ex);
		}
	}

	private void force() {
		try {
			this.channel.force(false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.file + " cannot be written", ex);
		}
	}

	/** The input is finished: nothing is left to remember. */
	void delete() throws IOException {
		this.channel.close();
		Files.deleteIfExists(this.file);
	}

	@Override
	public void close() throws IOException {
		if (this.channel.isOpen()) {
			this.channel.force(false);
			this.channel.close();
		}
	}

}
