package io.losant4j.device;

import org.jspecify.annotations.Nullable;

/**
 * What became of a restoration of many devices.
 *
 * @param restored how many devices were restored
 * @param failed how many could not be restored; 0 where Losant does not tell
 */
public record DevicesRestored(@Nullable Integer restored, int failed) {
}
