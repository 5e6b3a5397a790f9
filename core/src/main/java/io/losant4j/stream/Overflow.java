package io.losant4j.stream;

/**
 * What happens to a value that finds its subscriber's buffer full. Each subscriber has a
 * buffer of its own, so a slow one never stalls another; the exception is
 * {@link #BACK_PRESSURE}, and says so. What a gap missed comes as fast as it can be read,
 * often in bursts that are larger than a buffer: who must have all of it needs
 * {@link #CATCH_UP} or {@link #BACK_PRESSURE}.
 */
public enum Overflow {

	/** The oldest buffered value makes room; the default. */
	DROP_OLDEST,

	/** The new value is dropped. */
	DROP_NEWEST,

	/** Only the latest value is kept, whatever the size of the buffer. */
	LATEST,

	/**
	 * The subscriber gets what is buffered and then an overflow error
	 * ({@link reactor.core.Exceptions#isOverflow(Throwable)}).
	 */
	ERROR,

	/**
	 * Nothing is dropped: no more is read from the socket until there is room. Only
	 * subscribers with this policy share such a connection, and the slowest of them sets
	 * the pace of all; who joins them may first get what was read for them and not taken.
	 * A server may hang up on a client that reads too slowly.
	 */
	BACK_PRESSURE,

	/**
	 * Nothing is lost, and nobody is held up: a subscriber whose buffer is full is
	 * parked, and once it has taken what waits, it reads what it missed from the history
	 * at its own pace and joins the live line again. Needs a line that has a history.
	 * What cannot be read is told as a {@link StreamSignal.Gap}; a value without a time
	 * cannot be found there, and is dropped and told as such.
	 */
	CATCH_UP

}
