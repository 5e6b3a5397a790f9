package io.losant4j.bulk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * One write: takes reports from its source as far as memory allows, and hands their
 * outcomes over as they are asked for.
 */
final class Write implements CoreSubscriber<DeviceReport>, Subscription {

	private final CoreSubscriber<? super WriteOutcome> actual;

	private final Dispatcher dispatcher;

	private final WriterOptions options;

	private final AtomicLong requested = new AtomicLong();

	private volatile Subscription upstream = Operators.emptySubscription();

	private volatile boolean cancelled;

	// from here on touched on the drain loop only

	private final Deque<Settled> settled = new ArrayDeque<>();

	/** Reports that were taken and whose outcome is not handed over, and their bytes. */
	private int held;

	private long heldBytes;

	/** Reports that were asked for and have not come. */
	private long asked;

	private boolean begun;

	private boolean touched;

	private boolean done;

	private @Nullable Throwable error;

	private boolean ended;

	Write(CoreSubscriber<? super WriteOutcome> actual, Dispatcher dispatcher, WriterOptions options) {
		this.actual = actual;
		this.dispatcher = dispatcher;
		this.options = options;
	}

	@Override
	public Context currentContext() {
		return this.actual.currentContext();
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.upstream = subscription;
		this.actual.onSubscribe(this);
		this.dispatcher.begin(this);
	}

	@Override
	public void onNext(DeviceReport report) {
		if (this.cancelled) {
			discard(report);
			return;
		}
		this.dispatcher.take(this, report);
	}

	@Override
	public void onError(Throwable failure) {
		this.dispatcher.end(this, failure);
	}

	@Override
	public void onComplete() {
		this.dispatcher.end(this, null);
	}

	@Override
	public void request(long n) {
		if (Operators.validate(n)) {
			this.requested.accumulateAndGet(n, Operators::addCap);
			this.dispatcher.touch(this);
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		this.upstream.cancel();
		this.dispatcher.cancel(this);
	}

	/** May take. */
	void begin() {
		this.begun = true;
	}

	/** Takes no more. */
	void stop(Throwable failure) {
		if (!this.done) {
			this.upstream.cancel();
			end(failure);
		}
	}

	/** There is no more to take. */
	void end(@Nullable Throwable failure) {
		if (!this.done) {
			this.done = true;
			this.error = failure;
		}
	}

	/** Whether its subscriber has been told that it is over. */
	boolean isEnded() {
		return this.ended;
	}

	void discard(DeviceReport report) {
		Operators.onDiscard(report, currentContext());
	}

	void take(Item item) {
		this.asked--;
		this.held++;
		this.heldBytes += item.bytes();
	}

	void settle(Item item, WriteOutcome outcome) {
		this.settled.add(new Settled(item, outcome));
	}

	/** Marks it as touched; {@code false} if it was already. */
	boolean touch() {
		boolean first = !this.touched;
		this.touched = true;
		return first;
	}

	/** Whether nothing more comes that could share a call with what has come. */
	boolean isUrgent() {
		return this.done || this.cancelled;
	}

	/**
	 * Whether nothing more can come before something is settled; not if its subscriber is
	 * what it waits for.
	 */
	boolean isFull() {
		return !isUrgent() && this.asked == 0 && room() == 0 && this.held > this.settled.size();
	}

	void handOver() {
		this.touched = false;
		long demand = this.requested.get();
		long handed = 0;
		while (!this.settled.isEmpty() && (this.cancelled || handed != demand)) {
			Settled next = this.settled.remove();
			this.held--;
			this.heldBytes -= next.item().bytes();
			if (!this.cancelled) {
				handed++;
				this.actual.onNext(next.outcome());
			}
		}
		if (demand != Long.MAX_VALUE) {
			this.requested.addAndGet(-handed);
		}
		if (isUrgent() && this.held == 0) {
			end();
		}
		else if (this.begun && !isUrgent()) {
			askForMore();
		}
	}

	private void end() {
		if (this.ended) {
			return;
		}
		this.ended = true;
		this.dispatcher.forget(this);
		if (this.cancelled) {
			return;
		}
		if (this.error != null) {
			this.actual.onError(this.error);
		}
		else {
			this.actual.onComplete();
		}
	}

	/** As far as memory allows, but not one by one. */
	private void askForMore() {
		long room = room();
		if (room > 0 && (this.asked == 0 || room >= most() / 4)) {
			this.asked += room;
			this.upstream.request(room);
		}
	}

	private long room() {
		long items = this.options.maxItems() - this.held - this.asked;
		// each may be as large as a state may be at most
		long bytes = (this.options.maxBytes() - this.heldBytes) / this.options.maxBatchBytes() - this.asked;
		return Math.max(0, Math.min(items, bytes));
	}

	private long most() {
		return Math.min(this.options.maxItems(), this.options.maxBytes() / this.options.maxBatchBytes());
	}

	/**
	 * A report and its outcome, to be handed over.
	 *
	 * @param item the report
	 * @param outcome its outcome
	 */
	private record Settled(Item item, WriteOutcome outcome) {

	}

}
