package io.losant4j.bulk;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

/**
 * Losant's limit of calls for each device, shared by all writers of a client: 30 calls in
 * 15 seconds. Times are in milliseconds. Thread-safe; remembers no device longer than its
 * calls count.
 */
final class DeviceWindows {

	/**
	 * How long a call counts. A little longer than Losant says: a call that got no answer
	 * may arrive after we gave it up, and clocks do not tick alike.
	 */
	static final long WINDOW = Duration.ofMillis(15_250).toMillis();

	/** When to look again if another writer's calls must end first. */
	private static final long LATER = Duration.ofMillis(500).toMillis();

	private final ConcurrentMap<String, CallWindow> windows = new ConcurrentHashMap<>();

	/** Takes one of so many calls to a device; {@link #end} must follow. */
	boolean take(String deviceId, long now, int most) {
		boolean[] taken = { false };
		this.windows.compute(deviceId, (id, known) -> {
			CallWindow window = (known != null) ? known : new CallWindow(WriterOptions.MOST_CALLS);
			taken[0] = window.take(now, most);
			return window;
		});
		return taken[0];
	}

	/** A call that was taken has ended. */
	void end(String deviceId, long now) {
		this.windows.computeIfPresent(deviceId, (id, window) -> {
			window.end(now + WINDOW);
			return window;
		});
	}

	/** When one of so many calls is left, or when to ask again. */
	long freeAt(String deviceId, long now, int most) {
		long[] time = { now };
		this.windows.computeIfPresent(deviceId, (id, window) -> {
			time[0] = window.freeAt(now, most);
			return window;
		});
		return (time[0] == Long.MAX_VALUE) ? now + LATER : time[0];
	}

	/**
	 * Forgets a device if none of its calls counts any more.
	 * @return when to try again; {@code now} if it is forgotten
	 */
	long forget(String deviceId, long now) {
		long[] time = { now };
		this.windows.computeIfPresent(deviceId, (id, window) -> {
			time[0] = window.emptyAt(now);
			@Nullable CallWindow kept = (time[0] > now) ? window : null;
			return kept;
		});
		return (time[0] == Long.MAX_VALUE) ? now + LATER : time[0];
	}

	/** How many devices are remembered. */
	int size() {
		return this.windows.size();
	}

}
