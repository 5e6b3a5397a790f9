package io.losant4j.job;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import io.losant4j.device.Check;
import org.jspecify.annotations.Nullable;

/**
 * What Losant tells of a job. What an answer does not carry is {@code null}, or an empty
 * map.
 *
 * @param id the id of the log
 * @param jobId the id of the job, which is not documented to be that of a ticket
 * @param jobExecutionId the id of this run of the job
 * @param name what is done
 * @param applicationId the id of its application
 * @param runQueuedAt when it was queued
 * @param runStartedAt when it was started
 * @param runCompletedAt when it ended
 * @param status how far it is
 * @param requestedById the id of whoever asked for it
 * @param requestedByType who asked for it, such as {@code user} or {@code apiToken}
 * @param ownerType what the job belongs to, such as its application
 * @param ownerId the id of what the job belongs to
 * @param resourceType what the job is about, such as {@code device}
 * @param resourceId the id of what the job is about
 * @param progress how much of it is done
 * @param error what went wrong
 * @param input what was asked for; may hold a callback URL, and is not shown by
 * {@code toString}
 * @param output what came of it; may hold links to download, and is not shown by
 * {@code toString}
 * @see <a href="https://docs.losant.com/rest-api/schemas/#application-job-log">Losant:
 * application job log</a>
 */
public record JobLog(@Nullable String id, @Nullable String jobId, @Nullable String jobExecutionId,
		@Nullable String name, @Nullable String applicationId, @Nullable Instant runQueuedAt,
		@Nullable Instant runStartedAt, @Nullable Instant runCompletedAt, @Nullable JobStatus status,
		@Nullable String requestedById, @Nullable String requestedByType, @Nullable String ownerType,
		@Nullable String ownerId, @Nullable String resourceType, @Nullable String resourceId,
		@Nullable Progress progress, @Nullable Problem error, Map<String, Object> input, Map<String, Object> output) {

	public JobLog {
		input = Check.frozen(input);
		output = Check.frozen(output);
	}

	/**
	 * A number of the output, such as {@code removed}, {@code restored} or
	 * {@code failed}.
	 * @param name its name
	 * @return the number, empty where the output does not carry it
	 */
	public Optional<Number> outputNumber(String name) {
		return Optional.ofNullable(this.output.get(name)).filter(Number.class::isInstance).map(Number.class::cast);
	}

	@Override
	public String toString() {
		return "JobLog[id=" + this.id + ", name=" + this.name + ", status=" + this.status + ", progress="
				+ this.progress + ", error=" + this.error + "]";
	}

	/**
	 * How much of a job is done.
	 *
	 * @param completed how many steps are done
	 * @param total how many steps there are
	 * @param status what is being done, in Losant's words
	 */
	public record Progress(@Nullable Long completed, @Nullable Long total, @Nullable String status) {
	}

	/**
	 * What went wrong in a job.
	 *
	 * @param name the kind of error
	 * @param message Losant's own words
	 */
	public record Problem(@Nullable String name, @Nullable String message) {
	}

}
