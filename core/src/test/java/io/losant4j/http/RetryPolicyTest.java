package io.losant4j.http;

import java.time.Duration;
import java.util.stream.Stream;

import io.losant4j.MockLosant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RetryPolicyTest {

	private static final Duration MILLISECOND = Duration.ofMillis(1);

	private static final RetryPolicy POLICY = RetryPolicy.defaults();

	@ParameterizedTest
	@ValueSource(strings = { "P366D", "PT2562047788015215H" })
	void refusesTimesThatNobodyLivesToSee(Duration time) {
		assertTooLong("minBackOff", () -> POLICY.withBackOff(time, time));
		assertTooLong("maxBackOff", () -> POLICY.withBackOff(MILLISECOND, time));
		assertTooLong("maxRetryAfter", () -> POLICY.withMaxRetryAfter(time));
		assertTooLong("deadline", () -> POLICY.withDeadline(time));
	}

	private static void assertTooLong(String name, Runnable change) {
		assertThatIllegalArgumentException().isThrownBy(change::run)
			.withMessageStartingWith(name + " must be at most 365 days, was PT");
	}

	static Stream<Arguments> refusesWhatCannotWork() {
		return Stream.of(arguments("maxAttempts must be at least 1, was 0", (Runnable) () -> POLICY.withMaxAttempts(0)),
				arguments("minBackOff must be at least 1 ms, was PT0S",
						(Runnable) () -> POLICY.withBackOff(Duration.ZERO, MILLISECOND)),
				arguments("maxBackOff must not be below minBackOff (PT0.002S), was PT0.001S",
						(Runnable) () -> POLICY.withBackOff(Duration.ofMillis(2), MILLISECOND)),
				arguments("maxRetryAfter must not be negative, was PT-1S",
						(Runnable) () -> POLICY.withMaxRetryAfter(Duration.ofSeconds(-1))),
				arguments("deadline must be at least 1 ms, was PT0S",
						(Runnable) () -> POLICY.withDeadline(Duration.ZERO)),
				arguments("budget must be from 0 to 1, was 1.1", (Runnable) () -> POLICY.withBudget(1.1)),
				arguments("budget must be from 0 to 1, was NaN", (Runnable) () -> POLICY.withBudget(Double.NaN)));
	}

	@ParameterizedTest
	@MethodSource
	void refusesWhatCannotWork(String message, Runnable change) {
		assertThatIllegalArgumentException().isThrownBy(change::run).withMessage(message);
	}

	@Test
	void theLongestTimesWork() {
		Duration longest = Duration.ofDays(365);
		try (MockLosant losant = MockLosant.start()) {
			losant.givenSuccess();

			StepVerifier
				.create(losant.application()
					.device(MockLosant.DEVICE)
					.delete()
					.contextWrite(Context.of(RetryPolicy.class,
							POLICY.withDeadline(longest).withBackOff(longest, longest).withMaxRetryAfter(longest))))
				.expectComplete()
				.verify(MockLosant.TIMEOUT);
		}
	}

}
