package io.losant4j.stream;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * One connection of a line, from the attempt to its end, which is always an error: a
 * connection that the server ends is lost, too.
 *
 * @param <T> what an event says
 */
final class Connection<T> {

	private final Line<T> line;

	private final StreamOptions options;

	private final Commons commons;

	private final Supplier<List<StreamSignal<T>>> greeting;

	private final LongConsumer retry;

	private final AtomicBoolean open = new AtomicBoolean();

	private volatile String ending = "the server ended the stream";

	/**
	 * Prepares an attempt.
	 * @param greeting asked for when the connection is open, and emitted first
	 * @param retry takes the reconnection time, in milliseconds, if the server sets one
	 */
	Connection(Line<T> line, StreamOptions options, Commons commons, Supplier<List<StreamSignal<T>>> greeting,
			LongConsumer retry) {
		this.line = line;
		this.options = options;
		this.commons = commons;
		this.greeting = greeting;
		this.retry = retry;
	}

	/** Attempts the connection when it is this line's turn; for one subscriber. */
	Flux<StreamSignal<T>> signals() {
		return this.commons.gate()
			.enter()
			.flatMapMany(
					(permit) -> new Guarded<>(Flux.defer(() -> connect(permit))).doFinally((end) -> permit.dispose()))
			.onErrorMap((error) -> !(error instanceof LosantException), (error) -> failure(error.toString(), error))
			.doOnError(this::end)
			.doOnCancel(() -> end(null));
	}

	/**
	 * What watches over the connection ends it by a value, never by an error, which would
	 * leave the response open (reactor-core issue 4230).
	 */
	private Flux<StreamSignal<T>> connect(Disposable permit) {
		return this.line.connector()
			.connect((body) -> read(body, permit))
			.takeUntilOther(noAnswer())
			.concatWith(Mono.error(() -> failure(this.ending, null)));
	}

	private Flux<StreamSignal<T>> read(Flux<DataBuffer> body, Disposable permit) {
		permit.dispose();
		this.open.set(true);
		this.commons.listener().opened(this.line.name());
		Silence silence = new Silence(this.options.silenceLimit(), this.commons.timing().scheduler());
		EventParser<T> parser = new EventParser<>(this.line, this.options.maxEventSize(), this.retry);
		return new EventReader<>(silence.listen(body), this.greeting.get(), parser).takeUntilOther(silence.tooLong()
			.doOnNext((time) -> this.ending = "silent for " + this.options.silenceLimit().toMillis() + " ms"));
	}

	private Mono<Long> noAnswer() {
		return Mono.delay(this.options.openTimeout(), this.commons.timing().scheduler())
			.filter((time) -> !this.open.get())
			.switchIfEmpty(Mono.never())
			.doOnNext((time) -> this.ending = "no answer within " + this.options.openTimeout().toMillis() + " ms");
	}

	private LosantConnectionException failure(String what, @Nullable Throwable cause) {
		return new LosantConnectionException(this.line.name() + ": " + what, cause);
	}

	private void end(@Nullable Throwable cause) {
		if (this.open.getAndSet(false)) {
			this.commons.listener().closed(this.line.name(), cause);
		}
		else if (cause != null) {
			this.commons.listener().failed(this.line.name(), cause);
		}
	}

}
