package io.losant4j.spring.boot;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.error.LosantApiException;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamSignal;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens to the streams of a client, by the client's name and the action.
 * Never by the device: there may be thousands.
 */
final class StreamMeters implements StreamListener {

	private final MeterRegistry registry;

	private final String client;

	private final ConcurrentMap<String, Lines> lines = new ConcurrentHashMap<>();

	StreamMeters(MeterRegistry registry, String client) {
		this.registry = registry;
		this.client = client;
	}

	@Override
	public void started(String line) {
		lines(line).start();
	}

	@Override
	public void ended(String line) {
		lines(line).wanted.decrementAndGet();
	}

	@Override
	public void opened(String line) {
		Lines lines = lines(line);
		lines.open.incrementAndGet();
		lines.opens.increment();
	}

	@Override
	public void closed(String line, @Nullable Throwable cause) {
		lines(line).open.decrementAndGet();
	}

	@Override
	public void failed(String line, Throwable cause) {
		if (cause instanceof LosantApiException answer) {
			lines(line).refuse(answer.status());
		}
	}

	@Override
	public void received(String line) {
		lines(line).receive();
	}

	@Override
	public void gap(String line, StreamSignal.Gap<?> gap) {
		Lines lines = lines(line);
		(gap.recovered() ? lines.recovered : lines.lost).increment();
	}

	@Override
	public void dropped(String line, long values) {
		lines(line).dropped.increment((double) values);
	}

	private Lines lines(String line) {
		return this.lines.computeIfAbsent(line, this::register);
	}

	private Lines register(String line) {
		return new Lines(this.registry, Tags.of("client", this.client, "action", LineName.action(line)));
	}

	/** All lines of one action. */
	private static final class Lines {

		private final Clock clock;

		private final AtomicInteger wanted = new AtomicInteger();

		private final AtomicInteger open = new AtomicInteger();

		private final Counter opens;

		private final Counter events;

		private final Counter recovered;

		private final Counter lost;

		private final Counter dropped;

		private final Map<Integer, Counter> refused = new HashMap<>();

		/** When the last event came, or since when one could have come. */
		private volatile long lastEvent;

		Lines(MeterRegistry registry, Tags tags) {
			this.clock = registry.config().clock();
			Gauge.builder("losant.stream.wanted", this.wanted, AtomicInteger::get)
				.description("Streams that somebody listens to, open or not")
				.tags(tags)
				.register(registry);
			Gauge.builder("losant.stream.active", this.open, AtomicInteger::get)
				.description("Streams that are open")
				.tags(tags)
				.register(registry);
			this.opens = counter(registry, tags, "losant.stream.opens",
					"Connections opened; more than one for each stream means re-connects");
			this.events = counter(registry, tags, "losant.stream.events", "Events that came, once for all subscribers");
			this.recovered = counter(registry, tags.and("outcome", "recovered"), "losant.stream.gaps", GAPS);
			this.lost = counter(registry, tags.and("outcome", "lost"), "losant.stream.gaps", GAPS);
			this.dropped = counter(registry, tags, "losant.stream.dropped",
					"Values that subscribers lost because their buffer was full");
			Refusals.STATUSES
				.forEach((status) -> this.refused.put(status, counter(registry, tags.and("status", status.toString()),
						"losant.stream.refused", "Streams that ended for good because Losant refused them")));
			TimeGauge.builder("losant.stream.last.event.age", this, TimeUnit.NANOSECONDS, Lines::age)
				.description("Time since the last event of any of the streams; none where nobody listens")
				.tags(tags)
				.register(registry);
		}

		private static final String GAPS = "Times in which a stream was not live, by whether all that was missed was recovered";

		private static Counter counter(MeterRegistry registry, Tags tags, String name, String description) {
			return Counter.builder(name).description(description).tags(tags).register(registry);
		}

		/** Time in which nobody listened is not time without an event. */
		void start() {
			if (this.wanted.getAndIncrement() == 0) {
				this.lastEvent = this.clock.monotonicTime();
			}
		}

		void receive() {
			this.lastEvent = this.clock.monotonicTime();
			this.events.increment();
		}

		void refuse(int status) {
			Counter counter = this.refused.get(status);
			if (counter != null) {
				counter.increment();
			}
		}

		private double age() {
			return (this.wanted.get() > 0) ? (double) (this.clock.monotonicTime() - this.lastEvent) : Double.NaN;
		}

	}

}
