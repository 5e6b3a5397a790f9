package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Connects again and again, until the server says that it is of no use. Every gap between
 * two connections is told as lost; who can recover it comes later.
 *
 * @param <T> what an event says
 */
final class Reconnect<T> {

	private final Line<T> line;

	private final StreamOptions options;

	private final Commons commons;

	private final BackOff backOff;

	private long attempts;

	private Duration pause = Duration.ZERO;

	private Instant openedAt = Instant.MAX;

	/** The last sign of life of the line; absent until it has been open. */
	private @Nullable Instant alive;

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
		this.openedAt = this.commons.timing().now();
		StreamSignal<T> opened = new StreamSignal.Opened<>(attempt, this.openedAt);
		if (this.alive == null) {
			return List.of(opened);
		}
		// clocks are set back
		Instant since = this.alive.isBefore(this.openedAt) ? this.alive : this.openedAt;
		return List.of(opened, new StreamSignal.Gap<>(since, this.openedAt, false, 0, null));
	}

	/**
	 * Life is a value, or a connection that outlived the time after which silence would
	 * have ended it. Merely being accepted, even with a keep-alive, is not.
	 */
	private void note(StreamSignal<T> signal) {
		this.alive = this.commons.timing().now();
		if (signal instanceof StreamSignal.Value
				|| this.alive.isAfter(this.openedAt.plus(this.options.silenceLimit()))) {
			this.backOff.life();
		}
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
