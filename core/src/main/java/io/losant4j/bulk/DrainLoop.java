package io.losant4j.bulk;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.util.concurrent.Queues;
import reactor.util.context.Context;

/**
 * Runs what sources, answers, timers and subscribers report, one after the other, on a
 * thread of the scheduler. What runs here needs no lock.
 */
final class DrainLoop {

	private final Scheduler.Worker worker;

	private final Runnable afterwards;

	private final Queue<Runnable> events = Queues.<Runnable>unboundedMultiproducer().get();

	private final AtomicInteger work = new AtomicInteger();

	/**
	 * Sets up a loop.
	 * @param worker runs it
	 * @param afterwards what is to be done after some events
	 */
	DrainLoop(Scheduler.Worker worker, Runnable afterwards) {
		this.worker = worker;
		this.afterwards = afterwards;
	}

	void submit(Runnable event) {
		this.events.offer(event);
		if (this.work.getAndIncrement() == 0) {
			this.worker.schedule(this::drain);
		}
	}

	private void drain() {
		int done = 0;
		try {
			Runnable event = this.events.poll();
			while (event != null) {
				done++;
				run(event);
				event = this.events.poll();
			}
			run(this.afterwards);
		}
		finally {
			if (this.work.addAndGet(-done) != 0) {
				// not at once: the thread is not ours alone
				this.worker.schedule(this::drain);
			}
		}
	}

	/** Whatever is thrown, even an Error, must not stop the others. */
	private static void run(Runnable event) {
		try {
			event.run();
		}
		catch (Throwable ex) {
			Operators.onErrorDropped(ex, Context.empty());
		}
	}

}
