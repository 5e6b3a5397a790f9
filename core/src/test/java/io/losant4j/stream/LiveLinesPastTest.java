package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LiveLinesPastTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Server server = new Server();

	private final Witness witness = new Witness();

	private final LiveLines lines = new LiveLines(new Commons(new Timing(this.time, (most) -> most), new Gate(64),
			() -> true, new QuietListener(this.witness)));

	private final Line<String> line = Wire.texts(this.server);

	@AfterEach
	void closingClosesEverything() {
		this.lines.close();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.server.open()).isZero();
		assertThat(this.server.wire.unreleased()).isZero();
		this.time.dispose();
	}

	@ParameterizedTest
	@EnumSource(Overflow.class)
	void aSlowSubscriberTakesNothingFromAFastOne(Overflow overflow) {
		Past past = new Past();
		Line<Numbered> numbers = numbers(past);
		List<Numbered> fast = collect(this.lines.values(numbers, OPTIONS));
		List<Numbered> slow = new ArrayList<>();
		this.lines.values(numbers, OPTIONS.withOverflow(overflow))
			.limitRate(1)
			.delayElements(Duration.ofSeconds(1), this.time)
			.onErrorComplete(Exceptions::isOverflow)
			.subscribe(slow::add);

		for (int second = 0; second < 5; second++) {
			for (int i = 0; i < 1000; i++) {
				Numbered value = Numbered.of(second * 1000 + i, this.time.now(TimeUnit.MILLISECONDS));
				past.store(value);
				this.server.toAll(value.toString());
				this.time.advanceTimeBy(Duration.ofMillis(1));
				assertThat(fast).hasSize(second * 1000 + i + 1);
			}
		}

		assertThat(slow).hasSizeLessThan(7);
	}

	@Test
	void whoIsBehindCatchesUpBesideOthersOfTheSameConnection() {
		Past past = new Past();
		Line<Numbered> numbers = numbers(past);
		collect(this.lines.values(numbers, OPTIONS));

		StepVerifier.create(this.lines.values(numbers, OPTIONS.withOverflow(Overflow.CATCH_UP).withBuffer(4)), 0)
			.then(() -> {
				for (int i = 0; i < 100; i++) {
					past.store(Numbered.of(i, i));
					this.server.session().event(i + "@" + i);
				}
			})
			.thenRequest(100)
			.expectNextSequence(IntStream.range(0, 100).mapToObj((i) -> Numbered.of(i, i)).toList())
			.then(() -> this.server.session().event("100@100"))
			.thenRequest(1)
			.expectNext(Numbered.of(100, 100))
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.server.attempts()).isOne();
		assertThat(past.reads).hasSize(1);
	}

	@Test
	void aGapIsRecoveredOnceForAll() {
		Past past = new Past();
		Line<Numbered> numbers = numbers(past);
		List<Numbered> one = collect(this.lines.values(numbers, OPTIONS));
		List<Numbered> other = collect(this.lines.values(numbers, OPTIONS));
		this.server.session().event("0@0");

		this.server.session().hangUp();
		past.store(Numbered.of(0, 0), Numbered.of(1, 500));
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		this.server.session().event("2@1500");

		assertThat(one).containsExactly(Numbered.of(0, 0), Numbered.of(1, 500), Numbered.of(2, 1500)).isEqualTo(other);
		assertThat(past.reads).hasSize(1);
		assertThat(this.witness.told).contains("recovered 1");
	}

	@Test
	void aGapIsToldAsLostIfNobodyWantsItRecovered() {
		Past past = new Past().store(Numbered.of(1, 500));
		Line<Numbered> numbers = numbers(past);
		List<String> words = collect(this.lines.signals(numbers, OPTIONS.withRecoverGaps(false)).map(Wire::word));

		this.server.session().hangUp();
		this.time.advanceTimeBy(Duration.ofSeconds(1));

		assertThat(words).containsExactly("opened 1", "closed 1", "opened 2", "lost 0");
		assertThat(past.reads).isEmpty();
	}

	@Test
	void aLineWithoutAHistoryCannotGiveThePast() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.lines.signals(this.line, OPTIONS.withOverflow(Overflow.CATCH_UP)))
			.withMessageStartingWith("options must not ask for the past (from, CATCH_UP) of a line without a history");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.lines.values(this.line, StreamOptions.from(Instant.EPOCH)));
	}

	private Line<Numbered> numbers(Past past) {
		return new Line<>("numbers", "test GET /stream", "deviceState", this.server, Numbered::decode, past);
	}

	private static <T> List<T> collect(Flux<T> values) {
		List<T> collected = new ArrayList<>();
		values.subscribe(collected::add);
		return collected;
	}

}
