package io.losant4j.device;

/**
 * What became of an action on many devices: Losant does small ones at once and queues
 * large ones, by a threshold that it does not document.
 *
 * @param <T> what Losant tells of an action that it did at once
 */
public sealed interface BulkResult<T> {

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
