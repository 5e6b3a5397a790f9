package io.losant4j.job;

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a job is. Open: a value that this version does not know is kept as it came.
 *
 * @param value the name on the wire
 */
public record JobStatus(@JsonValue String value) {

	/** It waits. */
	public static final JobStatus QUEUED = new JobStatus("queued");

	/** It is being done. */
	public static final JobStatus IN_PROGRESS = new JobStatus("inProgress");

	/** It is done. */
	public static final JobStatus COMPLETED = new JobStatus("completed");

	/** It ended with an error. */
	public static final JobStatus ERRORED = new JobStatus("errored");

	/** It could not be done. */
	public static final JobStatus FAILED = new JobStatus("failed");

	private static final Set<JobStatus> OVER = Set.of(COMPLETED, ERRORED, FAILED);

	/**
	 * A status by its name.
	 * @param value the name on the wire, known or not
	 * @return the status
	 */
	@JsonCreator
	public static JobStatus of(String value) {
		return new JobStatus(value);
	}

	/**
	 * Whether nothing more will happen.
	 * @return {@code true} of a job that completed, errored or failed
	 */
	public boolean isOver() {
		return OVER.contains(this);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
