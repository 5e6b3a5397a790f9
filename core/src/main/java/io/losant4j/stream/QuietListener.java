package io.losant4j.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Tells all listeners, and keeps what one of them throws away from the lines and from the
 * others.
 */
final class QuietListener implements StreamListener {

	private final List<StreamListener> listeners;

	QuietListener(StreamListener... listeners) {
		this.listeners = List.of(listeners);
	}

	@Override
	public void started(String line) {
		tell((listener) -> listener.started(line));
	}

	@Override
	public void ended(String line) {
		tell((listener) -> listener.ended(line));
	}

	@Override
	public void opened(String line) {
		tell((listener) -> listener.opened(line));
	}

	@Override
	public void closed(String line, @Nullable Throwable cause) {
		tell((listener) -> listener.closed(line, cause));
	}

	@Override
	public void failed(String line, Throwable cause) {
		tell((listener) -> listener.failed(line, cause));
	}

	@Override
	public void reconnecting(String line, Duration delay) {
		tell((listener) -> listener.reconnecting(line, delay));
	}

	@Override
	public void received(String line) {
		tell((listener) -> listener.received(line));
	}

	@Override
	public void gap(String line, StreamSignal.Gap<?> gap) {
		tell((listener) -> listener.gap(line, gap));
	}

	@Override
	public void malformed(String line, Throwable cause) {
		tell((listener) -> listener.malformed(line, cause));
	}

	@Override
	public void dropped(String line, long values) {
		tell((listener) -> listener.dropped(line, values));
	}

	private void tell(Consumer<StreamListener> news) {
		for (StreamListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (Throwable ex) {
				// an error as well, such as a class that a listener of metrics lacks
				Operators.onErrorDropped(ex, Context.empty());
			}
		}
	}

}
