package io.losant4j.samples.dashboard;

import java.time.Instant;

import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;

/**
 * How one of the device's live streams is doing.
 *
 * @param open whether it is open
 * @param since since when it is open or not; absent before the first attempt has ended
 * @param lastEvent when the latest event was
 * @param openings how often it was opened; all but the first are re-connects
 * @param flaws what went wrong with its events
 * @param cause why it is not open
 */
record LineHealth(boolean open, @Nullable Instant since, @Nullable Instant lastEvent, int openings, Flaws flaws,
		@Nullable String cause) {

	static final LineHealth NEW = new LineHealth(false, null, null, 0, new Flaws(0, 0, 0, 0), null);

	/**
	 * The health after a signal.
	 * @param at when the event was, as the history tells old ones too; otherwise now
	 */
	LineHealth after(StreamSignal<?> signal, Instant at) {
		if (signal instanceof StreamSignal.Value<?>) {
			boolean later = this.lastEvent == null || at.isAfter(this.lastEvent);
			return new LineHealth(this.open, this.since, later ? at : this.lastEvent, this.openings, this.flaws,
					this.cause);
		}
		if (signal instanceof StreamSignal.Opened<?> opened) {
			return new LineHealth(true, opened.at(), this.lastEvent, this.openings + 1, this.flaws, null);
		}
		if (signal instanceof StreamSignal.Closed<?> closed) {
			return closed(closed.cause(), at);
		}
		return new LineHealth(this.open, this.since, this.lastEvent, this.openings, this.flaws.after(signal),
				this.cause);
	}

	LineHealth closed(Throwable cause, Instant now) {
		boolean justNow = this.open || this.since == null;
		return new LineHealth(false, justNow ? now : this.since, this.lastEvent, this.openings, this.flaws,
				cause.getMessage());
	}

	/**
	 * What went wrong with the events of a stream.
	 *
	 * @param gaps how often it was not live for a while between events
	 * @param lostGaps how many of the gaps could not be filled from the history
	 * @param dropped how many events this service was too slow for
	 * @param malformed how many events could not be read
	 */
	record Flaws(int gaps, int lostGaps, long dropped, int malformed) {

		Flaws after(StreamSignal<?> signal) {
			if (signal instanceof StreamSignal.Gap<?> gap) {
				return new Flaws(this.gaps + 1, gap.recovered() ? this.lostGaps : this.lostGaps + 1, this.dropped,
						this.malformed);
			}
			if (signal instanceof StreamSignal.Dropped<?> lately) {
				return new Flaws(this.gaps, this.lostGaps, this.dropped + lately.values(), this.malformed);
			}
			if (signal instanceof StreamSignal.Malformed<?>) {
				return new Flaws(this.gaps, this.lostGaps, this.dropped, this.malformed + 1);
			}
			return this;
		}

	}

}
