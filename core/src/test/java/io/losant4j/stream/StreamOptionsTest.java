package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class StreamOptionsTest {

	private static final StreamOptions DEFAULTS = StreamOptions.defaults();

	static Stream<Arguments> bad() {
		return Stream.of(
				bad("keepAlive must be whole seconds, at least 1 s, but is PT0S",
						(o) -> o.withKeepAlive(Duration.ZERO)),
				bad("keepAlive must be whole seconds, at least 1 s, but is PT1.5S",
						(o) -> o.withKeepAlive(Duration.ofMillis(1500))),
				bad("keepAlive must be whole seconds, at least 1 s, but is PT-1S",
						(o) -> o.withKeepAlive(Duration.ofSeconds(-1))),
				bad("missedKeepAlives must be at least 1, but is 0", (o) -> o.withMissedKeepAlives(0)),
				bad("silenceFloor must be positive, but is PT0S", (o) -> o.withSilenceFloor(Duration.ZERO)),
				bad("openTimeout must be positive, but is PT-1S", (o) -> o.withOpenTimeout(Duration.ofSeconds(-1))),
				bad("minBackOff must be at least 1 ms, but is PT0S", (o) -> o.withMinBackOff(Duration.ZERO)),
				bad("maxBackOff must not be below minBackOff (PT1S), but is PT0.5S",
						(o) -> o.withMaxBackOff(Duration.ofMillis(500))),
				bad("maxEventSize must be at least 1 byte, but is 0", (o) -> o.withMaxEventSize(0)),
				bad("grace must not be negative, but is PT-1S", (o) -> o.withGrace(Duration.ofSeconds(-1))),
				bad("buffer must be at least 1, but is 0", (o) -> o.withBuffer(0)),
				bad("overlap must be between 0 and PT87600H, but is PT-1S",
						(o) -> o.withOverlap(Duration.ofSeconds(-1))),
				bad("lookBack must be positive and at most PT87600H, but is PT0S",
						(o) -> o.withLookBack(Duration.ZERO)),
				bad("recoverAtMost must not be negative, but is -1", (o) -> o.withRecoverAtMost(-1)));
	}

	private static Arguments bad(String message, UnaryOperator<StreamOptions> change) {
		return arguments(message, change);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("bad")
	void refusesWhatMakesNoSense(String message, UnaryOperator<StreamOptions> change) {
		assertThatIllegalArgumentException().isThrownBy(() -> change.apply(DEFAULTS)).withMessage(message);
	}

	@Test
	void changesOnlyWhatIsChanged() {
		assertThat(DEFAULTS.withKeepAlive(Duration.ofSeconds(9))).isNotEqualTo(DEFAULTS)
			.extracting((options) -> options.withKeepAlive(DEFAULTS.keepAlive()))
			.isEqualTo(DEFAULTS);
		assertThat(DEFAULTS.withMissedKeepAlives(9)).extracting(StreamOptions::missedKeepAlives).isEqualTo(9);
		assertThat(DEFAULTS.withGrace(Duration.ZERO)).extracting(StreamOptions::grace).isEqualTo(Duration.ZERO);
		assertThat(DEFAULTS.withMaxEventSize(9)).extracting(StreamOptions::maxEventSize).isEqualTo(9);
	}

	@Test
	void silenceIsLimitedByMissedKeepAlivesButNotBelowTheFloor() {
		assertThat(DEFAULTS.silenceLimit()).hasSeconds(6);
		assertThat(DEFAULTS.withKeepAlive(Duration.ofSeconds(1)).silenceLimit()).hasSeconds(5);
		assertThat(DEFAULTS.withKeepAlive(Duration.ofSeconds(20)).withMissedKeepAlives(2).silenceLimit())
			.hasSeconds(40);
	}

	@Test
	void aBufferAndAPolicyAreASubscribersOwnExceptBackPressure() {
		assertThat(DEFAULTS.withBuffer(7).withOverflow(Overflow.ERROR).withFrom(Instant.EPOCH).ofConnection())
			.isEqualTo(DEFAULTS);
		assertThat(DEFAULTS.withOverflow(Overflow.BACK_PRESSURE).ofConnection()).isNotEqualTo(DEFAULTS);
	}

	@Test
	void everythingSinceAMomentMeansWithoutDrops() {
		StreamOptions since = StreamOptions.from(Instant.EPOCH);

		assertThat(since.from()).isEqualTo(Instant.EPOCH);
		assertThat(since.overflow()).isEqualTo(Overflow.CATCH_UP);
		assertThat(since.needsHistory()).isTrue();
		assertThat(DEFAULTS.needsHistory()).isFalse();
	}

}
