package io.losant4j.stream;

/**
 * The data of the event that is being read: a slice of the bytes in which it arrived as
 * long as that is possible, a copy of our own when it spans lines or windows.
 */
final class EventData {

	private static final byte[] NONE = {};

	private static final byte[] LINE_FEED = { '\n' };

	private final int maxLength;

	private byte[] bytes = NONE;

	private int offset;

	private int length;

	private final Bytes copy = new Bytes();

	private boolean present;

	private boolean tooLarge;

	EventData(int maxLength) {
		this.maxLength = maxLength;
	}

	/** Adds a line of data, which must stay as it is until {@link #keep()}. */
	void add(byte[] source, int start, int end) {
		long joined = (long) this.length + (this.present ? 1 : 0) + (end - start);
		if (this.tooLarge || joined > this.maxLength) {
			refuse();
		}
		else if (!this.present) {
			this.present = true;
			this.bytes = source;
			this.offset = start;
			this.length = end - start;
		}
		else {
			keep();
			this.copy.append(LINE_FEED, 0, 1);
			this.copy.append(source, start, end);
			this.bytes = this.copy.array();
			this.offset = 0;
			this.length = this.copy.length();
		}
	}

	/** Makes a slice our own before the bytes that it lies in change. */
	void keep() {
		if (this.length > 0 && this.bytes != this.copy.array()) {
			this.copy.append(this.bytes, this.offset, this.offset + this.length);
			this.bytes = this.copy.array();
			this.offset = 0;
		}
	}

	/** Gives up on this event's data. */
	void refuse() {
		clear();
		this.tooLarge = true;
	}

	void clear() {
		this.bytes = NONE;
		this.offset = 0;
		this.length = 0;
		this.copy.clear();
		this.present = false;
		this.tooLarge = false;
	}

	boolean isTooLarge() {
		return this.tooLarge;
	}

	byte[] bytes() {
		return this.bytes;
	}

	int offset() {
		return this.offset;
	}

	int length() {
		return this.length;
	}

}
