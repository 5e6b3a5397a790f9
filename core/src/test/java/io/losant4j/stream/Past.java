package io.losant4j.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * A history in memory that counts its readers and can be told to fail.
 */
final class Past implements History<Numbered> {

	private final List<Numbered> stored = new CopyOnWriteArrayList<>();

	private final Queue<Function<Flux<Numbered>, Flux<Numbered>>> faults = new ConcurrentLinkedQueue<>();

	final List<Instant> reads = new ArrayList<>();

	Past store(Numbered... values) {
		this.stored.addAll(Arrays.asList(values));
		return this;
	}

	/** The next reading is tampered with. */
	Past next(Function<Flux<Numbered>, Flux<Numbered>> fault) {
		this.faults.add(fault);
		return this;
	}

	@Override
	public Flux<Numbered> read(Instant from) {
		this.reads.add(from);
		Function<Flux<Numbered>, Flux<Numbered>> fault = this.faults.poll();
		Flux<Numbered> values = Flux.defer(() -> Flux.fromStream(this.stored.stream()
			.filter((value) -> !value.time().isBefore(from))
			.sorted(Comparator.comparing(Numbered::time))));
		return (fault != null) ? fault.apply(values) : values;
	}

	@Override
	public @Nullable Instant time(Numbered value) {
		return value.time();
	}

}
