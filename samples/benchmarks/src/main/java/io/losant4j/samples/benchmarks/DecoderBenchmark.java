package io.losant4j.samples.benchmarks;

import java.util.Map;
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

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.codec.ServerSentEventHttpMessageReader;

/**
 * Takes events out of a buffer without reading their JSON: a line with one subscriber,
 * and Spring's codec.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(Feed.EVENTS)
public class DecoderBenchmark {

	private static final ResolvableType EVENT = ResolvableType.forClassWithGenerics(ServerSentEvent.class,
			String.class);

	private final ServerSentEventHttpMessageReader spring = new ServerSentEventHttpMessageReader();

	private final Feed feed = new Feed();

	private long values;

	/** Made by JMH. */
	public DecoderBenchmark() {
	}

	/** Opens the line. */
	@Setup
	public void open() {
		this.feed.values().subscribe((value) -> this.values++);
	}

	/** Closes the line. */
	@TearDown
	public void close() {
		this.feed.close();
	}

	/**
	 * An event through the whole of a line.
	 * @return how many values there were so far
	 */
	@Benchmark
	public long event() {
		this.feed.next();
		return this.values;
	}

	/**
	 * An event through Spring's codec.
	 * @return the last event
	 */
	@Benchmark
	public Object eventBySpring() {
		return java.util.Objects.requireNonNull(this.spring.read(EVENT, new Message(), Map.of()).blockLast());
	}

	/** A response of one buffer. */
	private static final class Message implements ReactiveHttpInputMessage {

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.just(Feed.buffer());
		}

		@Override
		public HttpHeaders getHeaders() {
			return HttpHeaders.EMPTY;
		}

	}

}
