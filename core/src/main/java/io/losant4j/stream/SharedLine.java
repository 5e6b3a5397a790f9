package io.losant4j.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
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

	private final Line<T> line;

	private final Commons commons;

	private final Sinks.Empty<Void> closed = Sinks.empty();

	private final Flux<StreamSignal<T>> signals;

	/** Of all who listen now. */
	private final List<Mailbox<T>> mailboxes = new CopyOnWriteArrayList<>();

	/** To all its connections, one after the other. */
	private volatile @Nullable Subscription run;

	private volatile boolean ended;

	/**
	 * Whether the connection of now is open, as the last signal told; absent at first.
	 */
	private volatile AtomicReference<@Nullable StreamSignal<T>> state = new AtomicReference<>();

	SharedLine(Line<T> line, StreamOptions options, Commons commons) {
		this.line = line;
		this.commons = commons;
		this.signals = Flux.defer(() -> connected(options))
			.doOnSubscribe(this::begin)
			.contextWrite((first) -> Context.empty())
			.publish(PREFETCH)
			.refCount(1, options.grace(), commons.timing().scheduler());
	}

	/** A connection that begins as the line ends is not to outlive it. */
	private void begin(Subscription subscription) {
		this.run = subscription;
		if (this.ended) {
			subscription.cancel();
		}
	}

	/** Connects again and again, fills the gaps between, and takes note. */
	private Flux<StreamSignal<T>> connected(StreamOptions options) {
		AtomicReference<@Nullable StreamSignal<T>> current = new AtomicReference<>();
		this.state = current;
		this.commons.listener().started(this.line.name());
		return continuous(Reconnect.signals(this.line, options, this.commons), options)
			.filter((signal) -> note(signal, current))
			.doFinally((end) -> this.commons.listener().ended(this.line.name()));
	}

	private Flux<StreamSignal<T>> continuous(Flux<StreamSignal<T>> connections, StreamOptions options) {
		History<T> history = this.line.history();
		if (history == null || !options.recoverGaps()) {
			return connections;
		}
		StreamOptions lossless = options.isPaced() ? options : options.withOverflow(Overflow.CATCH_UP);
		return Flux.using(() -> {
			Joined<T> joined = joined(lossless, history, true, Context.empty());
			connections.subscribe(joined.mailbox());
			return joined;
		}, Joined::signals, Joined::leave);
	}

	/**
	 * Joins the line, with a buffer of one's own; for one subscriber.
	 * @param left is run when it has left, or could not join
	 */
	Flux<StreamSignal<T>> join(StreamOptions options, Context context, Runnable left) {
		Flux<StreamSignal<T>> own = Flux.using(() -> subscribe(options, context, left), Joined::signals, (joined) -> {
			try {
				leave(joined);
			}
			finally {
				left.run();
			}
		});
		// A lock for each value: only for those who may be reading the history.
		return options.needsHistory() ? own.takeUntilOther(this.closed.asMono()) : own;
	}

	private Joined<T> subscribe(StreamOptions options, Context context, Runnable left) {
		try {
			return subscribe(options, context);
		}
		catch (Throwable ex) {
			left.run();
			throw ex;
		}
	}

	private Joined<T> subscribe(StreamOptions options, Context context) {
		History<T> history = options.needsHistory() ? this.line.history() : null;
		Joined<T> joined = joined(options, history, false, context);
		this.mailboxes.add(joined.mailbox());
		try {
			this.signals.subscribe(joined.mailbox());
		}
		catch (Throwable ex) {
			this.mailboxes.remove(joined.mailbox());
			throw ex;
		}
		if (this.ended) {
			joined.mailbox().end();
		}
		StreamSignal<T> now = this.state.get();
		if (now != null) {
			joined.mailbox().putFirst(now);
		}
		return joined;
	}

	private Joined<T> joined(StreamOptions options, @Nullable History<T> history, boolean ofLine, Context context) {
		Seen<T> seen = (history != null) ? new Seen<>(history, options.overlap(), this.commons.timing()) : null;
		Backlog<T> backlog = new Backlog<>(options.buffer(), options.overflow(),
				(seen != null) ? new Shortfall<>(seen) : null);
		Mailbox<T> mailbox = new Mailbox<>(backlog, options.isPaced() ? options.buffer() : Long.MAX_VALUE, ofLine,
				(values) -> this.commons.listener().dropped(this.line.name(), values), context);
		if (history == null || seen == null) {
			return new Joined<>(mailbox, mailbox.deliver());
		}
		// what happens to the line is noted once for all
		Consumer<StreamSignal.Gap<T>> lost = ofLine ? (gap) -> {
		} : this::note;
		return new Joined<>(mailbox,
				new Continuity<>(history, seen, options, this.commons.timing(), backlog, mailbox, lost).signals());
	}

	void close() {
		this.ended = true;
		this.closed.tryEmitEmpty();
		this.mailboxes.forEach(Mailbox::end);
		Subscription current = this.run;
		if (current != null) {
			current.cancel();
		}
	}

	private void leave(Joined<T> joined) {
		this.mailboxes.remove(joined.mailbox());
		joined.leave();
	}

	/** Whether it is of no more use to anybody. */
	boolean isClosed() {
		return this.ended;
	}

	/**
	 * Takes note of a signal.
	 * @return whether anybody listens: who comes back within the grace gets nothing of
	 * the time between
	 */
	private boolean note(StreamSignal<T> signal, AtomicReference<@Nullable StreamSignal<T>> current) {
		if (signal instanceof StreamSignal.Value) {
			this.commons.listener().received(this.line.name());
		}
		else if (signal instanceof StreamSignal.Opened || signal instanceof StreamSignal.Closed) {
			current.set(signal);
		}
		else if (signal instanceof StreamSignal.Gap<T> gap) {
			note(gap);
		}
		else if (signal instanceof StreamSignal.Malformed<T> malformed) {
			this.commons.listener().malformed(this.line.name(), malformed.cause());
		}
		return !this.mailboxes.isEmpty();
	}

	private void note(StreamSignal.Gap<T> gap) {
		this.commons.listener().gap(this.line.name(), gap);
	}

	/**
	 * Someone who listens: a subscriber, or the line itself to its connections.
	 *
	 * @param <T> what an event says
	 */
	private record Joined<T>(Mailbox<T> mailbox, Flux<StreamSignal<T>> signals) {

		void leave() {
			this.mailbox.close();
		}

	}

}
