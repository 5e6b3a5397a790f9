package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Connects again and again, until the server says that it is of no use. Every gap between
 * two connections is told as lost; who can recover it comes later.
 *
 * @param <T> what an event says
 */
final class Reconnect<T> {

	private static final long NEVER = Long.MIN_VALUE;

	private final Line<T> line;

	private final StreamOptions options;

	private final Commons commons;

	private final BackOff backOff;

	private long attempts;

	private Duration pause = Duration.ZERO;

	/** From then on, in milliseconds since the epoch, the connection itself is life. */
	private long outlived = Long.MAX_VALUE;

	/** The last sign of life of the line, if it has been open; likewise. */
	private long alive = NEVER;

	private Reconnect(Line<T> line, StreamOptions options, Commons commons) {
		this.line = line;
		this.options = options;
		this.commons = commons;
		this.backOff = new BackOff(options.minBackOff(), options.maxBackOff(), commons.timing(), commons.budget());
	}

	/** Emits the signals of connection after connection; errors when there is no use. */
	static <T> Flux<StreamSignal<T>> signals(Line<T> line, StreamOptions options, Commons commons) {
		return Flux.defer(() -> new Reconnect<>(line, options, commons).signals());
	}

	private Flux<StreamSignal<T>> signals() {
		return Flux.defer(this::attempt)
			.repeatWhen((ends) -> ends.concatMap((end) -> Mono.delay(this.pause, this.commons.timing().scheduler())));
	}

	private Flux<StreamSignal<T>> attempt() {
		long attempt = ++this.attempts;
		this.backOff.attempt();
		return new Connection<>(this.line, this.options, this.commons, () -> opened(attempt),
				(millis) -> this.backOff.retry(Duration.ofMillis(millis)))
			.signals()
			.doOnNext(this::note)
			.onErrorResume(LosantException.class,
					(error) -> isOfNoUse(error) ? Mono.error(error) : Mono.just(closed(attempt, error)));
	}

	private List<StreamSignal<T>> opened(long attempt) {
		long now = now();
		this.outlived = Operators.addCap(now, TimeUnit.MILLISECONDS.convert(this.options.silenceLimit()));
		Instant openedAt = Instant.ofEpochMilli(now);
		StreamSignal<T> opened = new StreamSignal.Opened<>(attempt, openedAt);
		if (this.alive == NEVER) {
			return List.of(opened);
		}
		// clocks are set back
		Instant since = Instant.ofEpochMilli(Math.min(this.alive, now));
		return List.of(opened, new StreamSignal.Gap<>(since, openedAt, false, 0, null));
	}

	/**
	 * Life is a value, or a connection that outlived the time after which silence would
	 * have ended it. Merely being accepted, even with a keep-alive, is not.
	 */
	private void note(StreamSignal<T> signal) {
		this.alive = now();
		if (signal instanceof StreamSignal.Value || this.alive > this.outlived) {
			this.backOff.life();
		}
	}

	private long now() {
		return this.commons.timing().scheduler().now(TimeUnit.MILLISECONDS);
	}

	private StreamSignal<T> closed(long attempt, LosantException cause) {
		this.pause = this.backOff.next(cause);
		this.commons.listener().reconnecting(this.line.name(), this.pause);
		return new StreamSignal.Closed<>(attempt, cause, this.pause);
	}

	/** A new token has been tried on 401 before it gets here. */
	private static boolean isOfNoUse(LosantException error) {
		return error instanceof LosantApiException answer && switch (answer.status()) {
			case 400, 401, 403, 404 -> true;
			default -> false;
		};
	}

}
