package io.losant4j.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A device behind a network that does its worst: numbers its values, stores each, and
 * streams it to who is connected, while connections are refused, cut, truncated, delayed
 * and swallowed. Everything on one virtual thread, by one seed.
 */
final class Rough implements Connector, History<Numbered> {

	private static final int PAGE = 40;

	private final Scheduler time;

	private final Random random;

	private final Wire wire;

	private final List<Numbered> stored = new ArrayList<>();

	private final List<Session> sessions = new ArrayList<>();

	private boolean calm;

	private int cuts;

	Rough(Scheduler time, Random random, Wire wire) {
		this.time = time;
		this.random = random;
		this.wire = wire;
	}

	/** The next value; perhaps also the end of a connection. */
	void step() {
		long now = now();
		Numbered value = Numbered.of(this.stored.size(), now);
		this.stored.add(value);
		for (Session session : List.copyOf(this.sessions)) {
			session.send(Server.event(value.toString()));
			if (!this.calm && this.random.nextInt(12) == 0) {
				session.harm();
			}
		}
	}

	void keepAlive() {
		List.copyOf(this.sessions).forEach((session) -> session.send(":\n\n"));
	}

	/** No more harm is done. */
	void calmDown() {
		this.calm = true;
	}

	int cuts() {
		return this.cuts;
	}

	long last() {
		return this.stored.get(this.stored.size() - 1).number();
	}

	@Override
	public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return Flux.defer(() -> {
			int fate = this.calm ? 9 : this.random.nextInt(10);
			if (fate == 0) {
				return Flux.error(new LosantApiException(new FailedRequest("test", "GET", "/rough", 1, false), 503,
						null, null, null));
			}
			Mono<Long> headers = (fate == 1) ? Mono.never()
					: Mono.delay(Duration.ofMillis(this.random.nextInt((fate == 2) ? 3000 : 100)), this.time);
			return headers.thenMany(Flux.defer(() -> {
				Session session = new Session();
				this.sessions.add(session);
				return reader.apply(session.body.asFlux()
					.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
					.doFinally((end) -> this.sessions.remove(session)));
			}));
		});
	}

	@Override
	public Flux<Numbered> read(Instant from) {
		return Mono.delay(Duration.ofMillis(10 + this.random.nextInt(200)), this.time).flatMapMany((latency) -> {
			if (!this.calm && this.random.nextInt(8) == 0) {
				return Flux.error(new LosantApiException(new FailedRequest("test", "GET", "/rough/past", 1, false), 500,
						null, null, null));
			}
			int first = Collections.binarySearch(this.stored, Numbered.of(-1, from.toEpochMilli()),
					Comparator.comparing(Numbered::time));
			int begin = (first < 0) ? -first - 1 : first;
			List<Numbered> page = List.copyOf(this.stored.subList(begin, Math.min(begin + PAGE, this.stored.size())));
			Flux<Numbered> values = Flux.fromIterable(page);
			return (page.size() < PAGE) ? values : values.concatWith(Flux.defer(() -> read(page.get(PAGE - 1).time())));
		});
	}

	@Override
	public @Nullable Instant time(Numbered value) {
		return value.time();
	}

	private long now() {
		return this.time.now(TimeUnit.MILLISECONDS);
	}

	/** One connection, until it is harmed. */
	private final class Session {

		private final Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();

		private boolean swallowing;

		void send(String text) {
			if (!this.swallowing) {
				byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
				for (byte[] part : Wire.split(bytes, Rough.this.random)) {
					DataBuffer buffer = Rough.this.wire.buffer(part);
					if (this.body.tryEmitNext(buffer).isFailure()) {
						DataBufferUtils.release(buffer);
					}
				}
			}
		}

		void harm() {
			Rough.this.cuts++;
			switch (Rough.this.random.nextInt(4)) {
				case 0 -> this.body.tryEmitComplete();
				case 1 -> this.body.tryEmitError(new LosantConnectionException("reset", null));
				case 2 -> {
					send("event: deviceState\ndata: 999");
					this.body.tryEmitComplete();
				}
				default -> this.swallowing = true;
			}
		}

	}

}
