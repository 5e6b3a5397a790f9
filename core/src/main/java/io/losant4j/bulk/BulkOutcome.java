package io.losant4j.bulk;

/**
 * What became of one item of a bulk update: of one device, or of one slice of many.
 *
 * @param <I> what was to be done
 * @param <R> what Losant told
 */
public sealed interface BulkOutcome<I, R> {

	/**
	 * What was to be done.
	 * @return the same instance that was taken, or the ids of a slice
	 */
	I item();

	/**
	 * Losant has taken it.
	 *
	 * @param <I> what was to be done
	 * @param <R> what Losant told
	 * @param item what was to be done
	 * @param result what Losant told; of a slice that is how many devices it changed and
	 * how many it could not, or the job that will do it
	 */
	record Done<I, R>(I item, R result) implements BulkOutcome<I, R> {
	}

	/**
	 * The item itself is refused, before it was sent or by Losant with status 400. Sent
	 * again, it is refused again.
	 *
	 * @param <I> what was to be done
	 * @param <R> what Losant would have told
	 * @param item what was to be done
	 * @param message why, in words: the field, the rule and the value, or Losant's answer
	 */
	record Rejected<I, R>(I item, String message) implements BulkOutcome<I, R> {
	}

	/**
	 * It was not done, for a reason that is not its own.
	 *
	 * @param <I> what was to be done
	 * @param <R> what Losant would have told
	 * @param item what was to be done
	 * @param cause why the last attempt failed; a
	 * {@link io.losant4j.error.LosantException} where Losant was asked
	 * @param attempts how many times it was attempted; 0 if it was never sent
	 */
	record Failed<I, R>(I item, Throwable cause, int attempts) implements BulkOutcome<I, R> {
	}

	/**
	 * It was sent, and nobody knows whether Losant has done it: an attempt got no answer,
	 * a server error, or an answer that could not be read, and no later one settled it.
	 * To patch once more does no harm; a command may come twice.
	 *
	 * @param <I> what was to be done
	 * @param <R> what Losant would have told
	 * @param item what was to be done
	 * @param cause why the last attempt failed
	 * @param attempts how many times it was attempted
	 */
	record Indeterminate<I, R>(I item, Throwable cause, int attempts) implements BulkOutcome<I, R> {
	}

}
