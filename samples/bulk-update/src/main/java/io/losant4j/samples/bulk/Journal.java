package io.losant4j.samples.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

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

	/** Where it is written to; {@code null} if it is only looked at. */
	private final @Nullable FileChannel channel;

	private final Instant started;

	private final BitSet done;

	private long forced = System.nanoTime();

	private Journal(Path file, @Nullable FileChannel channel, Instant started, BitSet done) {
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
		FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
				StandardOpenOption.WRITE);
		try {
			lock(file, channel);
			Memory memory = read(file, channel, input, target);
			if (memory != null) {
				channel.truncate(memory.length());
				channel.position(memory.length());
				return new Journal(file, channel, memory.started(), memory.done());
			}
			channel.truncate(0);
			Journal begun = new Journal(file, channel, now(), new BitSet());
			begun.write(String.join("\n", TITLE, input.fingerprint(), target, begun.started.toString()) + "\n");
			channel.force(true);
			return begun;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/** The journal of an input as {@link #open} would find it, and writes nothing. */
	static Journal look(Path file, Input input, String target) throws IOException {
		if (Files.exists(file)) {
			try (FileChannel channel = FileChannel.open(file)) {
				Memory memory = read(file, channel, input, target);
				if (memory != null) {
					return new Journal(file, null, memory.started(), memory.done());
				}
			}
		}
		return new Journal(file, null, now(), new BitSet());
	}

	/** Two runs at once would do everything twice, and mix what they write. */
	private static void lock(Path file, FileChannel channel) throws IOException {
		try {
			if (channel.tryLock() != null) {
				return;
			}
		}
		catch (OverlappingFileLockException ex) {
			// a run in this JVM
		}
		throw new UserException(file + " is in use by another run");
	}

	/**
	 * Reads what was written, up to what is complete; {@code null} if that is nothing.
	 */
	private static @Nullable Memory read(Path file, FileChannel channel, Input input, String target)
			throws IOException {
		List<String> begin = List.of(TITLE, input.fingerprint(), target);
		byte[] bytes = Channels.newInputStream(channel).readAllBytes();
		int length = bytes.length;
		// What was half written when the power went is written over.
		while (length > 0 && bytes[length - 1] != '\n') {
			length--;
		}
		List<String> lines = new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
		boolean ours = lines.isEmpty() ? TITLE.startsWith(new String(bytes, StandardCharsets.UTF_8))
				: lines.get(0).equals(TITLE);
		if (!ours) {
			throw new UserException(file + " is not a journal: name another file");
		}
		int told = Math.min(lines.size(), begin.size());
		if (!lines.subList(0, told).equals(begin.subList(0, told))) {
			throw new UserException(file + " is of another run: finish that one, or delete it to begin anew");
		}
		if (lines.size() <= begin.size()) {
			return null;
		}
		BitSet done = new BitSet();
		// A machine that went down may leave anything in a line.
		lines.stream()
			.skip(begin.size() + 1L)
			.filter((row) -> row.matches("\\d{1,9}"))
			.forEach((row) -> done.set(Integer.parseInt(row)));
		return new Memory(started(file, lines.get(begin.size())), done, length);
	}

	private static Instant started(Path file, String line) {
		try {
			return Instant.parse(line);
		}
		catch (DateTimeParseException ex) {
			throw new UserException(file + " is broken: delete it to begin anew");
		}
	}

	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS);
	}

	/** When the input was begun, however often it was interrupted since. */
	Instant started() {
		return this.started;
	}

	boolean isDone(Row row) {
		return this.done.get(Math.toIntExact(row.number()));
	}

	void done(Row row) {
		this.done.set(Math.toIntExact(row.number()));
		write(row.number() + "\n");
		if (this.channel != null && System.nanoTime() - this.forced > FORCE_EVERY_NANOS) {
			this.forced = System.nanoTime();
			force(this.channel);
		}
	}

	private void write(String text) {
		try {
			ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
			while (this.channel != null && bytes.hasRemaining()) {
				this.channel.write(bytes);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.file + " cannot be written", ex);
		}
	}

	private void force(FileChannel channel) {
		try {
			channel.force(false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.file + " cannot be written", ex);
		}
	}

	/** The input is finished: nothing is left to remember. */
	void delete() throws IOException {
		close();
		Files.deleteIfExists(this.file);
	}

	@Override
	public void close() throws IOException {
		if (this.channel != null && this.channel.isOpen()) {
			this.channel.force(false);
			this.channel.close();
		}
	}

	/**
	 * What a file remembers.
	 *
	 * @param started when its input was begun
	 * @param done the rows that are done
	 * @param length up to which byte it is complete
	 */
	private record Memory(Instant started, BitSet done, long length) {

	}

}
