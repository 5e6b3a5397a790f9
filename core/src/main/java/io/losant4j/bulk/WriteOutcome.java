package io.losant4j.bulk;

import java.time.Instant;

/**
 * What became of a report: one for each that a {@link StateWriter} took.
 */
public sealed interface WriteOutcome {

	/**
	 * The report.
	 * @return the same instance that the writer took
	 */
	DeviceReport report();

	/**
	 * Losant has taken the state.
	 *
	 * @param report the report
	 * @param time the millisecond under which it is stored: the state's own, the one that
	 * was put where it had none, or the one that it was moved to
	 */
	record Accepted(DeviceReport report, Instant time) implements WriteOutcome {

	}

	/**
	 * The state itself is refused, by the writer before it was sent or by Losant. Sent
	 * again, it is refused again.
	 *
	 * @param report the report
	 * @param reason why
	 * @param message why, in words: the field, the rule and the value, or Losant's answer
	 */
	record Rejected(DeviceReport report, Reason reason, String message) implements WriteOutcome {

	}

	/**
	 * The state was certainly not taken, for a reason that is not its own. It may be
	 * written again.
	 *
	 * @param report the report
	 * @param cause why the last attempt failed, or why there was none; a
	 * {@link io.losant4j.error.LosantException} where Losant was asked
	 * @param attempts how many times it was attempted to send the state, also where there
	 * was no token or no free connection for it; 0 if it was not
	 */
	record Failed(DeviceReport report, Throwable cause, int attempts) implements WriteOutcome {

	}

	/**
	 * The state was sent, and nobody knows whether Losant has taken it: an attempt got no
	 * answer or a server error, and no later one settled it. To write it again with its
	 * time and {@link SameTime#MERGE} does no harm.
	 *
	 * @param report the report
	 * @param time the millisecond under which it is stored if it is; see {@link Accepted}
	 * @param cause why the last attempt failed
	 * @param attempts how many times it was attempted to send the state, also where there
	 * was no token or no free connection for it
	 */
	record Indeterminate(DeviceReport report, Instant time, Throwable cause, int attempts) implements WriteOutcome {

	}

	/**
	 * Why a state is refused.
	 */
	enum Reason {

		/**
		 * The device's id, the name or the value of an attribute, the flow version, or
		 * the meta data is not what Losant's schema allows.
		 */
		INVALID,

		/** Its time is more than 30 days ago, which Losant would ignore. */
		TOO_OLD,

		/** Its time is more than a day ahead, which Losant would ignore. */
		TOO_FAR_AHEAD,

		/** It is larger than one call may be, by the options or by Losant. */
		TOO_LARGE,

		/** Losant answered 400 for this state alone. */
		REFUSED

	}

}
