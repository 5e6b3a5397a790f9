package io.losant4j.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

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
		return this.commons.gate().enter().flatMapMany(this::attempt);
	}

	private Flux<StreamSignal<T>> attempt(Disposable permit) {
		return new Flux<>() {

			@Override
			public void subscribe(CoreSubscriber<? super StreamSignal<T>> actual) {
				new Attempt(actual, permit).begin();
			}

		};
	}

	private LosantConnectionException failure(String what, @Nullable Throwable cause) {
		return new LosantConnectionException(this.line.name() + ": " + what, cause);
	}

	private enum State {

		OPENING, OPEN, OVER

	}

	/**
	 * Stands between the response and who listens: one subscriber in place of operators
	 * for a time-out, an end, a clean-up and listeners, since every signal passes here,
	 * and every idle stream keeps it. Like {@link Guarded}, it lets nothing hang that is
	 * thrown.
	 */
	private final class Attempt implements CoreSubscriber<StreamSignal<T>>, Subscription {

		private final CoreSubscriber<? super StreamSignal<T>> actual;

		private final Disposable permit;

		private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);

		/** Waits for an answer. */
		private final Disposable.Swap timer = Disposables.swap();

		private volatile @Nullable Subscription upstream;

		Attempt(CoreSubscriber<? super StreamSignal<T>> actual, Disposable permit) {
			this.actual = actual;
			this.permit = permit;
		}

		void begin() {
			try {
				Connection.this.line.connector().connect(this::read).subscribe(this);
			}
			catch (Throwable ex) {
				if (this.upstream == null) {
					this.actual.onSubscribe(this);
				}
				abort(ex);
			}
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
			if (this.state.get() == State.OPENING) {
				long wait = TimeUnit.NANOSECONDS.convert(Connection.this.options.openTimeout());
				this.timer.update(Connection.this.commons.timing()
					.scheduler()
					.schedule(this::noAnswer, wait, TimeUnit.NANOSECONDS));
			}
		}

		private Flux<StreamSignal<T>> read(Flux<DataBuffer> body) {
			if (!this.state.compareAndSet(State.OPENING, State.OPEN)) {
				// too late: what is subscribed is cancelled, and closes the connection
				return body.handle((buffer, sink) -> DataBufferUtils.release(buffer));
			}
			this.timer.dispose();
			this.permit.dispose();
			Connection.this.commons.listener().opened(Connection.this.line.name());
			EventParser<T> parser = new EventParser<>(Connection.this.line, Connection.this.options.maxEventSize(),
					Connection.this.retry);
			return new EventReader<>(body, Connection.this.greeting.get(), parser, silence());
		}

		private Silence silence() {
			Duration limit = Connection.this.options.silenceLimit();
			return new Silence(limit, Connection.this.commons.timing().scheduler(),
					() -> failure("silent for " + limit.toMillis() + " ms", null));
		}

		private void noAnswer() {
			if (!this.state.compareAndSet(State.OPENING, State.OVER)) {
				return;
			}
			// here, since a timer that is disposed of from elsewhere is interrupted
			this.timer.dispose();
			try {
				stop();
			}
			finally {
				end(State.OPENING,
						failure("no answer within " + Connection.this.options.openTimeout().toMillis() + " ms", null));
			}
		}

		@Override
		public void onNext(StreamSignal<T> signal) {
			if (this.state.get() == State.OVER) {
				return;
			}
			try {
				this.actual.onNext(signal);
			}
			catch (Throwable ex) {
				abort(ex);
			}
		}

		private void abort(Throwable thrown) {
			try {
				stop();
			}
			finally {
				onError(thrown);
			}
		}

		private void stop() {
			Subscription connected = this.upstream;
			if (connected != null) {
				connected.cancel();
			}
		}

		@Override
		public void onError(Throwable cause) {
			State before = this.state.getAndSet(State.OVER);
			if (before != State.OVER) {
				end(before, (cause instanceof LosantException known) ? known : failure(cause.toString(), cause));
			}
		}

		@Override
		public void onComplete() {
			onError(failure("the server ended the stream", null));
		}

		private void end(State before, LosantException failure) {
			tell(before, failure);
			try {
				this.actual.onError(failure);
			}
			catch (Throwable ex) {
				Operators.onErrorDropped(ex, Context.empty());
			}
			free();
		}

		private void tell(State before, @Nullable LosantException failure) {
			if (before == State.OPEN) {
				Connection.this.commons.listener().closed(Connection.this.line.name(), failure);
			}
			else if (failure != null) {
				Connection.this.commons.listener().failed(Connection.this.line.name(), failure);
			}
		}

		/** In vain where the connection has been open. */
		private void free() {
			this.timer.dispose();
			this.permit.dispose();
		}

		@Override
		public void request(long n) {
			Subscription connected = this.upstream;
			if (connected != null) {
				connected.request(n);
			}
		}

		@Override
		public void cancel() {
			State before = this.state.getAndSet(State.OVER);
			try {
				stop();
			}
			finally {
				if (before != State.OVER) {
					tell(before, null);
				}
				free();
			}
		}

	}

}
