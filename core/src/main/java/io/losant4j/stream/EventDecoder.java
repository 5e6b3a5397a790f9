package io.losant4j.stream;

import org.jspecify.annotations.Nullable;

/**
 * Reads the data of one event.
 *
 * @param <T> what an event says
 */
@FunctionalInterface
public interface EventDecoder<T> {

	/**
	 * Reads one event's data. Called on an event loop, so it must not block; the array is
	 * the caller's and is written over after the call.
	 * @param bytes holds the data, in UTF-8
	 * @param offset where the data begins
	 * @param length how many bytes the data has, at least 1
	 * @return what the event says, or {@code null} if it says nothing; the event is then
	 * reported as {@link StreamSignal.Malformed} as well
	 * @throws io.losant4j.error.LosantDataException if the data cannot be read; the event
	 * is then reported as {@link StreamSignal.Malformed} and the stream goes on, as it
	 * does after any other exception
	 */
	@Nullable T decode(byte[] bytes, int offset, int length);

}
