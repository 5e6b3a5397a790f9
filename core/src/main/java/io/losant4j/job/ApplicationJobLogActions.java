package io.losant4j.job;

import reactor.core.publisher.Mono;

/**
 * The actions on the log of one job. Thread-safe, cheap to make and to keep.
 *
 * @see <a href="https://docs.losant.com/rest-api/application-job-log/">Losant:
 * application job log actions</a>
 */
public interface ApplicationJobLogActions {

	/**
	 * The id of the log.
	 * @return 24 hexadecimal characters
	 */
	String id();

	/**
	 * Retrieves the log.
	 * @return emits the log and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 * @see <a href="https://docs.losant.com/rest-api/application-job-log/#get">Losant:
	 * get</a>
	 */
	Mono<JobLog> get();

}
