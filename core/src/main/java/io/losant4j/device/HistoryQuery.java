package io.losant4j.device;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What to read of a device's history. Immutable: each method returns a changed copy.
 */
public final class HistoryQuery {

	private final Map<String, @Nullable Object> parameters;

	private HistoryQuery(Map<String, @Nullable Object> parameters) {
		this.parameters = parameters;
	}

	/**
	 * The latest entry, whenever it was.
	 * @return the query
	 */
	public static HistoryQuery latest() {
		return new HistoryQuery(Map.of());
	}

	/**
	 * The entries of a range of time, newest first. Losant returns one unless
	 * {@link #limit} asks for more. An end that is now and a start that is the beginning
	 * are left out, and a time just past travels as {@code duration}: unlike elsewhere,
	 * Losant documents {@code start} and {@code end} of these actions as milliseconds
	 * since the epoch only.
	 * @param range the range
	 * @return the query
	 */
	public static HistoryQuery within(TimeRange range) {
		Map<String, @Nullable Object> parameters = Map.of();
		if (range.isLast()) {
			return new HistoryQuery(Check.with(parameters, "duration", -range.start()));
		}
		if (!range.isFromTheBeginning()) {
			parameters = Check.with(parameters, "start", range.start());
		}
		return new HistoryQuery(range.isUntilNow() ? parameters : Check.with(parameters, "end", range.end()));
	}

	/**
	 * The entries since a moment, newest first, asked for in the one way that servers
	 * before version 1.26 of the API know; those know no range and no order either.
	 * Losant returns one entry unless {@link #limit} asks for more.
	 * @param start the first moment, after 1970-01-01T00:00:00.001Z
	 * @return the query
	 * @throws IllegalArgumentException if Losant has no way to write the moment
	 * @deprecated by Losant, since version 1.26 of the API: use {@link #within} unless
	 * the server is older
	 */
	@Deprecated
	public static HistoryQuery since(Instant start) {
		return new HistoryQuery(Check.with(Map.of(), "since", Check.moment("since", start)));
	}

	/**
	 * Asks for more than one entry.
	 * @param entries the most entries to return, at least 1; Losant has a limit of its
	 * own that it does not document
	 * @return a changed copy
	 * @throws IllegalArgumentException if the limit is less than 1
	 */
	public HistoryQuery limit(int entries) {
		return new HistoryQuery(
				Check.with(this.parameters, "limit", Check.range("limit", entries, 1, Integer.MAX_VALUE)));
	}

	/**
	 * Asks for the oldest entries first.
	 * @return a changed copy
	 */
	public HistoryQuery oldestFirst() {
		return new HistoryQuery(Check.with(this.parameters, "sortDirection", SortDirection.ASCENDING));
	}

	Map<String, @Nullable Object> parameters() {
		return this.parameters;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof HistoryQuery that && this.parameters.equals(that.parameters);
	}

	@Override
	public int hashCode() {
		return this.parameters.hashCode();
	}

	@Override
	public String toString() {
		return "HistoryQuery" + this.parameters;
	}

}
