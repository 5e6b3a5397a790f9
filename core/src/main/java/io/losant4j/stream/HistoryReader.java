package io.losant4j.stream;

import java.time.Instant;
import java.util.function.Consumer;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Reads the history of a line, once, and goes on where it was interrupted.
 *
 * @param <T> what an event says
 */
final class HistoryReader<T> {

	/** How many times in a row reading may fail. */
	static final int MOST_FAILURES = 10;

	private final History<T> history;

	private final Timing timing;

	private final BackOff backOff;

	private final Consumer<Instant> reached;

	private volatile Instant position;

	/**
	 * Prepares to read.
	 * @param from the time to begin with
	 * @param reached is told how far it is, before the value of that time is emitted
	 */
	HistoryReader(History<T> history, StreamOptions options, Timing timing, Instant from, Consumer<Instant> reached) {
		this.history = history;
		this.timing = timing;
		// its calls ask the budget themselves
		this.backOff = new BackOff(options.minBackOff(), options.maxBackOff(), timing, () -> true);
		this.position = from;
		this.reached = reached;
	}

	/** Reads to the present. */
	Flux<T> values() {
		return Flux.defer(() -> this.history.read(this.position))
			.doOnNext(this::note)
			.retryWhen(Retry.from((failures) -> failures.concatMap(this::next)));
	}

	private void note(T value) {
		this.backOff.life();
		Instant time = this.history.time(value);
		if (time != null && time.isAfter(this.position)) {
			this.position = time;
			this.reached.accept(time);
		}
	}

	private Mono<Long> next(Retry.RetrySignal failure) {
		Throwable error = failure.failure();
		boolean hopeless = !mayPass(error) || failure.totalRetriesInARow() >= MOST_FAILURES - 1;
		return hopeless ? Mono.error(error) : Mono.delay(this.backOff.next(error), this.timing.scheduler());
	}

	private static boolean mayPass(Throwable error) {
		if (error instanceof LosantApiException answer) {
			return answer.status() >= 500 || answer.status() == 408 || answer.status() == 429;
		}
		return error instanceof LosantConnectionException;
	}

}
