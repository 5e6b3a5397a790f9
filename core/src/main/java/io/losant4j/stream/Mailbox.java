package io.losant4j.stream;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Stands between a shared line and one of its subscribers: takes whatever comes, at once,
 * and hands it over as the subscriber asks for it. Only with back-pressure does it take
 * no more than it has room for.
 *
 * @param <T> what an event says
 */
final class Mailbox<T> implements CoreSubscriber<StreamSignal<T>> {

	// Not objects of their own: what a value passes on its way is better close together.
	@SuppressWarnings("rawtypes")
	private static final AtomicIntegerFieldUpdater<Mailbox> WORK = AtomicIntegerFieldUpdater.newUpdater(Mailbox.class,
			"work");

	@SuppressWarnings("rawtypes")
	private static final AtomicLongFieldUpdater<Mailbox.Delivery> REQUESTED = AtomicLongFieldUpdater
		.newUpdater(Mailbox.Delivery.class, "requested");

	private final Backlog<T> backlog;

	/** How much is asked for ahead. */
	private final long ahead;

	private final boolean pausesAtGaps;

	private final LongConsumer dropped;

	private final Context context;

	@SuppressWarnings("UnusedVariable") // WORK reads it
	private volatile int work;

	private volatile Subscription upstream = Operators.emptySubscription();

	private volatile @Nullable Delivery delivery;

	private volatile boolean done;

	private volatile boolean ended;

	private @Nullable Throwable error;

	private boolean pausesAtOpening;

	private @Nullable Pause<T> pause;

	/** What was taken out and not yet asked for anew; touched in the drain loop only. */
	private long taken;

	/**
	 * Sets up a mailbox.
	 * @param backlog where signals wait
	 * @param ahead how much it asks for ahead, {@link Long#MAX_VALUE} for all
	 * @param pausesAtGaps whether a gap is to be recovered before delivery goes on
	 * @param dropped is told how many values were dropped, when they are
	 * @param context the subscriber's
	 */
	Mailbox(Backlog<T> backlog, long ahead, boolean pausesAtGaps, LongConsumer dropped, Context context) {
		this.backlog = backlog;
		this.ahead = ahead;
		this.pausesAtGaps = pausesAtGaps;
		this.dropped = dropped;
		this.context = context;
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.upstream = subscription;
		subscription.request(this.ahead);
	}

	@Override
	public void onNext(StreamSignal<T> signal) {
		if (!put(signal) && isPaced()) {
			this.upstream.request(1);
		}
	}

	/**
	 * Puts in, before anything is taken out, how the line was when it was joined; if it
	 * has been told by the line as well, it is no news.
	 */
	void putFirst(StreamSignal<T> state) {
		this.backlog.offerFirst(state);
		drain();
	}

	private boolean put(StreamSignal<T> signal) {
		if (this.done) {
			return false;
		}
		if (signal instanceof StreamSignal.Value && WORK.compareAndSet(this, 0, 1)) {
			boolean taken = pass(signal) || offer(signal);
			drainLoop();
			return taken;
		}
		boolean taken = offer(signal);
		drain();
		return taken;
	}

	/**
	 * Hands a value over at once, if the subscriber is waiting for one and none waits.
	 */
	private boolean pass(StreamSignal<T> value) {
		Delivery to = this.delivery;
		if (to == null || to.cancelled || to.requested == 0 || !this.backlog.isClear()) {
			return false;
		}
		this.taken++;
		hand(value, to);
		to.produced(1);
		return true;
	}

	private boolean offer(StreamSignal<T> signal) {
		Backlog.Offer offer = this.backlog.offer(signal);
		if (offer == Backlog.Offer.DROPPED || offer == Backlog.Offer.REFUSED) {
			this.dropped.accept(1);
		}
		if (offer == Backlog.Offer.REFUSED) {
			this.upstream.cancel();
			onError(Exceptions.failWithOverflow("The subscriber is slower than the line and its buffer is full"));
		}
		return offer != Backlog.Offer.SKIPPED;
	}

	@Override
	public void onError(Throwable failure) {
		this.error = failure;
		this.done = true;
		drain();
	}

	@Override
	public void onComplete() {
		this.done = true;
		drain();
	}

