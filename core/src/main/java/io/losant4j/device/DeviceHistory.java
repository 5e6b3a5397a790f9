package io.losant4j.device;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

import io.losant4j.error.LosantDataException;
import io.losant4j.stream.History;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The past of a device's stream: what {@code getState} and {@code getCommand} tell of it.
 */
final class DeviceHistory<T> implements History<T> {

	// Losant caps a page at a number that it does not document, so a page below this one
	// may be full; one with fewer values than another was filled with is not.
	private static final int PAGE = 1_000;

	// No cap is that small. A page with fewer values has all of them.
	private static final int FEWEST = 10;

	private final Function<HistoryQuery, Flux<T>> pages;

	private final Function<T, @Nullable Instant> time;

	private final BiPredicate<T, List<T>> repeat;

	private DeviceHistory(Function<HistoryQuery, Flux<T>> pages, Function<T, @Nullable Instant> time,
			BiPredicate<T, List<T>> repeat) {
		this.pages = pages;
		this.time = time;
		this.repeat = repeat;
	}

	static History<DeviceState> ofStates(Function<HistoryQuery, Flux<DeviceState>> pages) {
		return new DeviceHistory<>(pages, DeviceState::time, DeviceHistory::saysNothingNew);
	}

	static History<DeviceCommand> ofCommands(Function<HistoryQuery, Flux<DeviceCommand>> pages) {
		return new DeviceHistory<>(pages, DeviceCommand::time, (command, delivered) -> delivered.contains(command));
	}

	@Override
	public Flux<T> read(Instant from) {
		return page(from, FEWEST)
			.expand((page) -> page.next().map((next) -> page(next, page.largest())).orElse(Mono.empty()))
			.concatMapIterable(Page::values, 1);
	}

	private Mono<Page<T>> page(Instant from, int largest) {
		TimeRange range = from.isAfter(Instant.ofEpochMilli(1)) ? TimeRange.since(from) : TimeRange.all();
		return this.pages.apply(HistoryQuery.within(range).limit(PAGE).oldestFirst())
			.filter((value) -> this.time.apply(value) != null)
			.collectList()
			.map((answered) -> page(from.truncatedTo(ChronoUnit.MILLIS), answered, largest));
	}

	/**
	 * Servers before API version 1.26 do not know where to start, and those before 1.17.4
	 * not where to begin either: a page that they fill may lack what was asked for.
	 */
	private Page<T> page(Instant from, List<T> answered, int largest) {
		List<T> values = answered.stream()
			.filter((value) -> !when(value).isBefore(from))
			.sorted(Comparator.comparing(this::when))
			.toList();
		boolean earlier = values.size() < answered.size();
		boolean newestFirst = answered.size() > 1
				&& when(answered.get(0)).isAfter(when(answered.get(answered.size() - 1)));
		if (earlier != newestFirst && answered.size() >= PAGE) {
			throw new LosantDataException("the history cannot be read page by page: this server does not heed "
					+ (earlier ? "'start'" : "'sortDirection'"), null);
		}
		boolean last = earlier || newestFirst || values.size() < largest;
		return new Page<>(values, last ? Optional.empty() : Optional.of(next(from, values)),
				Math.max(values.size(), largest));
	}

	private Instant when(T value) {
		return Objects.requireNonNull(this.time.apply(value));
	}

	/**
	 * Where the next page begins: where this one ended, which may have cut one moment in
	 * two. A page that is not full has no next one, or the reading would run after what a
	 * busy device reports in the meantime, and never end.
	 */
	private Instant next(Instant from, List<T> values) {
		Instant last = when(values.get(values.size() - 1));
		return last.isAfter(from) ? last : from.plusMillis(1);
	}

	@Override
	public @Nullable Instant time(T value) {
		return this.time.apply(value);
	}

	@Override
	public boolean isRepeat(T value, List<T> delivered) {
		return this.repeat.test(value, delivered);
	}

	/**
	 * Losant merges the states of one millisecond: what several live ones said, the
	 * history says in one.
	 */
	private static boolean saysNothingNew(DeviceState state, List<DeviceState> delivered) {
		Map<String, Object> known = new HashMap<>();
		delivered.forEach((earlier) -> known.putAll(earlier.data()));
		return state.data().entrySet().stream().allMatch((entry) -> same(entry.getValue(), known.get(entry.getKey())));
	}

	private static boolean same(@Nullable Object value, @Nullable Object known) {
		if (value instanceof Number number && known instanceof Number other) {
			return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString())) == 0;
		}
		return Objects.equals(value, known);
	}

	private record Page<T>(List<T> values, Optional<Instant> next, int largest) {
	}

}
