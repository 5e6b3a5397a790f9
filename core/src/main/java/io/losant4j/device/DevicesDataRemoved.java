package io.losant4j.device;

import org.jspecify.annotations.Nullable;

/**
 * What became of a removal of data. Servers tell it up to version 1.26.7 of the API;
 * later ones always queue a job.
 *
 * @param completed how many devices lost data
 * @param notApplicable how many devices had nothing to lose
 */
public record DevicesDataRemoved(@Nullable Integer completed, @Nullable Integer notApplicable) {
}
