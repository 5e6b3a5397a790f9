package io.losant4j.samples.bulk;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.losant4j.LosantClient;
import io.losant4j.bulk.DeviceReport;
import io.losant4j.bulk.WriteOutcome;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.device.DeviceState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/**
 * The other end of {@link LoadRun}: writes numbered states of the devices in turn, a
 * second apart, and tells what the writer says of them.
 */
@Command(name = LoadWorker.NAME, hidden = true)
final class LoadWorker implements Callable<Integer> {

	static final String NAME = "load-worker";

	private static final String ATTRIBUTE = "temperature";

	private static final int CONNECTIONS = 64;

	private static final int SAMPLE_EVERY = 1_000;

	@Spec
	private @Nullable CommandSpec spec;

	@Parameters
	private List<String> devices = List.of();

	@Option(names = "--states")
	private int states;

	private final Map<String, Long> last = new HashMap<>();

	private final Map<Class<?>, Long> outcomes = new HashMap<>();

	private final Map<String, DeviceTally> tallies = new LinkedHashMap<>();

	private long misordered;

	private long counted;

	private long peakHeap;

	@Override
	public Integer call() {
		long begin = System.nanoTime();
		try (Target target = Target.of(System.getenv(), 0); LosantClient client = target.client(CONNECTIONS)) {
			client.application(target.applicationId())
				.stateWriter(WriterOptions.defaults())
				.write(reports())
				.doOnNext(this::count)
				.blockLast();
		}
		long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
		Tally tally = new Tally(count(WriteOutcome.Accepted.class), count(WriteOutcome.Rejected.class),
				count(WriteOutcome.Failed.class), count(WriteOutcome.Indeterminate.class), this.misordered, millis,
				this.peakHeap, Runtime.getRuntime().maxMemory());
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		this.tallies.values().forEach(out::println);
		out.println(tally);
		return 0;
	}

	private Flux<DeviceReport> reports() {
		List<String> ids = Collections.unmodifiableList(this.devices);
		Instant start = Instant.now().minusSeconds(1 + this.states / ids.size());
		return Flux.range(0, this.states).map((i) -> {
			int number = i / ids.size();
			return new DeviceReport(ids.get(i % ids.size()),
					DeviceState.of(ATTRIBUTE, number).at(start.plusSeconds(number)));
		});
	}

	/** Outcomes come one after the other. */
	private void count(WriteOutcome outcome) {
		this.outcomes.merge(outcome.getClass(), 1L, Long::sum);
		DeviceReport report = outcome.report();
		this.tallies.merge(report.deviceId(),
				new DeviceTally(report.deviceId(), (outcome instanceof WriteOutcome.Accepted) ? 1 : 0,
						(outcome instanceof WriteOutcome.Indeterminate) ? 1 : 0),
				DeviceTally::plus);
		long number = report.state().number(ATTRIBUTE).orElseThrow().longValue();
		if (this.counted++ % SAMPLE_EVERY == 0) {
			this.peakHeap = Math.max(this.peakHeap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
		}
		Long before = this.last.put(report.deviceId(), number);
		if (before != null && before >= number) {
			this.misordered++;
		}
	}

	private long count(Class<? extends WriteOutcome> kind) {
		return this.outcomes.getOrDefault(kind, 0L);
	}

}
