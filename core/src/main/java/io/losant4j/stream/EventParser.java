package io.losant4j.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongConsumer;

import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes signals of the bytes of an event stream, which come in windows of any size. An
 * event inside one window is decoded where it lies; only what spans windows is copied.
 * <p>
 * {@code id} is read over: Losant documents no replay that could be asked for with it.
 *
 * @param <T> what an event says
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">WHATWG:
 * interpreting an event stream</a>
 */
final class EventParser<T> {

	private static final byte[] BYTE_ORDER_MARK = { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF };

	private static final byte[] DATA = ascii("data");

	private static final byte[] EVENT = ascii("event");

	private static final byte[] RETRY = ascii("retry");

	/** Names that are nothing but a sign of life, in case Losant sends one of them. */
	private static final Set<String> KEEP_ALIVES = Set.of("keepalive", "keep-alive", "ping", "heartbeat");

	/** Beyond the data itself: a field's name, colon and space, and a byte order mark. */
	private static final int FIELD_NAME = 16;

	private final String line;

	private final byte[] wanted;

	private final EventDecoder<T> decoder;

	private final int maxEventSize;

	private final LongConsumer retry;

	private final LineSplitter lines;

	private boolean first = true;

	private final EventData data;

	private boolean hasFields;

	private boolean hasComment;

	private @Nullable String name;

	private boolean named;

	EventParser(Line<T> line, int maxEventSize, LongConsumer retry) {
		this.line = line.name();
		this.wanted = line.event().getBytes(StandardCharsets.UTF_8);
		this.decoder = line.decoder();
		this.maxEventSize = maxEventSize;
		this.retry = retry;
		this.data = new EventData(maxEventSize);
		this.lines = new LineSplitter((int) Math.min(Integer.MAX_VALUE, (long) maxEventSize + FIELD_NAME));
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/** Goes on with these bytes; call {@link #leaveWindow()} before they change. */
	void window(byte[] bytes, int size) {
		this.lines.window(bytes, size);
	}

	/**
	 * Reads on to the next signal.
	 * @return the signal, or {@code null} if the window is used up and may be changed
	 */
	@Nullable StreamSignal<T> next() {
		while (this.lines.next()) {
			StreamSignal<T> signal = line();
			if (signal != null) {
				return signal;
			}
		}
		this.data.keep();
		this.lines.carryRest();
		return null;
	}

	/**
	 * Stops within a window.
	 * @return how many of its bytes have not been read and must come again
	 */
	int leaveWindow() {
		this.data.keep();
		this.lines.leaveWindow();
		return this.lines.remaining();
	}

	private @Nullable StreamSignal<T> line() {
		byte[] bytes = this.lines.bytes();
		int start = this.lines.start();
		int end = this.lines.end();
		if (this.first) {
			this.first = false;
			if (startsWith(bytes, start, end, BYTE_ORDER_MARK)) {
				start += BYTE_ORDER_MARK.length;
			}
		}
		if (start == end) {
			return endEvent();
		}
		if (bytes[start] == ':') {
			this.hasComment = true;
			return new StreamSignal.KeepAlive<>();
		}
		this.hasFields = true;
		if (this.lines.isTooLong()) {
			this.data.refuse();
		}
		else {
			field(bytes, start, end);
		}
		return null;
	}

	private void field(byte[] bytes, int start, int end) {
		int colon = start;
		while (colon < end && bytes[colon] != ':') {
			colon++;
		}
		int value = Math.min(colon + 1, end);
		if (value < end && bytes[value] == ' ') {
			value++;
		}
		if (equal(bytes, start, colon, DATA)) {
			this.data.add(bytes, value, end);
		}
		else if (equal(bytes, start, colon, EVENT)) {
			this.named = equal(bytes, value, end, this.wanted);
			this.name = this.named ? null : new String(bytes, value, Math.min(end - value, 64), StandardCharsets.UTF_8);
		}
		else if (equal(bytes, start, colon, RETRY)) {
			retry(bytes, value, end);
		}
	}

	private void retry(byte[] bytes, int start, int end) {
		long millis = 0;
		for (int i = start; i < end; i++) {
			if (bytes[i] < '0' || bytes[i] > '9') {
				return;
			}
			millis = Math.min(millis * 10 + bytes[i] - '0', Integer.MAX_VALUE);
		}
		if (start < end) {
			this.retry.accept(millis);
		}
	}

	private @Nullable StreamSignal<T> endEvent() {
		StreamSignal<T> signal = signal();
		this.data.clear();
		this.hasFields = false;
		this.hasComment = false;
		this.name = null;
		this.named = false;
		return signal;
	}

	private @Nullable StreamSignal<T> signal() {
		if (this.data.isTooLarge()) {
			return malformed("an event is larger than " + this.maxEventSize + " bytes", null);
		}
		if (this.data.length() == 0 || isKeepAlive()) {
			// a comment has been told already when its line ended
			boolean told = this.hasComment && !this.hasFields;
			return told ? null : new StreamSignal.KeepAlive<>();
		}
		if (!this.named) {
			String unknown = (this.name == null || this.name.isEmpty()) ? "message" : this.name;
			return malformed("an event has the unknown name '" + unknown + "'", null);
		}
		try {
			T value = this.decoder.decode(this.data.bytes(), this.data.offset(), this.data.length());
			return (value != null) ? new StreamSignal.Value<>(value) : malformed("an event says nothing", null);
		}
		catch (LosantDataException ex) {
			return new StreamSignal.Malformed<>(ex);
		}
		catch (RuntimeException ex) {
			return malformed("an event could not be decoded", ex);
		}
	}

	private boolean isKeepAlive() {
		return this.name != null && KEEP_ALIVES.contains(this.name.toLowerCase(Locale.ROOT));
	}

	private StreamSignal<T> malformed(String what, @Nullable Throwable cause) {
		return new StreamSignal.Malformed<>(new LosantDataException(this.line + ": " + what, cause));
	}

	private static boolean equal(byte[] bytes, int start, int end, byte[] expected) {
		return Arrays.equals(bytes, start, end, expected, 0, expected.length);
	}

	private static boolean startsWith(byte[] bytes, int start, int end, byte[] prefix) {
		return end - start >= prefix.length && equal(bytes, start, start + prefix.length, prefix);
	}

}
