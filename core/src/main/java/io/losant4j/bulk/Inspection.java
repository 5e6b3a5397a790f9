package io.losant4j.bulk;

import java.time.Duration;
import java.time.Instant;

import io.losant4j.bulk.WriteOutcome.Reason;
import io.losant4j.bulk.WriteOutcome.Rejected;
import io.losant4j.device.Check;
import io.losant4j.device.DeviceState;
import org.jspecify.annotations.Nullable;

/**
 * Finds what Losant would refuse, or ignore without a word, before it is sent.
 */
final class Inspection {

	private static final Duration OLDEST = Duration.ofDays(30);

	private static final Duration FARTHEST = Duration.ofDays(1);

	/** What a time that is put into a state adds to it. */
	private static final int STAMP = ",\"time\":1234567890123".length();

	/** The comma after a state, or the bracket. */
	private static final int SEPARATOR = 1;

	private final Transport transport;

	private final int maxBytes;

	Inspection(Transport transport, WriterOptions options) {
		this.transport = transport;
		// the other bracket
		this.maxBytes = options.maxBatchBytes() - 1;
	}

	/**
	 * Inspects a report.
	 * @param report the report
	 * @param now the time of day
	 * @return the bytes that it takes in a call, or why it is refused
	 */
	Finding inspect(DeviceReport report, Instant now) {
		Instant time = report.state().time();
		Rejected refusal = (time != null) ? refusal(report, time, now) : null;
		return (refusal != null) ? unmeasured(refusal) : measure(report);
	}

	private Finding measure(DeviceReport report) {
		int bytes;
		try {
			Check.id("deviceId", report.deviceId());
			bytes = measure(report.state());
		}
		catch (IllegalArgumentException ex) {
			return unmeasured(new Rejected(report, Reason.INVALID, String.valueOf(ex.getMessage())));
		}
		catch (RuntimeException ex) {
			// whatever a value of the application throws must not hang the write
			return unmeasured(new Rejected(report, Reason.INVALID, "state must be writable as JSON, was not: " + ex));
		}
		return new Finding(bytes, (bytes <= this.maxBytes) ? null : new Rejected(report, Reason.TOO_LARGE,
				"state must be at most " + this.maxBytes + " bytes as JSON, was " + bytes));
	}

	/** It may be as large as a state may be at most. */
	private Finding unmeasured(Rejected refusal) {
		return new Finding(this.maxBytes, refusal);
	}

	/** The bytes that a state takes in a call. */
	int measure(DeviceState state) {
		return this.transport.measure(state) + SEPARATOR + ((state.time() == null) ? STAMP : 0);
	}

	/** Why a report of that time is refused, if it is. */
	@Nullable Rejected refusal(DeviceReport report, Instant time, Instant now) {
		if (time.isBefore(now.minus(OLDEST))) {
			return new Rejected(report, Reason.TOO_OLD, "time must be within the last 30 days, was " + time);
		}
		if (time.isAfter(now.plus(FARTHEST))) {
			return new Rejected(report, Reason.TOO_FAR_AHEAD, "time must be at most a day ahead, was " + time);
		}
		return null;
	}

	int maxBytes() {
		return this.maxBytes;
	}

	/**
	 * What an inspection has found.
	 *
	 * @param bytes the bytes that the state takes in a call
	 * @param refusal why it is refused, if it is
	 */
	record Finding(int bytes, @Nullable Rejected refusal) {

	}

}
