package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import io.losant4j.stream.StreamSignal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LineHealthTest {

	private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

	private static final LineHealth.Flaws NONE = new LineHealth.Flaws(0, 0, 0, 0);

	private static final LineHealth OPEN = LineHealth.NEW.after(new StreamSignal.Opened<>(1, START), START);

	private static final StreamSignal<?> CLOSED = new StreamSignal.Closed<>(1,
			new LosantConnectionException("connection lost", null), Duration.ofSeconds(1));

	@Test
	void isOpenSinceTheAnswerWasThere() {
		assertThat(OPEN).isEqualTo(new LineHealth(true, START, null, 1, NONE, null));
	}

	@Test
	void remembersItsLastEvent() {
		LineHealth later = OPEN.after(new StreamSignal.Value<>("reading"), START.plusSeconds(3));

		assertThat(later).isEqualTo(new LineHealth(true, START, START.plusSeconds(3), 1, NONE, null));
	}

	@Test
	void isClosedSinceTheConnectionWasLostAndNotSinceTheLastAttempt() {
		LineHealth closed = OPEN.after(CLOSED, START.plusSeconds(5)).after(CLOSED, START.plusSeconds(6));

		assertThat(closed).isEqualTo(new LineHealth(false, START.plusSeconds(5), null, 1, NONE, "connection lost"));
	}

	@Test
	void keepsTheLatestEventWhenTheHistoryTellsOfAnOlderOne() {
		LineHealth later = OPEN.after(new StreamSignal.Value<>("new"), START.plusSeconds(3))
			.after(new StreamSignal.Value<>("old"), START.plusSeconds(1));

		assertThat(later.lastEvent()).isEqualTo(START.plusSeconds(3));
	}

	@Test
	void countsOpenings() {
		Instant again = START.plusSeconds(9);
		LineHealth open = OPEN.after(CLOSED, START.plusSeconds(5)).after(new StreamSignal.Opened<>(2, again), again);

		assertThat(open).isEqualTo(new LineHealth(true, again, null, 2, NONE, null));
	}

	@Test
	void countsTheGapsThatAreLostAmongTheOthers() {
		LineHealth line = OPEN.after(new StreamSignal.Gap<>(START, START.plusSeconds(1), true, 4, null), START)
			.after(new StreamSignal.Gap<>(START, START.plusSeconds(2), false, 0, null), START);

		assertThat(line.flaws()).isEqualTo(new LineHealth.Flaws(2, 1, 0, 0));
	}

	@Test
	void countsEventsThatWereSkipped() {
		StreamSignal<?> malformed = new StreamSignal.Malformed<>(new LosantDataException("not an event", null));
		LineHealth line = OPEN.after(new StreamSignal.Dropped<>(5), START)
			.after(new StreamSignal.Dropped<>(2), START)
			.after(malformed, START);

		assertThat(line.flaws()).isEqualTo(new LineHealth.Flaws(0, 0, 7, 1));
	}

}
