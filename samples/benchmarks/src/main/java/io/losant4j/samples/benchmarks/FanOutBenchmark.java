package io.losant4j.samples.benchmarks;

import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Delivers values to a hundred subscribers on one thread: from a line, whose subscribers
 * have a buffer each, and from Reactor's {@code publish()}, whose subscribers share one.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(FanOutBenchmark.SUBSCRIBERS * Feed.EVENTS)
public class FanOutBenchmark {

	static final int SUBSCRIBERS = 100;

	private final Feed feed = new Feed();

	private final Sinks.Many<Boolean> sink = Sinks.many().unicast().onBackpressureBuffer();

	private long values;

	/** Made by JMH. */
	public FanOutBenchmark() {
	}

	/** Opens the line, and lets everyone join. */
	@Setup
	public void open() {
		join(this.feed.values());
		join(this.sink.asFlux().publish().autoConnect(SUBSCRIBERS));
	}

	private void join(Flux<Boolean> shared) {
		for (int i = 0; i < SUBSCRIBERS; i++) {
			shared.subscribe((value) -> this.values++);
		}
	}

	/** Closes the line. */
	@TearDown
	public void close() {
		this.feed.close();
	}

	/**
	 * A value to one of a line's subscribers.
	 * @return how many values there were so far
	 */
	@Benchmark
	public long delivery() {
		this.feed.next();
		return this.values;
	}

	/**
	 * A value to one subscriber of {@code publish()}.
	 * @return how many values there were so far
	 */
	@Benchmark
	public long deliveryByPublish() {
		for (int i = 0; i < Feed.EVENTS; i++) {
			this.sink.tryEmitNext(true).orThrow();
		}
		return this.values;
	}

}
