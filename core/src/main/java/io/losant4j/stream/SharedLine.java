package io.losant4j.stream;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * One connection at a time for all who listen to a line, and a mailbox for each of them.
 * The connection opens with the first and closes shortly after the last; it knows nothing
 * of anybody's context.
 *
 * @param <T> what an event says
 */
final class SharedLine<T> {

	/** How many signals may be on the way from the connection to the mailboxes. */
	private static final int PREFETCH = 32;

	private final String name;

	private final StreamListener listener;

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final Flux<StreamSignal<T>> signals;

	/**
	 * Whether the connection of now is open, as the last signal told; absent at first.
	 */
	private volatile AtomicReference<@Nullable StreamSignal<T>> state = new AtomicReference<>();

	SharedLine(Line<T> line, StreamOptions options, Commons commons) {
		this.name = line.name();
		this.listener = commons.listener();
		this.signals = Flux.defer(() -> {
			AtomicReference<@Nullable StreamSignal<T>> current = new AtomicReference<>();
			this.state = current;
			return Reconnect.signals(line, options, commons).doOnNext((signal) -> note(signal, current));
		})
			.takeUntilOther(this.closed.asMono())
			.contextWrite((first) -> Context.empty())
			.publish(PREFETCH)
			.refCount(1, options.grace(), commons.timing().scheduler());
	}

	/** Joins the line, with a buffer of one's own. */
	Flux<StreamSignal<T>> join(StreamOptions options) {
		return Flux
			.deferContextual((context) -> Flux.using(() -> subscribe(options, Context.of(context)), Mailbox::deliver,
					Mailbox::close))
			.takeUntilOther(this.closed.asMono());
	}

	private Mailbox<T> subscribe(StreamOptions options, Context context) {
		Mailbox<T> mailbox = new Mailbox<>(options.buffer(), options.overflow(),
				(values) -> this.listener.dropped(this.name, values), context);
		this.signals.subscribe(mailbox);
		StreamSignal<T> now = this.state.get();
		if (now != null) {
			// if it comes from the line as well, the mailbox knows it already
			mailbox.put(now);
		}
		return mailbox;
	}

	void close() {
		this.closed.tryEmitEmpty();
	}

	private void note(StreamSignal<T> signal, AtomicReference<@Nullable StreamSignal<T>> current) {
		if (signal instanceof StreamSignal.Value) {
			this.listener.received(this.name);
		}
		else if (signal instanceof StreamSignal.Opened || signal instanceof StreamSignal.Closed) {
			current.set(signal);
		}
		else if (signal instanceof StreamSignal.Gap<T> gap) {
			this.listener.gap(this.name, gap);
		}
		else if (signal instanceof StreamSignal.Malformed<T> malformed) {
			this.listener.malformed(this.name, malformed.cause());
		}
	}

}
