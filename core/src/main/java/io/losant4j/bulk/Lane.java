package io.losant4j.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;

/**
 * What waits for one device, in order, and the one call that is under way: a second one
 * could overtake it. Touched on the drain loop only.
 */
final class Lane {

	private final String deviceId;

	private final Deque<Entry> queue = new ArrayDeque<>();

	/** What comes before the queue: calls that failed, and halves of such. */
	private final Deque<Batch> again = new ArrayDeque<>();

	private final UsedTimes used = new UsedTimes();

	/** The queue by time, if states are to be merged. */
	private final Map<Long, Entry> mergeable = new HashMap<>();

	private int bytes = 1;

	private @Nullable Batch underWay;

	private Rest rest = Rest.NONE;

	private long restsUntil;

	private Disposable timer = Disposables.disposed();

	private long notBefore = Long.MIN_VALUE;

	Lane(String deviceId) {
		this.deviceId = deviceId;
	}

	String deviceId() {
		return this.deviceId;
	}

	/** Queues a report at a millisecond of its own. */
	void add(Item item, long time, long tick) {
		queue(new Entry(item, this.used.take(time), item.bytes(), tick));
	}

	/** Makes one state of a report and a queued one of the same millisecond. */
	void merge(Item item, long time, long tick, Inspection inspection) {
		Entry same = this.mergeable.get(time);
		int before = (same != null) ? same.bytes() : 0;
		if (same != null && same.merge(item, inspection)) {
			this.bytes += same.bytes() - before;
			return;
		}
		Entry entry = new Entry(item, time, item.bytes(), tick);
		this.mergeable.put(time, entry);
		queue(entry);
	}

	private void queue(Entry entry) {
		this.queue.add(entry);
		this.bytes += entry.bytes();
	}

	boolean isEmpty() {
		return this.queue.isEmpty() && this.again.isEmpty();
	}

	boolean isFull(int maxItems, int maxBytes) {
		return this.queue.size() >= maxItems || this.bytes >= maxBytes;
	}

	/** Whether the next call waits for nobody to share it. */
	boolean isUrgent() {
		return !this.again.isEmpty() || this.queue.stream().anyMatch(Entry::isUrgent);
	}

	/** Since when the first in the queue waits. */
	long waitsSince() {
		Entry first = this.queue.peek();
		return (first != null) ? first.taken() : Long.MIN_VALUE;
	}

	/**
	 * Takes the next call's states.
	 * @return the states, or {@code null} if none is left
	 */
	@Nullable Batch next(int maxItems, int maxBytes) {
		Batch batch = this.again.poll();
		return (batch != null) ? batch : fromQueue(maxItems, maxBytes);
	}

	private @Nullable Batch fromQueue(int maxItems, int maxBytes) {
		List<Entry> entries = new ArrayList<>();
		int size = 1;
		Entry entry = this.queue.peek();
		while (entry != null && entries.size() < maxItems && (entries.isEmpty() || size + entry.bytes() <= maxBytes)) {
			this.queue.remove();
			this.mergeable.remove(entry.time().toEpochMilli(), entry);
			this.bytes -= entry.bytes();
			entries.add(entry);
			size += entry.bytes();
			entry = this.queue.peek();
		}
		return entries.isEmpty() ? null : new Batch(entries);
	}

	/** Takes back what could not be sent, where others can still join it. */
	void putBack(Batch batch) {
		if (batch.attempts() > 0) {
			this.again.addFirst(batch);
			return;
		}
		List<Entry> entries = batch.entries();
		for (int i = entries.size() - 1; i >= 0; i--) {
			this.queue.addFirst(entries.get(i));
			this.bytes += entries.get(i).bytes();
		}
	}

	/** Sends a batch again, before anything else, but not at once. */
	void again(Batch batch, long notBefore) {
		this.again.addFirst(batch);
		this.notBefore = notBefore;
	}

	/** Sends the parts of a batch, in order, before anything else. */
	void again(List<Batch> parts) {
		for (int i = parts.size() - 1; i >= 0; i--) {
			this.again.addFirst(parts.get(i));
		}
	}

	long notBefore() {
		return this.notBefore;
	}

	@Nullable Batch underWay() {
		return this.underWay;
	}

	void underWay(@Nullable Batch batch) {
		this.underWay = batch;
	}

	Rest rest() {
		return this.rest;
	}

	/** Whether it makes no difference to the next call if there is more to send. */
	boolean isHeldUp() {
		return this.underWay != null || this.rest == Rest.RATE || this.rest == Rest.BACK_OFF || this.rest == Rest.READY;
	}

	/** Whether it rests for that reason until that tick already. */
	boolean rests(Rest reason, long until) {
		return this.rest == reason && this.restsUntil == until;
	}

	void rest(Rest reason, long until, Disposable timer) {
		this.timer.dispose();
		this.rest = reason;
		this.restsUntil = until;
		this.timer = timer;
	}

	void rest(Rest reason) {
		rest(reason, Long.MIN_VALUE, Disposables.disposed());
	}

	/**
	 * Why nothing is sent at the moment.
	 */
	enum Rest {

		/** It is sent, or was just now. */
		NONE,

		/** It waits for others to share the call with. */
		GATHERING,

		/** The device has had its calls for now. */
		RATE,

		/** A call has failed. */
		BACK_OFF,

		/** It waits for its turn among the devices. */
		READY,

		/** There is nothing to send; the device's last calls still count. */
		IDLE

	}

}
