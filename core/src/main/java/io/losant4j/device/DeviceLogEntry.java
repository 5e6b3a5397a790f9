package io.losant4j.device;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One entry of a device's log: it connected, or it disconnected. What an answer does not
 * carry is {@code null}.
 *
 * @param connected whether the device connected ({@code true}) or disconnected
 * ({@code false})
 * @param time when it was so
 * @param disconnectReason why it disconnected
 * @param messagesFromClient how many messages came from it while it was connected
 * @param messagesToClient how many messages went to it while it was connected
 * @param ipAddress where it was connected from; servers before version 1.26 of the API do
 * not tell
 */
public record DeviceLogEntry(@Nullable Boolean connected, @Nullable Instant time, @Nullable String disconnectReason,
		@Nullable Long messagesFromClient, @Nullable Long messagesToClient, @Nullable String ipAddress) {
}
