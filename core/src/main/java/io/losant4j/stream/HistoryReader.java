package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Reads the history of a line, once, and goes on where it was interrupted, but not for
 * long: what is live waits behind it.
 *
 * @param <T> what an event says
 */
final class HistoryReader<T> {

	/**
	 * How long a page may be waited for, with all attempts and the pauses between them.
	 */
	static final Duration PATIENCE = Duration.ofMinutes(1);

	/** How many times in a row reading may fail. */
	static final int MOST_FAILURES = 10;

	private final Timing timing;

	private final BackOff backOff;

	private final Backlog<T> backlog;

	private @Nullable Mono<History.Page<T>> next;

	/**
	 * Prepares to read.
	 * @param backlog is told when a page is asked for and when it has come
	 * @param from the time to begin with
	 */
	HistoryReader(History<T> history, StreamOptions options, Timing timing, Backlog<T> backlog, Instant from) {
		this.timing = timing;
		// its calls ask the budget themselves
		this.backOff = new BackOff(options.minBackOff(), options.maxBackOff(), timing, () -> true);
		this.backlog = backlog;
		this.next = history.read(from);
	}

	/**
	 * Reads to the present. A page is asked for when everything before it has been taken.
	 */
	Flux<T> values() {
		return Mono.defer(this::page).flatMapIterable(History.Page::values).repeat(() -> this.next != null);
	}

	private Mono<History.Page<T>> page() {
		return Mono.defer(this::ask)
			.retryWhen(Retry.from((failures) -> failures.concatMap(this::pause)))
			.timeout(PATIENCE, Mono.error(HistoryReader::tooLong), this.timing.scheduler())
			.doOnNext(this::note);
	}

	private Mono<History.Page<T>> ask() {
		this.backlog.asked();
		return Objects.requireNonNull(this.next);
	}

	private void note(History.Page<T> page) {
		this.backOff.life();
		this.next = page.next();
		this.backlog.fetched(page.values());
	}

	private Mono<Long> pause(Retry.RetrySignal failure) {
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

	private static LosantConnectionException tooLong() {
		return new LosantConnectionException("The history could not be read within " + PATIENCE.toSeconds() + " s",
				null);
	}

}
