package io.losant4j.stream;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Makes a signal of whatever is thrown, even of an error that Reactor takes for fatal and
 * throws on, which leaves its operators stuck: a line must not hang because one of those
 * who listen to it lacks a class. The subscriber is told of it and gets nothing more, and
 * what it subscribed to is cancelled.
 *
 * @param <T> what is emitted
 */
final class Guarded<T> extends Flux<T> {

	private final Flux<T> source;

	Guarded(Flux<T> source) {
		this.source = source;
	}

	@Override
	public void subscribe(CoreSubscriber<? super T> actual) {
		Guard<T> guard = new Guard<>(actual);
		try {
			this.source.subscribe(guard);
		}
		catch (Throwable ex) {
			guard.fail(ex);
		}
	}

	private static final class Guard<T> implements CoreSubscriber<T>, Subscription {

		private final CoreSubscriber<? super T> actual;

		private @Nullable Subscription upstream;

		private boolean ended;

		Guard(CoreSubscriber<? super T> actual) {
			this.actual = actual;
		}

		@Override
		public Context currentContext() {
			return this.actual.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.upstream = subscription;
			this.actual.onSubscribe(this);
		}

		@Override
		public void onNext(T value) {
			if (this.ended) {
				return;
			}
			try {
				this.actual.onNext(value);
			}
			catch (Throwable ex) {
				fail(ex);
			}
		}

		void fail(Throwable thrown) {
			if (this.upstream == null) {
				this.actual.onSubscribe(this);
			}
			cancel();
			onError(thrown);
		}

		@Override
		public void onError(Throwable failure) {
			end(() -> this.actual.onError(failure));
		}

		@Override
		public void onComplete() {
			end(this.actual::onComplete);
		}

		private void end(Runnable end) {
			if (this.ended) {
				return;
			}
			this.ended = true;
			try {
				end.run();
			}
			catch (Throwable ex) {
				Operators.onErrorDropped(ex, Context.empty());
			}
		}

		@Override
		public void request(long n) {
			if (this.upstream != null) {
				this.upstream.request(n);
			}
		}

		@Override
		public void cancel() {
			if (this.upstream != null) {
				this.upstream.cancel();
			}
		}

	}

}
