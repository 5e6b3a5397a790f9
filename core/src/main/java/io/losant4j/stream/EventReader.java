package io.losant4j.stream;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Reads a response's body: a greeting first, then the signals that are in its bytes. The
 * body is subscribed at once, so that cancelling ends it even before the greeting is
 * taken, and one buffer is asked for at a time: without demand, at most one is held.
 *
 * @param <T> what an event says
 */
final class EventReader<T> extends Flux<StreamSignal<T>> {

	private final Flux<DataBuffer> body;

	private final List<StreamSignal<T>> greeting;

	private final EventParser<T> parser;

	private final Silence silence;

	/**
	 * Prepares to read; what it reads with is used up by the one subscriber that this
	 * flux can have.
	 * @param silence ends the reading, by an error, when nothing comes for too long
	 */
	EventReader(Flux<DataBuffer> body, List<StreamSignal<T>> greeting, EventParser<T> parser, Silence silence) {
		this.body = body;
		this.greeting = greeting;
		this.parser = parser;
		this.silence = silence;
	}

	@Override
	public void subscribe(CoreSubscriber<? super StreamSignal<T>> actual) {
		this.body.subscribe(new Reading<>(actual, this.greeting.iterator(), this.parser, this.silence));
	}

	private static final class Reading<T> implements CoreSubscriber<DataBuffer>, Subscription {

		private final CoreSubscriber<? super StreamSignal<T>> actual;

		private final Iterator<StreamSignal<T>> greeting;

		private final EventParser<T> parser;

		private final Silence silence;

		private Subscription upstream = Operators.emptySubscription();

		private final AtomicInteger work = new AtomicInteger();

		private final AtomicLong requested = new AtomicLong();

		private volatile boolean cancelled;

		private volatile boolean done;

		private @Nullable Throwable error;

		private volatile @Nullable DataBuffer buffer;

		/** Whether a buffer has been asked for; touched in the drain loop only. */
		private boolean awaiting;

		private boolean broken;

		Reading(CoreSubscriber<? super StreamSignal<T>> actual, Iterator<StreamSignal<T>> greeting,
				EventParser<T> parser, Silence silence) {
			this.actual = actual;
			this.greeting = greeting;
			this.parser = parser;
			this.silence = silence;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.silence.listen(this::fail);
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(DataBuffer next) {
			this.silence.hear();
			this.buffer = next;
			drain();
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
			this.silence.stop();
			this.upstream.cancel();
			drain();
		}

		/**
		 * Whatever the body has to say, it is over. The body first: an error alone would
		 * leave the connection open.
		 */
		private void fail(Throwable failure) {
			this.upstream.cancel();
			onError(failure);
		}

		private void drain() {
			if (this.work.getAndIncrement() != 0) {
				return;
			}
			int missed = 1;
			do {
				step();
				missed = this.work.addAndGet(-missed);
			}
			while (missed != 0);
		}

		private void step() {
			boolean last = this.done;
			DataBuffer held = this.buffer;
			if (this.cancelled) {
				release(held);
				return;
			}
			long demand = this.requested.get();
			long emitted = 0;
			while (emitted != demand && this.greeting.hasNext()) {
				this.actual.onNext(this.greeting.next());
				emitted++;
			}
			if (held != null) {
				emitted = read(held, emitted, demand);
			}
			if (emitted != 0 && demand != Long.MAX_VALUE) {
				this.requested.addAndGet(-emitted);
			}
			if (this.buffer == null && !this.greeting.hasNext() && !this.cancelled) {
				goOn(last);
			}
		}

		private void goOn(boolean last) {
			if (last) {
				this.cancelled = true;
				this.silence.stop();
				if (this.error != null) {
					this.actual.onError(this.error);
				}
				else {
					this.actual.onComplete();
				}
			}
			else if (this.requested.get() != 0 && !this.awaiting && !this.done) {
				this.awaiting = true;
				this.silence.ask();
				this.upstream.request(1);
			}
		}

		private long read(DataBuffer held, long before, long demand) {
			long emitted = before;
			Scratch scratch = Scratch.take();
			try {
				while (emitted != demand && !this.cancelled && !this.broken && held.readableByteCount() > 0) {
					int size = Math.min(held.readableByteCount(), Scratch.SIZE);
					held.read(scratch.bytes(), 0, size);
					this.parser.window(scratch.bytes(), size);
					emitted = readWindow(emitted, demand);
					held.readPosition(held.readPosition() - this.parser.leaveWindow());
				}
			}
			finally {
				scratch.giveBack();
			}
			if (held.readableByteCount() == 0 || this.broken) {
				release(held);
			}
			return emitted;
		}

		private long readWindow(long before, long demand) {
			long emitted = before;
			while (emitted != demand && !this.cancelled) {
				StreamSignal<T> signal = next();
				if (signal == null) {
					break;
				}
				this.actual.onNext(signal);
				emitted++;
			}
			return emitted;
		}

		/**
		 * What the decoder throws beyond exceptions ends the reading, but does not hang
		 * it: even an error that Reactor takes for fatal is told downstream.
		 */
		private @Nullable StreamSignal<T> next() {
			try {
				return this.parser.next();
			}
			catch (Throwable ex) {
				this.broken = true;
				fail(ex);
				return null;
			}
		}

		private void release(@Nullable DataBuffer held) {
			if (held != null) {
				this.buffer = null;
				this.awaiting = false;
				DataBufferUtils.release(held);
			}
		}

	}

}
