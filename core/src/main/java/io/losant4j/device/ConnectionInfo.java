package io.losant4j.device;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Whether a device is connected to Losant's broker, and since when.
 *
 * @param time when that was last changed; {@code null} for a device that was never
 * connected
 * @param connected whether the device is connected; {@code null} where that is unknown
 */
public record ConnectionInfo(@Nullable Instant time, @Nullable Boolean connected) {
}
