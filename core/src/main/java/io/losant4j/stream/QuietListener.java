package io.losant4j.stream;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Keeps what a listener throws away from the lines.
 */
final class QuietListener implements StreamListener {

	private final StreamListener listener;

	QuietListener(StreamListener listener) {
		this.listener = listener;
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
		try {
			news.accept(this.listener);
		}
		catch (RuntimeException ex) {
			Operators.onErrorDropped(ex, Context.empty());
		}
	}

}
