package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.stream.StreamSignal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineHealthTest {

	private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

	private static final LineHealth OPEN = LineHealth.NEW.after(new StreamSignal.Opened<>(1, START), START);

	private static final StreamSignal<?> CLOSED = new StreamSignal.Closed<>(1,
			new LosantConnectionException("connection lost", null), Duration.ofSeconds(1));

	@Test
	void isOpenSinceTheAnswerWasThere() {
		assertThat(OPEN).isEqualTo(new LineHealth(true, START, null, 1, 0, null));
	}

	@Test
	void remembersItsLastEvent() {
		LineHealth later = OPEN.after(new StreamSignal.Value<>("reading"), START.plusSeconds(3));

		assertThat(later).isEqualTo(new LineHealth(true, START, START.plusSeconds(3), 1, 0, null));
	}

	@Test
	void isClosedSinceTheConnectionWasLostAndNotSinceTheLastAttempt() {
		LineHealth closed = OPEN.after(CLOSED, START.plusSeconds(5)).after(CLOSED, START.plusSeconds(6));

		assertThat(closed).isEqualTo(new LineHealth(false, START.plusSeconds(5), null, 1, 0, "connection lost"));
	}

	@Test
	void countsOpeningsAndGaps() {
		Instant again = START.plusSeconds(9);
		LineHealth open = OPEN.after(CLOSED, START.plusSeconds(5))
			.after(new StreamSignal.Opened<>(2, again), again)
			.after(new StreamSignal.Gap<>(START, again, true, 4, null), again);

		assertThat(open).isEqualTo(new LineHealth(true, again, null, 2, 1, null));
	}

}
