package io.losant4j.samples.dashboard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import io.losant4j.device.DeviceState;

import org.springframework.stereotype.Component;

/**
 * Readings that Losant does not have yet, oldest first, and the account of those that it
 * will never have. One thread adds, another one sends, a third one asks.
 */
@Component
final class Backlog {

	static final int CAPACITY = 300;

	private final Deque<DeviceState> unsent = new ArrayDeque<>();

	private int mostAtOnce = CAPACITY;

	private long givenUp;

	/** Keeps a reading to be sent; where there are too many the oldest is given up. */
	synchronized void add(DeviceState reading) {
		if (this.unsent.size() == CAPACITY) {
			this.unsent.removeFirst();
			this.givenUp++;
		}
		this.unsent.addLast(reading);
	}

	/** What to send next; empty where nothing is left. */
	synchronized List<DeviceState> next() {
		return this.unsent.stream().limit(this.mostAtOnce).toList();
	}

	/** Losant took the batch, so it may take a larger one. */
	synchronized void sent(List<DeviceState> batch) {
		int removed = remove(batch);
		// What had to make room while it was under way is not lost after all.
		this.givenUp -= batch.size() - removed;
		this.mostAtOnce = Math.min(CAPACITY, 2 * this.mostAtOnce);
	}

	/**
	 * Losant will never take the batch as it is: the next one is half as large, so that
	 * in the end only the readings are given up that are refused by themselves.
	 */
	synchronized void refused(List<DeviceState> batch) {
		if (batch.size() > 1) {
			this.mostAtOnce = batch.size() / 2;
		}
		else {
			this.givenUp += remove(batch);
		}
	}

	private int remove(List<DeviceState> batch) {
		int before = this.unsent.size();
		this.unsent.removeAll(batch);
		return before - this.unsent.size();
	}

	synchronized int unsent() {
		return this.unsent.size();
	}

	synchronized long givenUp() {
		return this.givenUp;
	}

}
