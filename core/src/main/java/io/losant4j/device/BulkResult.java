package io.losant4j.device;

import java.util.Optional;

/**
 * What became of an action on many devices: Losant does small ones at once and queues
 * large ones, by a threshold that it does not document.
 *
 * @param <T> what Losant tells of an action that it did at once
 */
public sealed interface BulkResult<T> {

	/**
	 * What Losant told, where it did it at once.
	 * @return what Losant told, empty where it will do it later
	 */
	default Optional<T> completed() {
		return (this instanceof Completed<T> completed) ? Optional.of(completed.result()) : Optional.empty();
	}

	/**
	 * The job, where Losant will do it later.
	 * @return the job, empty where Losant did it at once
	 */
	default Optional<JobTicket> enqueued() {
		return (this instanceof Enqueued<T> enqueued) ? Optional.of(enqueued.ticket()) : Optional.empty();
	}

	/**
	 * Losant did it at once.
	 *
	 * @param <T> what Losant tells
	 * @param result what Losant told
	 */
	record Completed<T>(T result) implements BulkResult<T> {
	}

	/**
	 * Losant will do it later.
	 *
	 * @param <T> what Losant would have told
	 * @param ticket the job
	 */
	record Enqueued<T>(JobTicket ticket) implements BulkResult<T> {
	}

}
