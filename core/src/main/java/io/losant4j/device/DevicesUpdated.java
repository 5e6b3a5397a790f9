package io.losant4j.device;

import org.jspecify.annotations.Nullable;

/**
 * What became of an update of many devices. Servers before version 1.17.2 of the API tell
 * none of it.
 *
 * @param updated how many devices were changed
 * @param failed how many could not be changed
 * @param skipped how many needed no change
 * @param logLink where the log of the update can be fetched
 */
public record DevicesUpdated(@Nullable Integer updated, @Nullable Integer failed, @Nullable Integer skipped,
		@Nullable String logLink) {
}
