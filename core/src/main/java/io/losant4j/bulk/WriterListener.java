package io.losant4j.bulk;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Is told what the writers of a client do, for metrics and logs. Called on the thread
 * where it happens, so it must not block; an exception that it throws is dropped.
 */
public interface WriterListener {

	/**
	 * A report was taken from its source; {@link #settled} follows, once.
	 * @param report the report
	 */
	default void taken(DeviceReport report) {
	}

	/**
	 * It is clear what became of a report.
	 * @param outcome what became of it
	 */
	default void settled(WriteOutcome outcome) {
	}

	/**
	 * A call begins; {@link #answered} follows, once.
	 * @param states how many states it carries
	 */
	default void sending(int states) {
	}

	/**
	 * A call has ended.
	 * @param states how many states it carried
	 * @param took how long it took
	 * @param failure why it failed, or {@code null} if it did not
	 */
	default void answered(int states, Duration took, @Nullable Throwable failure) {
	}

	/**
	 * A device has something to send, and waits.
	 * @param reason what for
	 * @param delay how long
	 */
	default void waiting(Wait reason, Duration delay) {
	}

	/**
	 * A writer makes more or fewer calls at once than before.
	 * @param before how many it made at most; 0 for a new writer
	 * @param now how many it makes at most from now on; 0 for a closed writer
	 */
	default void concurrency(int before, int now) {
	}

	/**
	 * What a device waits for.
	 */
	enum Wait {

		/** Losant's limit of calls for each device. */
		RATE,

		/** The time after a failed call. */
		BACK_OFF

	}

}
