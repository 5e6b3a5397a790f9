package io.losant4j.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Losant's word that it will do the work later.
 *
 * @param success whether Losant took the request; true unless it says otherwise, as older
 * servers do not tell
 * @param jobQueued whether a job was queued; older servers do not tell
 * @param jobId the id of the job, an opaque text that is not the id of a job log; older
 * servers do not tell
 */
public record JobTicket(boolean success, boolean jobQueued, @Nullable String jobId) {

	@JsonCreator
	static JobTicket read(@JsonProperty("success") @Nullable Boolean success,
			@JsonProperty("jobQueued") boolean jobQueued, @JsonProperty("jobId") @Nullable String jobId) {
		return new JobTicket(!Boolean.FALSE.equals(success), jobQueued, jobId);
	}

}
