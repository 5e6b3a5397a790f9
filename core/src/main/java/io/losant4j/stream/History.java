package io.losant4j.stream;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The past of a line, from which what a connection missed can be read. Its methods other
 * than {@link #read} are called on event loops, for many values, and must be quick.
 *
 * @param <T> what an event says
 */
public interface History<T> {

	/**
	 * Begins to read the past.
	 * @param from the time to begin with, itself included
	 * @return emits the first page of what was stored since, and asks for it anew with
	 * each subscription; errors with {@link io.losant4j.error.LosantException}. What may
	 * pass is tried again
	 */
	Mono<Page<T>> read(Instant from);

	/**
	 * When a value was, by its own account. Values of the same time can be the same.
	 * @param value the value
	 * @return the time, or {@code null} if the value does not tell; it is then delivered
	 * unchecked
	 */
	@Nullable Instant time(T value);

	/**
	 * Whether a value says nothing new. The past can say what was live in another form,
	 * such as several reports of one moment in one.
	 * @param value the value
	 * @param delivered what was delivered of the same time, at least one, in order
	 * @return whether the value need not be delivered; by default, whether an equal one
	 * was
	 */
	default boolean isRepeat(T value, List<T> delivered) {
		return delivered.contains(value);
	}

	/**
	 * A part of the past.
	 *
	 * @param <T> what an event says
	 * @param values what was stored, ascending by time. A page may repeat what the one
	 * before ended with
	 * @param next asks for the next page as {@link History#read} does, or {@code null} if
	 * this one has come to the present
	 */
	record Page<T>(List<T> values, @Nullable Mono<Page<T>> next) {
	}

}
