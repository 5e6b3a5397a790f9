package io.losant4j.device;

import java.time.Duration;
import java.time.Instant;

/**
 * A range of time. Hides how Losant writes it: milliseconds since the epoch, where 0
 * means now, 1 means the beginning of time, and a negative number counts back from now.
 *
 * @param start the start as Losant writes it
 * @param end the end as Losant writes it
 */
public record TimeRange(long start, long end) {

	private static final long NOW = 0;

	private static final long BEGINNING = 1;

	private static final long MILLENNIUM = Duration.ofDays(365_250).toMillis();

	public TimeRange {
		if (start < -MILLENNIUM || end < -MILLENNIUM) {
			throw new IllegalArgumentException(
					"a range must not reach back a thousand years, was " + start + " to " + end);
		}
		boolean absolute = start > BEGINNING && end > BEGINNING;
		boolean relative = start <= NOW && end <= NOW;
		if ((absolute || relative) && end < start) {
			throw new IllegalArgumentException("end must not be before start, was " + start + " to " + end);
		}
	}

	/**
	 * From the beginning until now.
	 * @return the range
	 */
	public static TimeRange all() {
		return new TimeRange(BEGINNING, NOW);
	}

	/**
	 * The time just past, counted back by Losant at the moment when it answers.
	 * @param duration how far back, at least a millisecond
	 * @return the range
	 * @throws IllegalArgumentException if the duration is shorter than a millisecond, or
	 * reaches back a thousand years
	 */
	public static TimeRange last(Duration duration) {
		return new TimeRange(-Check.millis("duration", duration), NOW);
	}

	/**
	 * From a moment on until now.
	 * @param start the first moment, after 1970-01-01T00:00:00.001Z
	 * @return the range
	 * @throws IllegalArgumentException if Losant has no way to write the moment
	 */
	public static TimeRange since(Instant start) {
		return new TimeRange(Check.moment("start", start), NOW);
	}

	/**
	 * From the beginning until a moment.
	 * @param end the last moment, after 1970-01-01T00:00:00.001Z
	 * @return the range
	 * @throws IllegalArgumentException if Losant has no way to write the moment
	 */
	public static TimeRange until(Instant end) {
		return new TimeRange(BEGINNING, Check.moment("end", end));
	}

	/**
	 * From one moment until another.
	 * @param start the first moment, after 1970-01-01T00:00:00.001Z
	 * @param end the last moment, not before the first
	 * @return the range
	 * @throws IllegalArgumentException if Losant has no way to write a moment, or the end
	 * is before the start
	 */
	public static TimeRange between(Instant start, Instant end) {
		if (end.isBefore(start)) {
			throw new IllegalArgumentException("end must not be before start " + start + ", was " + end);
		}
		return new TimeRange(Check.moment("start", start), Check.moment("end", end));
	}

	/** Whether this is the time just past, as {@link #last} makes it. */
	boolean isLast() {
		return this.start < NOW && isUntilNow();
	}

	boolean isFromTheBeginning() {
		return this.start == BEGINNING;
	}

	boolean isUntilNow() {
		return this.end == NOW;
	}

}
