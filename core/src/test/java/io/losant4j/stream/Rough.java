package io.losant4j.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

	private int sameTime = 1;

	private int lateness;

	private Duration skew = Duration.ZERO;

	private boolean calm;

	private int cuts;

	/** The paced line and the other; what is from before their first values is lost. */
	private int goodAttempts = 2;

	Rough(Scheduler time, Random random, Wire wire) {
		this.time = time;
		this.random = random;
		this.wire = wire;
	}

	/** Up to so many values have the same time. */
	void sameTime(int most) {
		this.sameTime = most;
	}

	/** From now on, values are up to so many milliseconds late. */
	void late(int most) {
		this.lateness = most;
	}

	/** How far the device's clock is ahead of ours. */
	void skewed(Duration ahead) {
		this.skew = ahead;
	}

	/** The next values; perhaps also the end of a connection. */
	void step() {
		int values = 1 + this.random.nextInt(this.sameTime);
		for (int i = 0; i < values; i++) {
			value();
		}
	}

	private void value() {
		int late = (this.lateness > 0 && this.random.nextInt(5) == 0) ? this.random.nextInt(this.lateness) : 0;
		Numbered value = Numbered.of(this.stored.size(), now() + this.skew.toMillis() - late);
		this.stored.add(after(value.time()), value);
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

	List<Numbered> stored() {
		return List.copyOf(this.stored);
	}

	@Override
	public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return Flux.defer(() -> {
			int fate = (this.calm || this.goodAttempts-- > 0) ? 9 : this.random.nextInt(10);
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
	public Mono<Page<Numbered>> read(Instant from) {
		return Mono.defer(() -> Mono.delay(Duration.ofMillis(10 + this.random.nextInt(200)), this.time))
			.flatMap((latency) -> {
				if (!this.calm && this.random.nextInt(8) == 0) {
					return Mono.error(new LosantApiException(new FailedRequest("test", "GET", "/rough/past", 1, false),
							500, null, null, null));
				}
				return Mono.just(page(from));
			});
	}

	private Page<Numbered> page(Instant from) {
		int begin = after(from.minusMillis(1));
		List<Numbered> page = List.copyOf(this.stored.subList(begin, Math.min(begin + PAGE, this.stored.size())));
		return new Page<>(page, (page.size() < PAGE) ? null : read(page.get(PAGE - 1).time()));
	}

	/** The place after everything of this time. */
	private int after(Instant time) {
		int place = this.stored.size();
		while (place > 0 && this.stored.get(place - 1).time().isAfter(time)) {
			place--;
		}
		return place;
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
