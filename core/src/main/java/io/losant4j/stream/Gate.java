package io.losant4j.stream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Lets only so many connection attempts of a client be under way at once; the others
 * queue. What it hands out is a permit, given back by disposing of it.
 */
final class Gate {

	private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicInteger free;

	private final AtomicInteger work = new AtomicInteger();

	Gate(int permits) {
		this.free = new AtomicInteger(permits);
	}

	/** Emits a permit when it is this subscriber's turn. */
	Mono<Disposable> enter() {
		return Mono.create((sink) -> {
			Waiter waiter = new Waiter(sink);
			sink.onCancel(waiter);
			this.waiting.add(waiter);
			admit();
		});
	}

	private void admit() {
		if (this.work.getAndIncrement() != 0) {
			return;
		}
		int missed = 1;
		do {
			while (this.free.get() > 0) {
				Waiter waiter = this.waiting.poll();
				if (waiter == null) {
					break;
				}
				waiter.admit();
			}
			missed = this.work.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private enum State {

		WAITING, INSIDE, GONE

	}

	/**
	 * Disposed of while it waits, it leaves the queue; after that, it frees its place.
	 */
	private final class Waiter implements Disposable {

		private final MonoSink<Disposable> sink;

		private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

		Waiter(MonoSink<Disposable> sink) {
			this.sink = sink;
		}

		void admit() {
			Gate.this.free.decrementAndGet();
			if (this.state.compareAndSet(State.WAITING, State.INSIDE)) {
				this.sink.success(this);
			}
			else {
				Gate.this.free.incrementAndGet();
			}
		}

		@Override
		public void dispose() {
			State before = this.state.getAndSet(State.GONE);
			if (before == State.WAITING) {
				Gate.this.waiting.remove(this);
			}
			else if (before == State.INSIDE) {
				Gate.this.free.incrementAndGet();
				Gate.this.admit();
			}
		}

	}

}
