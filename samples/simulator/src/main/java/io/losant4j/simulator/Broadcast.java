package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * One kind of event of one device, told to all who listen. It does not wait for any of
 * them: each listener's own buffer is the business of its connection.
 */
final class Broadcast {

	private static final byte[] KEEP_ALIVE = ": keepalive\n\n".getBytes(StandardCharsets.UTF_8);

	private final String event;

	private final Set<FluxSink<byte[]>> listeners = ConcurrentHashMap.newKeySet();

	private volatile boolean ended;

	Broadcast(String event) {
		this.event = event;
	}

	/**
	 * Emits a keep-alive at once, which opens the response, then each event, and a
	 * keep-alive each interval; completes when the device goes. Does not heed demand.
	 */
	Flux<byte[]> open(Duration keepAlive) {
		return Flux.create((sink) -> {
			this.listeners.add(sink);
			sink.next(KEEP_ALIVE);
			Disposable ticks = Schedulers.parallel()
				.schedulePeriodically(() -> sink.next(KEEP_ALIVE), keepAlive.toMillis(), keepAlive.toMillis(),
						TimeUnit.MILLISECONDS);
			sink.onDispose(() -> {
				ticks.dispose();
				this.listeners.remove(sink);
			});
			if (this.ended) {
				sink.complete();
			}
		}, FluxSink.OverflowStrategy.IGNORE);
	}

	/** Tells all listeners; the data is asked for only where there is one. */
	void send(Supplier<JsonNode> data) {
		if (this.listeners.isEmpty()) {
			return;
		}
		String text = "event: " + this.event + "\ndata: " + data.get() + "\n\n";
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		this.listeners.forEach((sink) -> sink.next(bytes));
	}

	/** Ends all lines, and those to come, until it begins again. */
	void end() {
		this.ended = true;
		this.listeners.forEach(FluxSink::complete);
	}

	void begin() {
		this.ended = false;
	}

	int listeners() {
		return this.listeners.size();
	}

}
