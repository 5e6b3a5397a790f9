package io.losant4j.stream;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/**
 * Notices that a server has fallen silent. Every byte is a sign of life; a time in which
 * nobody asks for bytes is no silence. Silence is measured in quarters of the limit: one
 * timer and no clock, at the price of noticing up to a quarter late. A quarter begins
 * when the one before has been looked at, so that a pause of this machine counts as one.
 */
final class Silence {

	private static final int QUARTERS = 4;

	/** In nanoseconds. */
	private final long quarter;

	private final Scheduler scheduler;

	private final Supplier<Throwable> failure;

	private final Disposable.Swap timer = Disposables.swap();

	private final AtomicBoolean heard = new AtomicBoolean();

	private volatile boolean awaiting;

	private int quiet;

	/**
	 * Prepares to listen.
	 * @param failure says that there has been silence beyond the limit
	 */
	Silence(Duration limit, Scheduler scheduler, Supplier<Throwable> failure) {
		this.quarter = TimeUnit.NANOSECONDS.convert(limit.dividedBy(QUARTERS));
		this.scheduler = scheduler;
		this.failure = failure;
	}

	/**
	 * Listens from now on.
	 * @param end is told, once, when there has been silence, unless stopped before
	 */
	void listen(Consumer<Throwable> end) {
		this.timer.update(this.scheduler.schedule(() -> look(end), this.quarter, TimeUnit.NANOSECONDS));
	}

	/** Bytes are asked for. */
	void ask() {
		this.heard.set(true);
		this.awaiting = true;
	}

	/** Bytes have come. */
	void hear() {
		this.awaiting = false;
	}

	void stop() {
		this.timer.dispose();
	}

	private void look(Consumer<Throwable> end) {
		boolean sign = this.heard.getAndSet(false) || !this.awaiting;
		this.quiet = sign ? 0 : this.quiet + 1;
		if (this.quiet == QUARTERS) {
			end.accept(this.failure.get());
		}
		else {
			listen(end);
		}
	}

}
