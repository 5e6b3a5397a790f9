package io.losant4j.device;

import org.jspecify.annotations.Nullable;

/**
 * What became of a deletion of many devices.
 *
 * @param removed how many devices were deleted
 * @param failed how many could not be deleted; 0 where Losant does not tell
 */
public record DevicesDeleted(@Nullable Integer removed, int failed) {
}
