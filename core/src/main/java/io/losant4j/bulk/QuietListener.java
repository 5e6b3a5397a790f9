package io.losant4j.bulk;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Keeps what a listener throws away from the writers.
 */
final class QuietListener implements WriterListener {

	private final WriterListener listener;

	QuietListener(WriterListener listener) {
		this.listener = listener;
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
		try {
			news.accept(this.listener);
		}
		catch (RuntimeException ex) {
			Operators.onErrorDropped(ex, Context.empty());
		}
	}

}
