package io.losant4j.samples.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One contender in a process of its own. Reads the name of a work and a number from its
 * input, does that work for so many milliseconds of processor time, which does not depend
 * on who else is on the machine, or opens so many streams, and prints the {@link Round}.
 * {@code CAN} and the name of a work asks whether it can do it. Ends with its input.
 */
final class Worker {

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** Opened first, so that what all streams share is not counted as theirs. */
	private static final int FIRST_STREAMS = 64;

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private final Contender contender;

	private final List<Map<String, Object>> batch = Collections.nCopies(Work.BATCH, Canned.DATA);

	private Worker(Contender contender) {
		this.contender = contender;
	}

	public static void main(String[] args) throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (Contender contender = Contenders.valueOf(args[0]).create(args[1])) {
			Worker worker = new Worker(contender);
			for (String line = input.readLine(); line != null; line = input.readLine()) {
				System.out.println(worker.answer(line.split(" ")));
			}
		}
	}

	private Object answer(String[] question) {
		if (question[0].equals("CAN")) {
			return this.contender.works().contains(Work.valueOf(question[1]));
		}
		return round(Work.valueOf(question[0]), Integer.parseInt(question[1]));
	}

	private Round round(Work work, int number) {
		return work.isTimed() ? timed(work, number) : new Round(number, 0, heapOfStreams(number));
	}

	private Round timed(Work work, int millis) {
		long budget = Duration.ofMillis(millis).toNanos();
		long before = SYSTEM.getProcessCpuTime();
		long bytes = allocated();
		int times = work.chunk(millis);
		long operations = 0;
		long cpu;
		do {
			chunk(work, times).block(PATIENCE);
			operations += times;
			cpu = SYSTEM.getProcessCpuTime() - before;
		}
		while (cpu < budget);
		return new Round(operations, cpu, allocated() - bytes);
	}

	private Mono<Void> chunk(Work work, int times) {
		return switch (work) {
			case SEND_STATE -> many(times, Mono.defer(() -> this.contender.sendState(Canned.DATA)));
			case GET_DEVICE -> many(times, Mono.defer(this.contender::getDevice));
			case GET_PAGE -> Mono.defer(this.contender::getPage).repeat(times - 1).then();
			case EVENTS -> this.contender.events(Canned.BUSY).take(times).then();
			case SEND_BATCHES -> many(times / Work.BATCH, Mono.defer(() -> this.contender.sendStates(this.batch)));
			case IDLE_STREAM -> throw new IllegalArgumentException("an idle stream takes no time");
		};
	}

	private static Mono<Void> many(int times, Mono<?> one) {
		return Flux.range(0, times).flatMap((i) -> one, Work.IN_FLIGHT).then();
	}

	/** Of all threads that live: those that do the work live as long as the process. */
	private static long allocated() {
		return LongStream.of(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
			.filter((bytes) -> bytes > 0)
			.sum();
	}

	private long heapOfStreams(int streams) {
		Disposable.Composite open = Disposables.composite();
		open(1, FIRST_STREAMS, open);
		long before = usedHeap();
		open(1 + FIRST_STREAMS, streams, open);
		long heap = usedHeap() - before;
		open.dispose();
		return heap;
	}

	/** Returns when an event has come through every stream; all stay open. */
	private void open(int first, int streams, Disposable.Composite open) {
		Flux.range(first, streams)
			.flatMap(
					(i) -> Mono.create((sink) -> open.add(
							this.contender.events(Canned.device(i)).subscribe((event) -> sink.success(), sink::error))),
					Work.IN_FLIGHT)
			.then()
			.block(PATIENCE);
	}

	/** What is left of the heap after it has been cleaned up. */
	private static long usedHeap() {
		return LongStream.generate(() -> {
			System.gc();
			return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		}).limit(5).min().orElseThrow();
	}

}
