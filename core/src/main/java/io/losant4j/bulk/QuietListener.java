package io.losant4j.bulk;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Tells all listeners, and keeps what one of them throws away from the writers and from
 * the others.
 */
final class QuietListener implements WriterListener {

	private final List<WriterListener> listeners;

	QuietListener(WriterListener... listeners) {
		this.listeners = List.of(listeners);
	}

	@Override
	public void taken(DeviceReport report) {
		tell((listener) -> listener.taken(report));
	}

	@Override
	public void settled(WriteOutcome outcome) {
		tell((listener) -> listener.settled(outcome));
	}

	@Override
	public void sending(int states) {
		tell((listener) -> listener.sending(states));
	}

	@Override
	public void answered(int states, Duration took, @Nullable Throwable failure) {
		tell((listener) -> listener.answered(states, took, failure));
	}

	@Override
	public void waiting(Wait reason, Duration delay) {
		tell((listener) -> listener.waiting(reason, delay));
	}

	@Override
	public void concurrency(int before, int now) {
		tell((listener) -> listener.concurrency(before, now));
	}

	private void tell(Consumer<WriterListener> news) {
		for (WriterListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				// even an Error must not cost an outcome
				Operators.onErrorDropped(ex, Context.empty());
			}
		}
	}

}
