package io.losant4j.job;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a list of job logs is sorted by. Open: a value that this version does not know is
 * kept as it came.
 *
 * @param value the name on the wire
 */
public record JobLogSortField(@JsonValue String value) {

	/** By name. */
	public static final JobLogSortField NAME = new JobLogSortField("name");

	/** By status. */
	public static final JobLogSortField STATUS = new JobLogSortField("status");

	/** By the type of the resource that the job is about. */
	public static final JobLogSortField RESOURCE_TYPE = new JobLogSortField("resourceType");

	/** By the time when it was queued. */
	public static final JobLogSortField RUN_QUEUED_AT = new JobLogSortField("runQueuedAt");

	/** By the time when it was started. */
	public static final JobLogSortField RUN_STARTED_AT = new JobLogSortField("runStartedAt");

	/** By the time when it was completed. */
	public static final JobLogSortField RUN_COMPLETED_AT = new JobLogSortField("runCompletedAt");

	/** What may be sent. */
	static final List<JobLogSortField> KNOWN = List.of(NAME, STATUS, RESOURCE_TYPE, RUN_QUEUED_AT, RUN_STARTED_AT,
			RUN_COMPLETED_AT);

	/**
	 * A value by its name.
	 * @param value the name on the wire, known or not
	 * @return the value
	 */
	@JsonCreator
	public static JobLogSortField of(String value) {
		return new JobLogSortField(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
