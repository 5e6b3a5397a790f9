package io.losant4j.device;

import org.jspecify.annotations.Nullable;

/**
 * Losant's word that it will do the work later.
 *
 * @param success whether Losant took the request
 * @param jobQueued whether a job was queued; older servers do not tell
 * @param jobId the id of the job, an opaque text that is not the id of a job log; older
 * servers do not tell
 */
public record JobTicket(boolean success, boolean jobQueued, @Nullable String jobId) {
}