	/**
	 * Hands over what is in the mailbox and what comes; to one subscriber at a time.
	 * Completes when the line does, or in a {@link #takePause() pause}.
	 */
	Flux<StreamSignal<T>> deliver() {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super StreamSignal<T>> actual) {
				if (!Mailbox.this.backlog.stopReading()) {
					pause(null);
					Operators.complete(actual);
					return;
				}
				Delivery next = new Delivery(actual);
				actual.onSubscribe(next);
				Mailbox.this.delivery = next;
				drain();
			}

		};
	}

	/** Whether delivery has paused. */
	boolean isPaused() {
		return this.pause != null;
	}

	/** Ends the pause, if there is one; the next delivery is up to the caller. */
	@Nullable Pause<T> takePause() {
		Pause<T> taken = this.pause;
		this.pause = null;
		return taken;
	}

	/** Begins a pause; the history is to be read before delivery goes on. */
	void pause(StreamSignal.@Nullable Gap<T> gap) {
		this.pause = new Pause<>(gap, this.backlog.startReading());
	}

	/** Delivery will pause, once, when the line has opened. */
	void pauseAtOpening() {
		this.pausesAtOpening = true;
	}

	/** Completes, whatever waits. */
	void end() {
		this.upstream.cancel();
		this.ended = true;
		onComplete();
	}

	/** Takes nothing any more. */
	void close() {
		this.upstream.cancel();
	}

	private boolean isPaced() {
		return this.ahead != Long.MAX_VALUE;
	}

	private void drain() {
		if (WORK.getAndIncrement(this) == 0) {
			drainLoop();
		}
	}

	/** For whoever has raised the work from zero. */
	private void drainLoop() {
		int missed = 1;
		do {
			Delivery current = this.delivery;
			if (current != null) {
				if (!this.backlog.isClear() || this.done) {
					hand(current);
				}
				askForMore();
			}
			missed = WORK.addAndGet(this, -missed);
		}
		while (missed != 0);
	}

	private void hand(Delivery to) {
		long demand = to.requested;
		long handed = 0;
		while (handed != demand && !to.cancelled && !this.ended) {
			StreamSignal<T> signal = this.backlog.poll();
			if (signal == null) {
				break;
			}
			this.taken++;
			if (this.pausesAtGaps && signal instanceof StreamSignal.Gap<T> gap) {
				pause(gap);
				break;
			}
			hand(signal, to);
			handed++;
			if (this.pausesAtOpening && signal instanceof StreamSignal.Opened) {
				this.pausesAtOpening = false;
				pause(null);
				break;
			}
		}
		to.produced(handed);
		if (!to.cancelled) {
			endIfNeeded(to);
		}
	}

	/**
	 * What is thrown downstream, even if Reactor takes it for fatal, ends this delivery
	 * and not the line, which others listen to.
	 */
	private void hand(StreamSignal<T> signal, Delivery to) {
		try {
			to.actual.onNext(signal);
		}
		catch (Throwable ex) {
			this.upstream.cancel();
			this.done = true;
			this.delivery = null;
			to.cancelled = true;
			to.end(ex);
		}
	}

	private void endIfNeeded(Delivery to) {
		if (!isPaused() && this.backlog.isShort()) {
			pause(null);
		}
		if (isPaused()) {
			this.delivery = null;
			to.end(null);
		}
		else if (this.ended || (this.done && this.backlog.isEmpty())) {
			this.delivery = null;
			to.end(this.error);
		}
	}

	private void askForMore() {
		if (isPaced() && this.taken >= this.ahead - this.ahead / 4) {
			long room = this.taken;
			this.taken = 0;
			this.upstream.request(room);
		}
	}

	/**
	 * Why delivery pauses: a gap of the line, or something that this mailbox missed.
	 *
	 * @param <T> what an event says
	 * @param gap the gap, if there is one
	 * @param missing what this mailbox missed
	 */
	record Pause<T>(StreamSignal.@Nullable Gap<T> gap, Shortfall.Missing missing) {
	}

	private final class Delivery implements Subscription {

		private final CoreSubscriber<? super StreamSignal<T>> actual;

		private volatile long requested;

		private volatile boolean cancelled;

		Delivery(CoreSubscriber<? super StreamSignal<T>> actual) {
			this.actual = actual;
		}

		@Override
		public void request(long n) {
			if (Operators.validate(n)) {
				Operators.addCap(REQUESTED, this, n);
				drain();
			}
		}

		@Override
		public void cancel() {
			this.cancelled = true;
		}

		void produced(long handed) {
			if (handed != 0 && this.requested != Long.MAX_VALUE) {
				REQUESTED.addAndGet(this, -handed);
			}
		}

		void end(@Nullable Throwable failure) {
			if (failure != null) {
				this.actual.onError(failure);
			}
			else {
				this.actual.onComplete();
			}
		}

	}

}
