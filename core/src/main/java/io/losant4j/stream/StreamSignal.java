package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;

import io.losant4j.error.LosantDataException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;

/**
 * A live line with its life in it: its values, and what happened to the connection
 * between them.
 *
 * @param <T> what an event says
 */
public sealed interface StreamSignal<T> {

	/**
	 * The line is open. Who joins later is told of it again.
	 *
	 * @param <T> what an event says
	 * @param attempt the ordinal of the connection attempt that succeeded, from 1
	 * @param at when the answer's headers were in
	 */
	record Opened<T>(long attempt, Instant at) implements StreamSignal<T> {
	}

	/**
	 * An event of the line.
	 *
	 * @param <T> what an event says
	 * @param value what the event says
	 */
	record Value<T>(T value) implements StreamSignal<T> {
	}

	/**
	 * The server said that it is still there. Not told to a subscriber that is behind.
	 *
	 * @param <T> what an event says
	 */
	record KeepAlive<T>() implements StreamSignal<T> {
	}

	/**
	 * The line was not live for a while, and is again.
	 *
	 * @param <T> what an event says
	 * @param from the last sign of life before
	 * @param to when the line was open again
	 * @param recovered whether what was missed has been delivered, ahead of this signal;
	 * otherwise it is lost to this stream
	 * @param values how many missed values were delivered
	 * @param cause why the rest could not be read, where an error was the reason
	 */
	record Gap<T>(Instant from, Instant to, boolean recovered, long values,
			@Nullable Throwable cause) implements StreamSignal<T> {

		/**
		 * Checks the gap.
		 * @param from the last sign of life before
		 * @param to when the line was open again
		 * @param recovered whether what was missed has been delivered
		 * @param values how many missed values were delivered
		 * @param cause why the rest could not be read
		 * @throws IllegalArgumentException if it ends before it begins
		 */
		public Gap {
			if (to.isBefore(from)) {
				throw new IllegalArgumentException("to must not be before from " + from + ", but is " + to);
			}
		}

	}

	/**
	 * A connection was lost or an attempt failed, and there will be another. A
	 * {@link StreamListener} is told of these two apart. Who joins later is told of it
	 * again.
	 *
	 * @param <T> what an event says
	 * @param attempt the ordinal of the connection attempt that ended, from 1
	 * @param cause why it ended
	 * @param nextAttemptIn how long until the next attempt
	 */
	record Closed<T>(long attempt, LosantException cause, Duration nextAttemptIn) implements StreamSignal<T> {
	}

	/**
	 * An event was skipped: it was too large, could not be decoded, or had a name that
	 * this line does not know.
	 *
	 * @param <T> what an event says
	 * @param cause what is wrong with the event, without its data
	 */
	record Malformed<T>(LosantDataException cause) implements StreamSignal<T> {
	}

	/**
	 * Values were dropped because this subscriber's buffer was full.
	 *
	 * @param <T> what an event says
	 * @param values how many, since the last such signal
	 */
	record Dropped<T>(long values) implements StreamSignal<T> {
	}

}
