package io.losant4j.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.losant4j.error.LosantException;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Tells all listeners, and keeps what one of them throws away from the calls and from the
 * others.
 */
final class QuietListener implements CallListener {

	private final List<CallListener> listeners;

	QuietListener(CallListener... listeners) {
		this.listeners = List.of(listeners);
	}

	@Override
	public void succeeded(CallInfo call, int attempts) {
		tell((listener) -> listener.succeeded(call, attempts));
	}

	@Override
	public void retried(CallInfo call, LosantException failure, Duration delay) {
		tell((listener) -> listener.retried(call, failure, delay));
	}

	@Override
	public void failed(CallInfo call, int attempts, Throwable failure) {
		tell((listener) -> listener.failed(call, attempts, failure));
	}

	private void tell(Consumer<CallListener> news) {
		for (CallListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (RuntimeException ex) {
				Operators.onErrorDropped(ex, Context.empty());
			}
		}
	}

}
