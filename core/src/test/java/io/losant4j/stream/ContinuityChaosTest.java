package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every number once, in order, whatever happens to the connections. A failing run can be
 * replayed with the seed that {@link Seed} printed.
 */
class ContinuityChaosTest {

	private static final int DEVICES = 10;

	private static final Duration STEP = Duration.ofMillis(50);

	private static final int STEPS = 2_000;

	private static final StreamOptions OPTIONS = StreamOptions.defaults().withOpenTimeout(Duration.ofSeconds(3));

	@RepeatedTest(2)
	void everyNumberOnceInOrder(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		VirtualTimeScheduler time = VirtualTimeScheduler.create();
		Wire wire = new Wire();
		Witness witness = new Witness();
		LiveLines lines = new LiveLines(
				new Commons(new Timing(time, (most) -> (long) (random.nextDouble() * (most + 1))), new Gate(8),
						() -> random.nextInt(4) > 0, witness));
		List<Rough> devices = new ArrayList<>();
		List<Reader> fast = new ArrayList<>();
		List<Reader> slow = new ArrayList<>();
		List<Reader> paced = new ArrayList<>();
		List<Reader> since = new ArrayList<>();
		for (int i = 0; i < DEVICES; i++) {
			Rough device = new Rough(time, random, wire);
			Line<Numbered> line = new Line<>(i, "rough", "deviceState", device, Numbered::decode, device);
			devices.add(device);
			fast.add(listen(lines, line, OPTIONS, Long.MAX_VALUE));
			slow.add(listen(lines, line, OPTIONS.withOverflow(Overflow.CATCH_UP).withBuffer(16), 0));
			paced.add(listen(lines, line, OPTIONS.withOverflow(Overflow.BACK_PRESSURE).withBuffer(16), 0));
			since.add(listen(lines, line,
					OPTIONS.withOverflow(Overflow.CATCH_UP).withBuffer(16).withFrom(Instant.EPOCH), 0));
		}

		for (int step = 1; step <= STEPS; step++) {
			time.advanceTimeBy(STEP);
			devices.forEach(Rough::step);
			if (step % 40 == 0) {
				devices.forEach(Rough::keepAlive);
			}
			if (random.nextInt(100) == 0) {
				for (List<Reader> readers : List.of(slow, paced, since)) {
					readers.forEach((reader) -> reader.request(1 + random.nextInt(300)));
				}
			}
		}
		devices.forEach(Rough::calmDown);
		slow.forEach((reader) -> reader.request(Long.MAX_VALUE));
		paced.forEach((reader) -> reader.request(Long.MAX_VALUE));
		since.forEach((reader) -> reader.request(Long.MAX_VALUE));
		for (int second = 0; second < 400; second++) {
			time.advanceTimeBy(Duration.ofSeconds(1));
			devices.forEach(Rough::keepAlive);
		}

		for (int i = 0; i < DEVICES; i++) {
			long last = devices.get(i).last();
			assertThat(mistake(since.get(i), 0, last)).as("since the beginning, device %d", i).isEmpty();
			assertThat(mistake(fast.get(i), fast.get(i).first(), last)).as("fast, device %d", i).isEmpty();
			assertThat(mistake(paced.get(i), paced.get(i).first(), last)).as("paced, device %d", i).isEmpty();
			assertThat(mistake(slow.get(i), slow.get(i).first(), last)).as("slow, device %d", i).isEmpty();
		}
		assertThat(devices.stream().mapToInt(Rough::cuts).sum()).isGreaterThan(200);
		assertThat(witness.told).doesNotContain("lost 0").filteredOn((told) -> told.startsWith("dropped")).isEmpty();
		lines.close();
		time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(wire.unreleased()).isZero();
	}

	/**
	 * The first number that is missing, repeated or out of turn; empty if there is none.
	 */
	private static String mistake(Reader reader, long first, long last) {
		long expected = first;
		for (long number : reader.numbers) {
			if (number != expected) {
				return number + " came instead of " + expected;
			}
			expected++;
		}
		return (expected == last + 1) ? "" : expected + " to " + last + " are missing";
	}

	private static Reader listen(LiveLines lines, Line<Numbered> line, StreamOptions options, long demand) {
		Reader reader = new Reader(demand);
		lines.values(line, options).subscribe(reader);
		return reader;
	}

	/** Remembers the numbers that it asked for. */
	private static final class Reader extends BaseSubscriber<Numbered> {

		private final List<Long> numbers = new ArrayList<>();

		private final long demand;

		Reader(long demand) {
			this.demand = demand;
		}

		/** Who joins without a past gets what comes from its first value on. */
		long first() {
			return this.numbers.get(0);
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			if (this.demand > 0) {
				request(this.demand);
			}
		}

		@Override
		protected void hookOnNext(Numbered value) {
			this.numbers.add(value.number());
		}

	}

}
