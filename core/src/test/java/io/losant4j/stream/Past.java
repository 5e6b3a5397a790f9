package io.losant4j.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A history in memory that counts its readers and can be told to fail.
 */
final class Past implements History<Numbered> {

	/** The time of a value that does not tell. */
	static final Instant UNTIMED = Instant.MIN;

	private final List<Numbered> stored = new CopyOnWriteArrayList<>();

	private final Queue<Function<Flux<Numbered>, Flux<Numbered>>> faults = new ConcurrentLinkedQueue<>();

	final List<Instant> reads = new ArrayList<>();

	Past store(Numbered... values) {
		this.stored.addAll(Arrays.asList(values));
		return this;
	}

	/** The next reading is tampered with, and has a page for each value. */
	Past next(Function<Flux<Numbered>, Flux<Numbered>> fault) {
		this.faults.add(fault);
		return this;
	}

	@Override
	public Mono<Page<Numbered>> read(Instant from) {
		return Mono.defer(() -> {
			this.reads.add(from);
			Function<Flux<Numbered>, Flux<Numbered>> fault = this.faults.poll();
			Flux<Numbered> values = Flux.defer(() -> Flux.fromStream(this.stored.stream()
				.filter((value) -> !value.time().isBefore(from))
				.sorted(Comparator.comparing(Numbered::time))));
			return (fault != null) ? page(fault.apply(values).replay().autoConnect(), 0, from)
					: values.collectList().map((all) -> new Page<>(all, null));
		});
	}

	/** One value; asked for again, it is read anew. */
	private Mono<Page<Numbered>> page(Flux<Numbered> values, int index, Instant from) {
		AtomicBoolean failed = new AtomicBoolean();
		return Mono.defer(() -> failed.get() ? read(from)
				: values.skip(index)
					.next()
					.map((value) -> new Page<>(List.of(value), page(values, index + 1, value.time())))
					.defaultIfEmpty(new Page<>(List.of(), null))
					.doOnError((error) -> failed.set(true)));
	}

	@Override
	public @Nullable Instant time(Numbered value) {
		return value.time().equals(UNTIMED) ? null : value.time();
	}

}
