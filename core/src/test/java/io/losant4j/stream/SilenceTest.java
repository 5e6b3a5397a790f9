package io.losant4j.stream;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import io.losant4j.error.LosantConnectionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;

class SilenceTest {

	private static final Duration LIMIT = Duration.ofSeconds(6);

	private static final Duration LATEST = LIMIT.dividedBy(4).multipliedBy(5);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final TestPublisher<DataBuffer> body = TestPublisher.create();

	private final Wire wire = new Wire();

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@Test
	void silenceBeyondTheLimitEndsTheConnection() {
		StepVerifier.create(watched(), 1)
			.then(() -> this.time.advanceTimeBy(LATEST))
			.expectErrorMessage("silent")
			.verify(Wire.PATIENCE);

		this.body.assertCancelled();
	}

	@Test
	void everyByteIsASignOfLife() {
		StepVerifier.create(watched(), 1)
			.then(() -> this.time.advanceTimeBy(LIMIT.minusMillis(1)))
			.then(() -> this.body.next(this.wire.buffer(":\n")))
			.expectNextCount(1)
			.thenRequest(1)
			.then(() -> this.time.advanceTimeBy(LIMIT.minusMillis(1)))
			.then(() -> this.body.next(this.wire.buffer(":\n")))
			.expectNextCount(1)
			.thenRequest(1)
			.then(() -> this.time.advanceTimeBy(LATEST))
			.expectErrorMessage("silent")
			.verify(Wire.PATIENCE);
	}

	@Test
	void nobodyAskingIsNoSilence() {
		StepVerifier.create(watched(), 1)
			.then(() -> this.body.next(this.wire.buffer(":\n")))
			.expectNextCount(1)
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(10)))
			.thenRequest(1)
			.then(() -> this.time.advanceTimeBy(LIMIT.minusMillis(1)))
			.then(() -> this.body.next(this.wire.buffer(":\n")))
			.expectNextCount(1)
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void aPauseOfThisMachineIsNoSilence() {
		LateTimers timers = new LateTimers();

		StepVerifier.create(watched(timers), 1)
			.then(() -> timers.pass(LIMIT.dividedBy(2)))
			.then(() -> timers.stopFor(LIMIT.multipliedBy(5)))
			.then(() -> this.body.next(this.wire.buffer(":\n")))
			.expectNextCount(1)
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void silenceAfterAPauseIsSilence() {
		LateTimers timers = new LateTimers();

		StepVerifier.create(watched(timers), 1)
			.then(() -> timers.stopFor(LIMIT.multipliedBy(5)))
			.then(() -> timers.pass(LATEST))
			.expectErrorMessage("silent")
			.verify(Wire.PATIENCE);
	}

	private Flux<StreamSignal<String>> watched() {
		return watched(this.time);
	}

	private Flux<StreamSignal<String>> watched(Scheduler scheduler) {
		EventParser<String> parser = new EventParser<>(Wire.texts(), 100, (millis) -> {
		});
		return new EventReader<>(this.body.flux(), List.of(), parser,
				new Silence(LIMIT, scheduler, () -> new LosantConnectionException("silent", null)));
	}

	/** Timers as those of a machine that can stand still: what is due then comes late. */
	private static final class LateTimers implements Scheduler {

		private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::due));

		private long now;

		void pass(Duration time) {
			long end = this.now + time.toNanos();
			while (!this.timers.isEmpty() && this.timers.peek().due() <= end) {
				this.now = Math.max(this.now, this.timers.peek().due());
				fire();
			}
			this.now = end;
		}

		void stopFor(Duration time) {
			this.now += time.toNanos();
			while (!this.timers.isEmpty() && this.timers.peek().due() <= this.now) {
				fire();
			}
		}

		private void fire() {
			Timer timer = this.timers.remove();
			if (timer.period() > 0 && !timer.cancelled().isDisposed()) {
				this.timers
					.add(new Timer(timer.due() + timer.period(), timer.period(), timer.task(), timer.cancelled()));
			}
			if (!timer.cancelled().isDisposed()) {
				timer.task().run();
			}
		}

		private Disposable add(Runnable task, long delay, long period, TimeUnit unit) {
			Disposable cancelled = Disposables.single();
			this.timers.add(new Timer(this.now + unit.toNanos(delay), unit.toNanos(period), task, cancelled));
			return cancelled;
		}

		@Override
		public Disposable schedule(Runnable task) {
			return add(task, 0, 0, TimeUnit.NANOSECONDS);
		}

		@Override
		public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
			return add(task, delay, 0, unit);
		}

		@Override
		public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
			return add(task, initialDelay, period, unit);
		}

		@Override
		public Worker createWorker() {
			return new Worker() {

				@Override
				public Disposable schedule(Runnable task) {
					return LateTimers.this.schedule(task);
				}

				@Override
				public Disposable schedulePeriodically(Runnable task, long initialDelay, long period, TimeUnit unit) {
					return LateTimers.this.schedulePeriodically(task, initialDelay, period, unit);
				}

				@Override
				public void dispose() {
					// nothing of its own
				}

			};
		}

		private record Timer(long due, long period, Runnable task, Disposable cancelled) {
		}

	}

}
