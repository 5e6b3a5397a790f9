package io.losant4j.samples.dashboard;

import java.time.Instant;

import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;

/**
 * How one of the device's live streams is doing.
 *
 * @param open whether it is open
 * @param since since when it is open or not; absent before the first attempt has ended
 * @param lastEvent when the last event came
 * @param openings how often it was opened; all but the first are re-connects
 * @param gaps how often it was not live for a while between events
 * @param cause why it is not open
 */
record LineHealth(boolean open, @Nullable Instant since, @Nullable Instant lastEvent, int openings, int gaps,
		@Nullable String cause) {

	static final LineHealth NEW = new LineHealth(false, null, null, 0, 0, null);

	LineHealth after(StreamSignal<?> signal, Instant now) {
		if (signal instanceof StreamSignal.Value<?>) {
			return new LineHealth(this.open, this.since, now, this.openings, this.gaps, this.cause);
		}
		if (signal instanceof StreamSignal.Opened<?> opened) {
			return new LineHealth(true, opened.at(), this.lastEvent, this.openings + 1, this.gaps, null);
		}
		if (signal instanceof StreamSignal.Closed<?> closed) {
			return closed(closed.cause(), now);
		}
		if (signal instanceof StreamSignal.Gap<?>) {
			return new LineHealth(this.open, this.since, this.lastEvent, this.openings, this.gaps + 1, this.cause);
		}
		return this;
	}

	LineHealth closed(Throwable cause, Instant now) {
		boolean justNow = this.open || this.since == null;
		return new LineHealth(false, justNow ? now : this.since, this.lastEvent, this.openings, this.gaps,
				cause.getMessage());
	}

}
