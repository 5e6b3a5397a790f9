package io.losant4j.bulk;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.device.DeviceState;
import io.losant4j.stream.Seed;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Sources, answers, timers and subscribers on threads of their own.
 */
class ThreadsTest {

	private static final int DEVICES = 50;

	private static final int WRITES = 4;

	private static final int REPORTS = 5_000;

	private final Map<String, Queue<Integer>> taken = new ConcurrentHashMap<>();

	private final Map<String, AtomicInteger> underWay = new ConcurrentHashMap<>();

	private final AtomicInteger together = new AtomicInteger();

	@Test
	void everyReportIsSettledOnceAndInOrder() {
		StateWriter writer = new DefaultStateWriter(new Elsewhere(),
				WriterOptions.defaults().withMemory(2_000, 1_000_000_000), new DeviceWindows(), Timing.real(),
				Platform.NOBODY);

		Mono<Long> accepted = Flux.range(0, WRITES)
			.flatMap((write) -> writer.write(reports(write).publishOn(Schedulers.boundedElastic())).limitRate(100))
			.publishOn(Schedulers.boundedElastic())
			.filter(WriteOutcome.Accepted.class::isInstance)
			.count();

		StepVerifier.create(accepted)
			.expectNext((long) WRITES * REPORTS)
			.expectComplete()
			.verify(Duration.ofMinutes(2));
		StepVerifier.create(writer.closeLater()).expectNext(List.of()).expectComplete().verify(Duration.ofSeconds(20));
		assertThat(this.together).hasValue(0);
		assertThat(this.taken.values()).hasSize(DEVICES).allSatisfy(ThreadsTest::isInOrder);
		assertThat(this.taken.values().stream().mapToInt(Queue::size).sum()).isEqualTo(WRITES * REPORTS);
	}

	@RepeatedTest(20)
	void everyReportIsSettledOnceThoughWritesAreCancelledAndTheWriterIsClosed(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		AtomicInteger open = new AtomicInteger();
		Set<DeviceReport> settled = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
		WriterListener accounts = new WriterListener() {
			@Override
			public void taken(DeviceReport report) {
				open.incrementAndGet();
			}

			@Override
			public void settled(WriteOutcome outcome) {
				open.decrementAndGet();
				assertThat(settled.add(outcome.report())).isTrue();
			}
		};
		StateWriter writer = new DefaultStateWriter(new Elsewhere(),
				WriterOptions.defaults()
					.withMemory(500, 1_000_000_000)
					.withCloseTimeout(Duration.ofMillis(random.nextInt(50))),
				new DeviceWindows(), Timing.real(), accounts);
		List<Integer> cancelAfter = random.ints(8, 0, 2_000).boxed().toList();
		Duration closeAfter = Duration.ofMillis(random.nextInt(60));

		Mono<Void> cancelled = Flux.fromIterable(cancelAfter)
			.flatMap((after) -> writer.write(reports(after).publishOn(Schedulers.boundedElastic()))
				.publishOn(Schedulers.boundedElastic())
				.take(after)
				.onErrorComplete(IllegalStateException.class))
			.then();
		Mono<List<DeviceReport>> closed = Mono.delay(closeAfter).then(writer.closeLater());

		StepVerifier.create(Mono.zip(cancelled.thenReturn(true), closed))
			.assertNext((ends) -> assertThat(settled).containsAll(ends.getT2()))
			.expectComplete()
			.verify(Duration.ofMinutes(1));
		assertThat(open).hasValue(0);
		assertThat(this.together).hasValue(0);
	}

	/** The numbers of each write, which are mixed with those of the others. */
	private static void isInOrder(Queue<Integer> numbers) {
		for (int write = 0; write < WRITES; write++) {
			int which = write;
			assertThat(numbers.stream().filter((number) -> number / REPORTS == which).toList()).isSorted();
		}
	}

	private static Flux<DeviceReport> reports(int write) {
		return Flux.range(write * REPORTS, REPORTS)
			.map((i) -> new DeviceReport(Platform.device(i % DEVICES), DeviceState.of("n", i)));
	}

	/** Answers after a few milliseconds, on some other thread. */
	private final class Elsewhere implements Transport {

		@Override
		public int measure(DeviceState state) {
			return 100;
		}

		@Override
		public boolean mayRepeat() {
			return true;
		}

		@Override
		public Mono<Void> send(String deviceId, List<DeviceState> states, boolean again) {
			AtomicInteger calls = ThreadsTest.this.underWay.computeIfAbsent(deviceId, (id) -> new AtomicInteger());
			return Mono.defer(() -> {
				if (calls.incrementAndGet() > 1) {
					ThreadsTest.this.together.incrementAndGet();
				}
				return Mono.delay(Duration.ofMillis(ThreadLocalRandom.current().nextInt(5)));
			}).doOnNext((late) -> {
				Queue<Integer> numbers = ThreadsTest.this.taken.computeIfAbsent(deviceId,
						(id) -> new ConcurrentLinkedQueue<>());
				states.forEach((state) -> state.number("n").map(Number::intValue).ifPresent(numbers::add));
				calls.decrementAndGet();
			}).then();
		}

	}

}
