package io.losant4j.device;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;

import io.losant4j.error.LosantDataException;
import io.losant4j.stream.History;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBufferLimitException;

/**
 * The past of a device's stream: what {@code getState} and {@code getCommand} tell of it.
 */
final class DeviceHistory<T> implements History<T> {

	// Losant caps a page at a number that it does not document, so a page below this one
	// may be full; one with fewer values than another was filled with is not.
	private static final int PAGE = 1_000;

	// No cap is that small. A page with fewer values has all of them.
	private static final int FEWEST = 10;

	// Devices have clocks of their own: what is stored now may be of tomorrow.
	private static final Duration AHEAD = Duration.ofDays(365);

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
		return new DeviceHistory<>(pages, DeviceCommand::time, DeviceHistory::isAmong);
	}

	@Override
	public Mono<Page<T>> read(Instant from) {
		return Mono.defer(() -> page(new Asked(from, PAGE, FEWEST), System.nanoTime()));
	}

	private Mono<Page<T>> page(Asked asked, long start) {
		return this.pages.apply(HistoryQuery.within(since(asked.from())).limit(asked.limit()).oldestFirst())
			.collectList()
			.map((answered) -> page(asked, answered, start))
			.onErrorResume((error) -> isTooLarge(error) && asked.limit() > 2,
					(error) -> page(asked.withLimit(asked.limit() / 2), start));
	}

	private static TimeRange since(Instant from) {
		Instant now = Instant.now();
		Instant end = (from.isAfter(now) ? from : now).plus(AHEAD);
		return (from.toEpochMilli() > 1) ? TimeRange.between(from, end) : TimeRange.until(end);
	}

	private static boolean isTooLarge(Throwable error) {
		return error instanceof LosantDataException && error.getCause() instanceof DataBufferLimitException;
	}

	/**
	 * Servers before API version 1.26 do not know where to start, and those before 1.17.4
	 * not where to begin either: a page that they fill may lack what was asked for.
	 */
	private Page<T> page(Asked asked, List<T> answered, long start) {
		Instant from = asked.from().truncatedTo(ChronoUnit.MILLIS);
		List<T> timed = answered.stream().filter((value) -> this.time.apply(value) != null).toList();
		List<T> values = timed.stream()
			.filter((value) -> !when(value).isBefore(from))
			.sorted(Comparator.comparing(this::when))
			.toList();
		boolean earlier = values.size() < timed.size();
		boolean newestFirst = timed.size() > 1 && when(timed.get(0)).isAfter(when(timed.get(timed.size() - 1)));
		if (earlier != newestFirst && answered.size() >= Math.min(FEWEST, asked.limit())) {
			throw new LosantDataException("the history cannot be read page by page: this server does not heed "
					+ (earlier ? "'start'" : "'sortDirection'"), null);
		}
		boolean full = answered.size() >= Math.min(asked.largest(), asked.limit());
		boolean last = values.isEmpty() || earlier || newestFirst || answered.size() < Math.min(FEWEST, asked.limit())
				|| (!full && span(values).toNanos() <= System.nanoTime() - start);
		if (last) {
			return new Page<>(values, null);
		}
		Asked next = next(asked, values, answered.size());
		return new Page<>(values, Mono.defer(() -> page(next, start)));
	}

	/**
	 * A page that is not full is the last only if it spans less time than the reading has
	 * taken: pages can be short for reasons that we do not know. It needs an end, or the
	 * reading would run after what a busy device reports in the meantime.
	 */
	private Duration span(List<T> values) {
		return Duration.between(when(values.get(0)), when(values.get(values.size() - 1)));
	}

	/**
	 * Where the next page begins: where this one ended, which may have cut one moment in
	 * two.
	 */
	private Asked next(Asked asked, List<T> values, int answered) {
		Instant last = when(values.get(values.size() - 1));
		boolean stuck = !last.isAfter(asked.from());
		if (stuck && answered >= asked.limit()) {
			throw new LosantDataException("the history cannot be read page by page: it has " + answered
					+ " values and more of one millisecond", null);
		}
		return new Asked(stuck ? asked.from().plusMillis(1) : last, asked.limit(), Math.max(answered, asked.largest()));
	}

	private Instant when(T value) {
		return Objects.requireNonNull(this.time.apply(value));
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

	private static boolean isAmong(DeviceCommand command, List<DeviceCommand> delivered) {
		return delivered.stream()
			.anyMatch((other) -> command.name().equals(other.name()) && same(command.payload(), other.payload()));
	}

	/** The line and the history need not write a number in the same way. */
	private static boolean same(@Nullable Object value, @Nullable Object known) {
		if (value instanceof Number number && known instanceof Number other) {
			return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString())) == 0;
		}
		if (value instanceof Map<?, ?> map && known instanceof Map<?, ?> other) {
			return map.keySet().equals(other.keySet())
					&& map.entrySet().stream().allMatch((entry) -> same(entry.getValue(), other.get(entry.getKey())));
		}
		if (value instanceof List<?> list && known instanceof List<?> other) {
			return list.size() == other.size()
					&& IntStream.range(0, list.size()).allMatch((i) -> same(list.get(i), other.get(i)));
		}
		return Objects.equals(value, known);
	}

	/**
	 * What a page is asked for.
	 *
	 * @param from where it begins
	 * @param limit how many values at most
	 * @param largest how many values pages had so far
	 */
	private record Asked(Instant from, int limit, int largest) {

		Asked withLimit(int fewer) {
			return new Asked(this.from, fewer, this.largest);
		}

	}

}
