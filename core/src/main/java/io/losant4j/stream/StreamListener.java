package io.losant4j.stream;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Is told what happens to the lines of a client, for metrics and logs. Called on the
 * thread where it happens, often an event loop, so it must not block; an exception that
 * it throws is logged and goes no further. Lines are named by action and URL template
 * ({@link Line#name()}), the action first and then a space, so the names are few.
 */
public interface StreamListener {

	/**
	 * Somebody wants a line that nobody wanted before, so that it is going to be open and
	 * kept open; {@link #ended} follows, once.
	 * @param line the line's name
	 */
	default void started(String line) {
	}

	/**
	 * Nobody wants the line any more, or Losant refused it for good.
	 * @param line the line's name
	 */
	default void ended(String line) {
	}

	/**
	 * A connection is open; {@link #closed} follows, once.
	 * @param line the line's name
	 */
	default void opened(String line) {
	}

	/**
	 * An open connection is gone.
	 * @param line the line's name
	 * @param cause why, or {@code null} if nobody needs it any more
	 */
	default void closed(String line, @Nullable Throwable cause) {
	}

	/**
	 * A connection attempt failed before anything was open.
	 * @param line the line's name
	 * @param cause why
	 */
	default void failed(String line, Throwable cause) {
	}

	/**
	 * A lost connection or a failed attempt will be followed by another attempt.
	 * @param line the line's name
	 * @param delay how long until then
	 */
	default void reconnecting(String line, Duration delay) {
	}

	/**
	 * A value came, once for all subscribers of the line.
	 * @param line the line's name
	 */
	default void received(String line) {
	}

	/**
	 * The line was not live for a while, and is again.
	 * @param line the line's name
	 * @param gap from when to when, and whether it was recovered
	 */
	default void gap(String line, StreamSignal.Gap<?> gap) {
	}

	/**
	 * An event was skipped.
	 * @param line the line's name
	 * @param cause what is wrong with it
	 */
	default void malformed(String line, Throwable cause) {
	}

	/**
	 * A subscriber lost values because its buffer was full.
	 * @param line the line's name
	 * @param values how many
	 */
	default void dropped(String line, long values) {
	}

}
