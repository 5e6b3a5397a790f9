package io.losant4j.stream;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Cancelling a timer takes the lock of its scheduler's queue for a moment, as scheduling
 * one does, which BlockHound knows of by itself. Where two threads meet there, it would
 * see a blocking call, and throw in the middle of the JDK's lock, which never recovers.
 */
public final class TimersLockBriefly implements BlockHoundIntegration {

	@Override
	public void applyTo(BlockHound.Builder builder) {
		builder.allowBlockingCallsInside("java.util.concurrent.ScheduledThreadPoolExecutor$DelayedWorkQueue", "remove");
	}

}
