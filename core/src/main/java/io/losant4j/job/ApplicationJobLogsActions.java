package io.losant4j.job;

import java.time.Duration;

import io.losant4j.device.JobTicket;
import reactor.core.publisher.Mono;

/**
 * The logs of one application's jobs: what Losant was asked to do and does later.
 * Thread-safe, cheap to make and to keep. Servers know them since about version 1.28.2 of
 * the API.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a call of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}.
 *
 * @see <a href="https://docs.losant.com/rest-api/application-job-logs/">Losant:
 * application job logs actions</a>
 */
public interface ApplicationJobLogsActions {

	/**
	 * The id of the application.
	 * @return 24 hexadecimal characters
	 */
	String applicationId();

	/**
	 * The actions on one log. No network is touched.
	 * @param logId the id of the log, which is not the id of a {@link JobTicket}
	 * @return the actions; cheap to make, and may be kept
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	ApplicationJobLogActions log(String logId);

	/**
	 * Retrieves one page of job logs.
	 * @param query which logs, in which order, and which page of them
	 * @return emits the page and completes
	 * @see <a href="https://docs.losant.com/rest-api/application-job-logs/#get">Losant:
	 * get</a>
	 */
	Mono<JobLogPage> get(JobLogsQuery query);

	/**
	 * Waits for the end of a job, as well as it can be done. Losant does not document how
	 * the id of a ticket relates to a job log, and a log cannot be asked for by it. So
	 * the logs that a query matches are looked at, after 1 s and then less and less
	 * often, up to every 30 s. A log that carries the ticket's id, as its own, as that of
	 * its job or as that of its execution, is the job's; where none does, the only log
	 * that matches is taken for it. Of several nobody can tell, so the query should be as
	 * narrow as possible:
	 *
	 * <pre class="code">
	 * jobs.awaitCompletion(ticket, JobLogsQuery.queuedSince(justBeforeTheCall).resourceType("device"),
	 *         Duration.ofMinutes(10))
	 * </pre>
	 *
	 * Losant queues by its own clock: leave some seconds for the difference to yours.
	 * @param ticket the job
	 * @param among which logs could be the job's; the newest 100 of them are looked at
	 * @param atMost the longest time to wait, at least 1 s
	 * @return emits the log of the job when it is over, whether it completed or not, and
	 * completes; completes empty when it could not be told within the time: no log
	 * matched, or several did, or the one that did is not over
	 * @throws IllegalArgumentException if the time is less than 1 s
	 */
	Mono<JobLog> awaitCompletion(JobTicket ticket, JobLogsQuery among, Duration atMost);

}
