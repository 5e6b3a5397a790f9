package io.losant4j.stream;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import reactor.core.publisher.Flux;
import reactor.util.context.Context;

/**
 * The live lines of one client. Subscribers of the same line with the same options share
 * one connection, whoever they are; it opens with the first of them and closes shortly
 * after the last ({@link StreamOptions#grace()}).
 */
public final class LiveLines implements AutoCloseable {

	private final Commons commons;

	private final ConcurrentMap<Key, Entry> entries = new ConcurrentHashMap<>();

	private volatile boolean stopped;

	private volatile boolean closed;

	LiveLines(Commons commons) {
		this.commons = commons;
	}

	/**
	 * Sets up lines; nothing is connected yet.
	 * @param attemptsAtOnce how many connection attempts may be under way at once; others
	 * wait for their turn
	 * @param budget asked before a connection that failed in vain is attempted once more:
	 * whether the client can afford it now, or the line waits the longest it may
	 * @param listeners are told what happens to the lines
	 * @return the lines of one client
	 * @throws IllegalArgumentException if {@code attemptsAtOnce} is less than 1
	 */
	public static LiveLines create(int attemptsAtOnce, BooleanSupplier budget, StreamListener... listeners) {
		if (attemptsAtOnce < 1) {
			throw new IllegalArgumentException("attemptsAtOnce must be at least 1, but is " + attemptsAtOnce);
		}
		return new LiveLines(
				new Commons(Timing.real(), new Gate(attemptsAtOnce), budget, new QuietListener(listeners)));
	}

	/**
	 * A line with its life in it. Hot: a subscriber gets what comes from then on, and at
	 * once the last {@link StreamSignal.Opened} or {@link StreamSignal.Closed}, if the
	 * line was connecting before. Signals come on the thread of the connection, which
	 * must not be blocked.
	 * @param <T> what an event says
	 * @param line the line; only its {@link Line#key()} counts where a connection is
	 * shared
	 * @param options how the line is held and delivered
	 * @return emits signals; completes when these lines are stopped or closed; errors
	 * with {@link io.losant4j.error.LosantApiException} on 400, 401, 403 and 404, after
	 * which a new subscriber tries anew, and with an overflow error if the options say so
	 * @throws IllegalArgumentException if the options need a history and the line has
	 * none
	 */
	public <T> Flux<StreamSignal<T>> signals(Line<T> line, StreamOptions options) {
		if (options.needsHistory() && line.history() == null) {
			throw new IllegalArgumentException(
					"options must not ask for the past (from, CATCH_UP) of a line without a history, but are "
							+ options);
		}
		Key key = new Key(line.key(), options.ofConnection());
		return new Guarded<>(Flux.deferContextual((context) -> {
			SharedLine<T> shared = enter(key, line);
			return shared.join(options, Context.of(context), () -> leave(key, shared));
		}));
	}

	/**
	 * The values of a line and nothing else; otherwise as {@link #signals}.
	 * @param <T> what an event says
	 * @param line the line
	 * @param options how the line is held and delivered
	 * @return emits values; completes and errors as {@link #signals} does
	 * @throws IllegalArgumentException as {@link #signals} does
	 */
	public <T> Flux<T> values(Line<T> line, StreamOptions options) {
		return signals(line, options).handle((signal, sink) -> {
			if (signal instanceof StreamSignal.Value<T> value) {
				sink.next(value.value());
			}
		});
	}

	/**
	 * Completes all lines and closes their connections. Until {@link #start()} a
	 * subscriber gets an {@link IllegalStateException}.
	 */
	public void stop() {
		this.stopped = true;
		this.entries.values().forEach((entry) -> entry.line().close());
	}

	/**
	 * Lets subscribers in again, unless these lines are closed. Does nothing where they
	 * were not stopped.
	 */
	public void start() {
		this.stopped = false;
	}

	/**
	 * Stops the lines for good.
	 */
	@Override
	public void close() {
		this.closed = true;
		stop();
	}

	private <T> SharedLine<T> enter(Key key, Line<T> line) {
		Entry entry = this.entries.compute(key, (same, present) -> (present != null && !present.line().isClosed())
				? present.entered() : new Entry(new SharedLine<>(line, key.options(), this.commons), 1, 1));
		if (this.closed || this.stopped) {
			leave(key, entry.line());
			throw new IllegalStateException(this.closed ? "The client is closed" : "The client's streams are stopped");
		}
		return lineOf(entry);
	}

	@SuppressWarnings("unchecked") // equal keys mean the same T, as Line says
	private static <T> SharedLine<T> lineOf(Entry entry) {
		return (SharedLine<T>) entry.line();
	}

	private void leave(Key key, SharedLine<?> line) {
		Entry entry = this.entries.computeIfPresent(key,
				(same, present) -> (present.line() == line) ? present.left() : present);
		if (entry != null && entry.line() == line && entry.subscribers() == 0) {
			this.commons.timing()
				.scheduler()
				.schedule(() -> forget(key, entry), key.options().grace().toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** Forgets a line, unless somebody has come (and perhaps gone) since. */
	private void forget(Key key, Entry unused) {
		this.entries.remove(key, unused);
	}

	private record Key(Object line, StreamOptions options) {
	}

	/**
	 * A line and those who listen to it; the generation counts everyone who ever came.
	 */
	private record Entry(SharedLine<?> line, int subscribers, long generation) {

		Entry entered() {
			return new Entry(this.line, this.subscribers + 1, this.generation + 1);
		}

		Entry left() {
			return new Entry(this.line, this.subscribers - 1, this.generation);
		}

	}

}
