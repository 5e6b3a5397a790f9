package io.losant4j.simulator;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Refuses what comes too often to a device. The window slides: within no stretch of its
 * length are more calls admitted than it takes.
 */
final class Throttle {

	/** So many calls are never made: all are admitted. */
	static final int NEVER = Integer.MAX_VALUE;

	private final int calls;

	private final long per;

	private final Map<String, Admitted> admitted = new ConcurrentHashMap<>();

	private final LongAdder refused = new LongAdder();

	Throttle(int calls, Duration per) {
		this.calls = calls;
		this.per = per.toMillis();
	}

	/** Counts a call, or throws where the device had its fill of this action. */
	void admit(String action, String deviceId, long now) {
		if (this.calls == NEVER) {
			return;
		}
		Admitted window = this.admitted.computeIfAbsent(action + " " + deviceId, (key) -> new Admitted(this.calls));
		if (!window.admit(now, this.per)) {
			this.refused.increment();
			throw ApiError.throttled();
		}
	}

	long refused() {
		return this.refused.sum();
	}

	/** When the last calls were admitted, as many of them as fit into one window. */
	private static final class Admitted {

		private final long[] times;

		private long count;

		private Admitted(int calls) {
			this.times = new long[calls];
		}

		private synchronized boolean admit(long now, long per) {
			int oldest = (int) (this.count % this.times.length);
			if (this.count >= this.times.length && now - this.times[oldest] < per) {
				return false;
			}
			this.times[oldest] = now;
			this.count++;
			return true;
		}

	}

}
