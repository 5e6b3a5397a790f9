package io.losant4j.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

	private final Backlog<T> backlog;

	/** How much is asked for ahead. */
	private final long ahead;

	private final LongConsumer dropped;

	private final Context context;

	private final AtomicInteger work = new AtomicInteger();

	private volatile Subscription upstream = Operators.emptySubscription();

	private volatile @Nullable Delivery delivery;

	private volatile boolean done;

	private @Nullable Throwable error;

	/** What was taken out and not yet asked for anew; touched in the drain loop only. */
	private long taken;

	/**
	 * Sets up a mailbox.
	 * @param buffer how many values it holds
	 * @param overflow what happens to one more
	 * @param dropped is told how many values were dropped, when they are
	 * @param context the subscriber's
	 */
	Mailbox(int buffer, Overflow overflow, LongConsumer dropped, Context context) {
		this.backlog = new Backlog<>(buffer, overflow);
		this.ahead = (overflow == Overflow.BACK_PRESSURE) ? buffer : Long.MAX_VALUE;
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
	 * Puts a signal in; also for what does not come from the line.
	 * @return whether it waits to be taken out
	 */
	boolean put(StreamSignal<T> signal) {
		if (this.done) {
			return false;
		}
		Backlog.Offer offer = this.backlog.offer(signal);
		if (offer == Backlog.Offer.DROPPED || offer == Backlog.Offer.REFUSED) {
			this.dropped.accept(1);
		}
		if (offer == Backlog.Offer.REFUSED) {
			this.upstream.cancel();
			onError(Exceptions.failWithOverflow("The subscriber is slower than the line and its buffer is full"));
		}
		drain();
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

	/** Hands over what is in the mailbox and what comes; to one subscriber. */
	Flux<StreamSignal<T>> deliver() {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super StreamSignal<T>> actual) {
				Delivery next = new Delivery(actual);
				actual.onSubscribe(next);
				Mailbox.this.delivery = next;
				drain();
			}

		};
	}

	/** Takes nothing any more. */
	void close() {
		this.upstream.cancel();
	}

	private boolean isPaced() {
		return this.ahead != Long.MAX_VALUE;
	}

	private void drain() {
		if (this.work.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			Delivery current = this.delivery;
			if (current != null) {
				hand(current);
				askForMore();
			}
			missed = this.work.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private void hand(Delivery to) {
		long demand = to.requested.get();
		long handed = 0;
		while (handed != demand && !to.cancelled) {
			StreamSignal<T> signal = this.backlog.poll();
			if (signal == null) {
				break;
			}
			to.actual.onNext(signal);
			handed++;
		}
		this.taken += handed;
		to.produced(handed);
		if (this.done && this.backlog.isEmpty() && !to.cancelled) {
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

	private final class Delivery implements Subscription {

		private final CoreSubscriber<? super StreamSignal<T>> actual;

		private final AtomicLong requested = new AtomicLong();

		private volatile boolean cancelled;

		Delivery(CoreSubscriber<? super StreamSignal<T>> actual) {
			this.actual = actual;
		}

		@Override
		public void request(long n) {
			if (Operators.validate(n)) {
				this.requested.accumulateAndGet(n, Operators::addCap);
				drain();
			}
		}

		@Override
		public void cancel() {
			this.cancelled = true;
		}

		void produced(long handed) {
			if (handed != 0 && this.requested.get() != Long.MAX_VALUE) {
				this.requested.addAndGet(-handed);
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
