package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every number once, whatever happens to the connections. A failing run can be replayed
 * with the seed that {@link Seed} printed.
 */
class ContinuityChaosTest {

	private static final int DEVICES = 10;

	private static final Duration STEP = Duration.ofMillis(50);

	private static final int STEPS = 2_000;

	// A connection that outlives the silence limit is no attempt in vain.
	private static final StreamOptions OPTIONS = StreamOptions.defaults()
		.withOpenTimeout(Duration.ofSeconds(3))
		.withKeepAlive(Duration.ofSeconds(1))
		.withMissedKeepAlives(1)
		.withSilenceFloor(Duration.ofMillis(500));

	private static final List<StreamOptions> SUBSCRIBERS = List.of(OPTIONS,
			OPTIONS.withOverflow(Overflow.CATCH_UP).withBuffer(16),
			OPTIONS.withOverflow(Overflow.BACK_PRESSURE).withBuffer(16),
			OPTIONS.withOverflow(Overflow.CATCH_UP).withBuffer(16).withFrom(Instant.EPOCH));

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Wire wire = new Wire();

	private final Witness witness = new Witness();

	private final List<Rough> devices = new ArrayList<>();

	private final List<Reader> readers = new ArrayList<>();

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@RepeatedTest(2)
	void everyNumberOnceInOrder(RepetitionInfo run) {
		play(Seed.random(run.getCurrentRepetition()), (device) -> {
		}, 0);

		assertThat(this.readers).allSatisfy((reader) -> assertThat(reader.values).as(reader.name)
			.isSortedAccordingTo(Comparator.comparing(Numbered::number)));
	}

	/**
	 * Several values of one time, values that are stored late, and a device whose clock
	 * is fast, right or slow.
	 */
	@ParameterizedTest
	@CsvSource({ "3, 0, 0", "1, 4000, 0", "2, 3000, 3600", "2, 3000, -3600" })
	void everyNumberOnceWhateverItsTime(int sameTime, int late, long ahead) {
		play(Seed.random(sameTime + late + ahead), (device) -> {
			device.sameTime(sameTime);
			device.skewed(Duration.ofSeconds(ahead));
		}, late);
	}

	private void play(Random random, Consumer<Rough> character, int late) {
		this.time.advanceTimeBy(Duration.ofDays(1));
		LiveLines lines = new LiveLines(
				new Commons(new Timing(this.time, (most) -> (long) (random.nextDouble() * (most + 1))), new Gate(8),
						() -> random.nextInt(4) > 0, this.witness));
		for (int i = 0; i < DEVICES; i++) {
			Rough device = new Rough(this.time, random, this.wire);
			character.accept(device);
			Line<Numbered> line = new Line<>(i, "rough", "deviceState", device, Numbered::decode, device);
			this.devices.add(device);
			for (StreamOptions options : SUBSCRIBERS) {
				Reader reader = new Reader(device, options);
				lines.values(line, options).subscribe(reader);
				this.readers.add(reader);
			}
		}
		for (int step = 1; step <= STEPS; step++) {
			this.time.advanceTimeBy(STEP);
			if (step == 400) {
				// what is from before a line's first value is not recovered
				this.devices.forEach((device) -> device.late(late));
			}
			this.devices.forEach(Rough::step);
			if (step % 40 == 0) {
				this.devices.forEach(Rough::keepAlive);
			}
			if (random.nextInt(100) == 0) {
				this.readers.forEach((reader) -> reader.request(1 + random.nextInt(300)));
			}
		}
		this.devices.forEach(Rough::calmDown);
		this.readers.forEach((reader) -> reader.request(Long.MAX_VALUE));
		for (int second = 0; second < 400; second++) {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			this.devices.forEach(Rough::keepAlive);
		}

		assertThat(this.readers).allSatisfy((reader) -> assertThat(reader.values).as(reader.name)
			.containsExactlyInAnyOrderElementsOf(reader.expected()));
		assertThat(this.devices.stream().mapToInt(Rough::cuts).sum()).isGreaterThan(200);
		assertThat(this.witness.told.stream().filter((told) -> told.startsWith("lost") || told.startsWith("dropped")))
			.isEmpty();
		lines.close();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.wire.unreleased()).isZero();
	}

	/** Remembers what it asked for; who drops nothing else asks for all. */
	private static final class Reader extends BaseSubscriber<Numbered> {

		private final List<Numbered> values = new ArrayList<>();

		private final Rough device;

		private final StreamOptions options;

		private final String name;

		Reader(Rough device, StreamOptions options) {
			this.device = device;
			this.options = options;
			this.name = options.overflow() + ((options.from() != null) ? " from the beginning" : "");
		}

		/**
		 * Who joins without a past gets what comes from then on, and nothing more of what
		 * was before its first value; where the device's clock is fast, what is later by
		 * that clock.
		 */
		List<Numbered> expected() {
			if (this.options.from() != null) {
				return this.device.stored();
			}
			Instant first = this.values.get(0).time();
			long joined = this.values.stream().mapToLong(Numbered::number).min().orElseThrow();
			Set<Numbered> delivered = new HashSet<>(this.values);
			return this.device.stored()
				.stream()
				.filter((value) -> value.number() >= joined
						&& (!value.time().isBefore(first) || delivered.contains(value)))
				.toList();
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			request((this.options.overflow() == StreamOptions.defaults().overflow()) ? Long.MAX_VALUE : 1);
		}

		@Override
		protected void hookOnNext(Numbered value) {
			this.values.add(value);
		}

	}

}
