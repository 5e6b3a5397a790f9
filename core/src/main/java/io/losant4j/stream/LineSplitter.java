package io.losant4j.stream;

/**
 * Cuts an event stream into lines. CR, LF and CRLF end a line, wherever the windows in
 * which the bytes arrive begin and end. A line inside one window is not copied.
 */
final class LineSplitter {

	private static final byte[] NONE = {};

	private final int maxLength;

	private byte[] window = NONE;

	private int position;

	private int limit;

	private boolean afterCarriageReturn;

	/** The beginning of a line whose end is in a window to come. */
	private final Bytes begun = new Bytes();

	private boolean carrying;

	private boolean tooLong;

	private byte[] line = NONE;

	private int start;

	private int end;

	LineSplitter(int maxLength) {
		this.maxLength = maxLength;
	}

	/** Goes on with these bytes, which must stay as they are until the next window. */
	void window(byte[] bytes, int length) {
		this.window = bytes;
		this.position = 0;
		this.limit = length;
	}

	/** How many bytes of the window have not been looked at. */
	int remaining() {
		return this.limit - this.position;
	}

	/**
	 * Moves to the next line, which stays readable until {@link #leaveWindow()}.
	 * @return whether there is one; otherwise what remains is the beginning of a line
	 */
	boolean next() {
		if (this.afterCarriageReturn && this.position < this.limit) {
			this.afterCarriageReturn = false;
			if (this.window[this.position] == '\n') {
				this.position++;
			}
		}
		int stop = this.position;
		while (stop < this.limit && this.window[stop] != '\n' && this.window[stop] != '\r') {
			stop++;
		}
		if (stop == this.limit) {
			return false;
		}
		this.afterCarriageReturn = this.window[stop] == '\r';
		endLine(stop);
		this.position = stop + 1;
		return true;
	}

	private void endLine(int stop) {
		if (this.carrying) {
			this.carrying = false;
			append(stop);
			this.line = this.begun.array();
			this.start = 0;
			this.end = this.begun.length();
		}
		else {
			this.tooLong = false;
			this.line = this.window;
			this.start = this.position;
			this.end = stop;
		}
	}

	/** Takes over the beginning of a line, if the window ends with one. */
	void carryRest() {
		leaveWindow();
		if (this.position < this.limit) {
			this.tooLong &= this.carrying;
			this.carrying = true;
			append(this.limit);
			this.position = this.limit;
		}
	}

	/** Lets go of everything read so far, so that the window can be written over. */
	void leaveWindow() {
		if (!this.carrying) {
			this.begun.clear();
		}
		this.line = NONE;
	}

	private void append(int stop) {
		int room = this.maxLength - this.begun.length();
		this.tooLong |= stop - this.position > room;
		this.begun.append(this.window, this.position, Math.min(stop, this.position + room));
	}

	/** Whether the line was cut off because it is longer than the limit. */
	boolean isTooLong() {
		return this.tooLong;
	}

	byte[] bytes() {
		return this.line;
	}

	int start() {
		return this.start;
	}

	int end() {
		return this.end;
	}

}
