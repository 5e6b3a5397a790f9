package io.losant4j.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * A history is asked for by what Losant documents of it: milliseconds since the epoch,
 * and a duration.
 */
class HistoryQueryTest {

	private static final Instant TIME = Instant.ofEpochMilli(1_465_790_400_123L);

	static Stream<Arguments> ranges() {
		return Stream.of(arguments(TimeRange.all(), Map.of()),
				arguments(TimeRange.last(Duration.ofHours(1)), Map.of("duration", 3_600_000L)),
				arguments(TimeRange.since(TIME), Map.of("start", 1_465_790_400_123L)),
				arguments(TimeRange.until(TIME), Map.of("end", 1_465_790_400_123L)),
				arguments(TimeRange.between(TIME, TIME.plusMillis(1)),
						Map.of("start", 1_465_790_400_123L, "end", 1_465_790_400_124L)),
				arguments(new TimeRange(-5, -1), Map.of("start", -5L, "end", -1L)));
	}

	@ParameterizedTest
	@MethodSource("ranges")
	void saysNothingThatIsNotDocumentedOfTheseActions(TimeRange range, Map<String, Object> parameters) {
		assertThat(HistoryQuery.within(range).parameters()).isEqualTo(parameters);
	}

}
