package io.losant4j.samples.benchmarks;

import java.time.Duration;
import java.util.function.Function;

import io.losant4j.stream.Connector;
import io.losant4j.stream.Line;
import io.losant4j.stream.LiveLines;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * A live line whose connection brings what the benchmark hands it, on the thread of the
 * benchmark.
 */
final class Feed implements Connector, AutoCloseable {

	/** How many events a buffer has: about 16 KB of them. */
	static final int EVENTS = 128;

	private static final byte[] BUFFER = new String(Canned.event("2026-06-14T04:00:00.123Z"),
			java.nio.charset.StandardCharsets.US_ASCII)
		.repeat(EVENTS)
		.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

	private final LiveLines lines = LiveLines.create(1, () -> true, new StreamListener() {
	});

	private final Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();

	/** The line's values, which are not decoded: there is nothing in them. */
	Flux<Boolean> values() {
		return this.lines.values(new Line<>("feed", "feed", "deviceState", this, (bytes, offset, length) -> true),
				StreamOptions.defaults().withGrace(Duration.ZERO));
	}

	/** A buffer of events comes in. */
	void next() {
		this.body.tryEmitNext(buffer()).orThrow();
	}

	static DataBuffer buffer() {
		return DefaultDataBufferFactory.sharedInstance.wrap(BUFFER);
	}

	@Override
	public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return reader.apply(this.body.asFlux());
	}

	@Override
	public void close() {
		this.lines.close();
	}

}
