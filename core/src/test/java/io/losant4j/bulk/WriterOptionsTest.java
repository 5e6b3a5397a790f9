package io.losant4j.bulk;

import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class WriterOptionsTest {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Test
	void changesWhatIsSaid() {
		WriterOptions options = WriterOptions.defaults()
			.withBatches(1, 2, Duration.ofMillis(3))
			.withMemory(4, 5)
			.withConcurrency(6, 7)
			.withCallsPerDevice(8)
			.withMaxAttempts(9)
			.withBackOff(Duration.ofMillis(10), Duration.ofMillis(11))
			.withCallTimeout(Duration.ofMillis(12))
			.withCloseTimeout(Duration.ofMillis(13))
			.withSameTime(SameTime.MERGE);

		assertThat(options)
			.isEqualTo(new WriterOptions(1, 2, Duration.ofMillis(3), 4, 5, 6, 7, 8, 9, Duration.ofMillis(10),
					Duration.ofMillis(11), Duration.ofMillis(12), Duration.ofMillis(13), SameTime.MERGE));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void refusesWhatMakesNoSense(UnaryOperator<WriterOptions> change, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(WriterOptions.defaults()))
			.withMessage(message);
	}

	static Stream<Arguments> refused() {
		return Stream.of(
				refused((options) -> options.withBatches(0, 1, SECOND), "maxBatchItems must be at least 1, was 0"),
				refused((options) -> options.withBatches(1, 0, SECOND), "maxBatchBytes must be at least 1, was 0"),
				refused((options) -> options.withBatches(1, 1, SECOND.negated()),
						"maxBatchAge must not be negative, was PT-1S"),
				refused((options) -> options.withMemory(0, 1_000_000), "maxItems must be at least 1, was 0"),
				refused((options) -> options.withMemory(1, 1_000),
						"maxBytes must not be below maxBatchBytes (262144), was 1000"),
				refused((options) -> options.withConcurrency(0, 1), "minConcurrency must be at least 1, was 0"),
				refused((options) -> options.withConcurrency(2, 1),
						"maxConcurrency must not be below minConcurrency (2), was 1"),
				refused((options) -> options.withCallsPerDevice(0), "callsPerDevice must be 1 to 30, was 0"),
				refused((options) -> options.withCallsPerDevice(31), "callsPerDevice must be 1 to 30, was 31"),
				refused((options) -> options.withMaxAttempts(0), "maxAttempts must be at least 1, was 0"),
				refused((options) -> options.withBackOff(Duration.ZERO, SECOND),
						"minBackOff must be at least 1 ms, was PT0S"),
				refused((options) -> options.withBackOff(SECOND, Duration.ofMillis(1)),
						"maxBackOff must not be below minBackOff (PT1S), was PT0.001S"),
				refused((options) -> options.withCallTimeout(Duration.ZERO),
						"callTimeout must be at least 1 ms, was PT0S"),
				refused((options) -> options.withCloseTimeout(SECOND.negated()),
						"closeTimeout must not be negative, was PT-1S"));
	}

	private static Arguments refused(UnaryOperator<WriterOptions> change, String message) {
		return arguments(change, message);
	}

}
