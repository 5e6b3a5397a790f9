package io.losant4j.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.losant4j.bulk.Lane.Rest;
import io.losant4j.bulk.WriteOutcome.Rejected;
import io.losant4j.bulk.WriterListener.Wait;

/**
 * Decides which device sends when: as soon as it has a full batch or its oldest state has
 * waited for long enough, the device has a call left, and it is its turn. Touched on the
 * drain loop only.
 */
final class Lanes {

	private final WriterOptions options;

	private final DeviceWindows windows;

	private final Timing timing;

	private final WriterListener listener;

	private final Inspection inspection;

	private final Ledger ledger;

	private final DrainLoop loop;

	private final Calls calls;

	/** Every device with something to send or with calls that still count. */
	private final Map<String, Lane> lanes = new HashMap<>();

	/** Those that could send at once, in the order of their turns. */
	private final Queue<Lane> ready = new ArrayDeque<>();

	private final Set<Lane> gathering = new LinkedHashSet<>();

	Lanes(Transport transport, WriterOptions options, DeviceWindows windows, Timing timing, WriterListener listener,
			Inspection inspection, Ledger ledger, DrainLoop loop) {
		this.options = options;
		this.windows = windows;
		this.timing = timing;
		this.listener = listener;
		this.inspection = inspection;
		this.ledger = ledger;
		this.loop = loop;
		this.calls = new Calls(transport, options, windows, timing, listener, ledger, loop, this::plan);
	}

	/** Queues a report for its device. */
	void queue(Item item) {
		// Losant knows an id in either case
		String deviceId = item.report().deviceId().toLowerCase(Locale.ROOT);
		Lane lane = this.lanes.computeIfAbsent(deviceId, Lane::new);
		Instant given = item.report().state().time();
		long time = ((given != null) ? given : this.timing.now()).toEpochMilli();
		if (this.options.sameTime() == SameTime.MERGE) {
			lane.merge(item, time, this.timing.tick(), this.inspection);
		}
		else {
			lane.add(item, time, this.timing.tick());
		}
		boolean gathersOn = lane.rest() == Rest.GATHERING && !isFull(lane);
		if (!gathersOn && !lane.isHeldUp()) {
			plan(lane);
		}
	}

	private boolean isFull(Lane lane) {
		return lane.isFull(this.options.maxBatchItems(), this.calls.maxBytes());
	}

	/** Sends what can be sent at once. */
	void send() {
		while (this.calls.hasRoom() && !this.ready.isEmpty()) {
			Lane lane = this.ready.remove();
			lane.rest(Rest.NONE);
			Batch batch = lane.next(this.options.maxBatchItems(), this.calls.maxBytes());
			if (batch == null || !batch.keep((entry) -> isStillTaken(entry, batch))) {
				plan(lane);
			}
			else if (!this.calls.send(lane, batch)) {
				lane.putBack(batch);
				plan(lane);
			}
		}
	}

	/** What was in time when it was taken may have waited for too long. */
	private boolean isStillTaken(Entry entry, Batch batch) {
		Rejected refusal = this.inspection.refusal(entry.items().get(0).report(), entry.time(), this.timing.now());
		if (refusal == null) {
			return true;
		}
		if (batch.isInDoubt()) {
			this.ledger.fail(entry, batch, new IllegalStateException(refusal.message()));
		}
		else {
			this.ledger.reject(entry, refusal.reason(), refusal.message());
		}
		return false;
	}

	/** Sends what waits for company that will not come any more. */
	void hurry() {
		this.gathering.stream().filter(Lane::isUrgent).toList().forEach(this::plan);
	}

	/**
	 * Whether all that is left to send waits for company, which it may do in vain.
	 */
	boolean onlyGather() {
		return !this.gathering.isEmpty() && this.ready.isEmpty() && this.calls.areNone();
	}

	/** Waits for company no more. */
	void gatherNoMore() {
		List.copyOf(this.gathering).forEach(this::makeReady);
	}

	/**
	 * Gives up all calls under way, and all that waits.
	 * @return the reports that Losant has certainly not taken
	 */
	List<DeviceReport> giveUp(Throwable cause) {
		List<DeviceReport> unsent = new ArrayList<>();
		this.ready.clear();
		for (Lane lane : List.copyOf(this.lanes.values())) {
			lane.rest(Rest.NONE);
			this.calls.giveUp(lane, cause);
			Batch batch = lane.next(Integer.MAX_VALUE, Integer.MAX_VALUE);
			while (batch != null) {
				if (!batch.isInDoubt()) {
					batch.entries().forEach((entry) -> entry.items().forEach((item) -> unsent.add(item.report())));
				}
				this.ledger.fail(batch, cause);
				batch = lane.next(Integer.MAX_VALUE, Integer.MAX_VALUE);
			}
			plan(lane);
		}
		return unsent;
	}

	/** Nothing is sent any more. */
	void close() {
		this.calls.close();
	}

	/** How many devices are remembered. */
	int size() {
		return this.lanes.size();
	}

	private void plan(Lane lane) {
		if (lane.underWay() != null || lane.rest() == Rest.READY) {
			return;
		}
		long now = this.timing.tick();
		if (lane.isEmpty()) {
			idle(lane, now);
			return;
		}
		boolean goes = isFull(lane) || lane.isUrgent();
		long due = goes ? now : lane.waitsSince() + this.options.maxBatchAge().toMillis();
		long free = this.windows.freeAt(lane.deviceId(), now, this.options.callsPerDevice());
		if (Math.max(free, lane.notBefore()) > Math.max(now, due)) {
			boolean rate = free >= lane.notBefore();
			rest(lane, rate ? Rest.RATE : Rest.BACK_OFF, now, Math.max(free, lane.notBefore()));
		}
		else if (due > now) {
			rest(lane, Rest.GATHERING, now, due);
		}
		else {
			makeReady(lane);
		}
	}

	private void makeReady(Lane lane) {
		this.gathering.remove(lane);
		lane.rest(Rest.READY);
		this.ready.add(lane);
	}

	private void idle(Lane lane, long now) {
		long forgotten = this.windows.forget(lane.deviceId(), now);
		if (forgotten > now) {
			rest(lane, Rest.IDLE, now, forgotten);
		}
		else {
			lane.rest(Rest.NONE);
			this.gathering.remove(lane);
			this.lanes.remove(lane.deviceId());
		}
	}

	private void rest(Lane lane, Rest reason, long now, long until) {
		if (lane.rests(reason, until)) {
			return;
		}
		lane.rest(reason, until, this.timing.scheduler()
			.schedule(() -> this.loop.submit(() -> plan(lane)), until - now, TimeUnit.MILLISECONDS));
		if (reason == Rest.GATHERING) {
			this.gathering.add(lane);
		}
		else {
			this.gathering.remove(lane);
		}
		if (reason == Rest.RATE) {
			this.listener.waiting(Wait.RATE, Duration.ofMillis(until - now));
		}
	}

}
