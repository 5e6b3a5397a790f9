package io.losant4j.stream;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.losant4j.error.LosantConnectionException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * A server that takes its time to answer, keeps its connections alive, and can cut them
 * all at once.
 */
final class SlowServer implements Connector {

	private final Wire wire = new Wire();

	private final Scheduler time;

	private final Duration latency;

	private final AtomicInteger connecting = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger refused = new AtomicInteger();

	private volatile Sinks.Empty<Void> cut = Sinks.empty();

	private volatile boolean down;

	SlowServer(Scheduler time, Duration latency) {
		this.time = time;
		this.latency = latency;
	}

	@Override
	public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return Flux.defer(() -> {
			if (this.down) {
				this.refused.incrementAndGet();
				return Flux.error(new LosantConnectionException("refused", null));
			}
			this.most.accumulateAndGet(this.connecting.incrementAndGet(), Math::max);
			return Mono.delay(this.latency, this.time)
				.doOnTerminate(this.connecting::decrementAndGet)
				.doOnCancel(this.connecting::decrementAndGet)
				.thenMany(Flux.defer(() -> reader.apply(body())));
		});
	}

	private Flux<DataBuffer> body() {
		return Flux.interval(Duration.ofSeconds(2), this.time)
			.onBackpressureDrop()
			.map((tick) -> this.wire.buffer(":\n\n"))
			.takeUntilOther(this.cut.asMono())
			.doOnSubscribe((subscription) -> this.open.incrementAndGet())
			.doFinally((end) -> this.open.decrementAndGet());
	}

	void cut() {
		Sinks.Empty<Void> before = this.cut;
		this.cut = Sinks.empty();
		before.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
	}

	/** Everything is cut, and refused from then on. */
	void goDown() {
		this.down = true;
		cut();
	}

	void comeBack() {
		this.down = false;
	}

	int refused() {
		return this.refused.get();
	}

	int open() {
		return this.open.get();
	}

	int mostAtOnce() {
		return this.most.get();
	}

}
