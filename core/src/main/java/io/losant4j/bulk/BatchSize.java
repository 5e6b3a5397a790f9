package io.losant4j.bulk;

/**
 * How many bytes one call may carry. Losant does not document its limit: it is found out
 * when a call is refused as too large, and tried again bit by bit.
 */
final class BatchSize {

	private final int most;

	private int bytes;

	BatchSize(int most) {
		this.most = most;
		this.bytes = most;
	}

	int bytes() {
		return this.bytes;
	}

	/** A call was too large. */
	void refused(int size) {
		this.bytes = Math.max(1, Math.min(this.bytes, size / 2));
	}

	/** A call was not too large. */
	void accepted(int size) {
		if (size > this.bytes / 2) {
			this.bytes = Math.min(this.most, this.bytes + Math.max(1, this.most / 100));
		}
	}

}
