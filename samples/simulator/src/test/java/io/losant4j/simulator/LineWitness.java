package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

import io.losant4j.stream.StreamSignal;

/**
 * A subscriber of one line who remembers what it was told.
 *
 * @param <T> what an event says
 */
final class LineWitness<T> implements Consumer<StreamSignal<T>> {

	private final Function<T, Integer> number;

	private final Tally tally;

	private final List<Integer> numbers = new CopyOnWriteArrayList<>();

	private final Set<Integer> recovered = new HashSet<>();

	private final Set<Long> opened = new HashSet<>();

	private final List<String> lies = new ArrayList<>();

	private boolean filling;

	private int filled;

	LineWitness(Tally tally, Function<T, Integer> number) {
		this.tally = tally;
		this.number = number;
	}

	/** Every number, as it came. */
	List<Integer> numbers() {
		return this.numbers;
	}

	/** Which of them came from the history. */
	synchronized Set<Integer> recovered() {
		return Set.copyOf(this.recovered);
	}

	/** Which attempts are said to have opened. */
	synchronized Set<Long> opened() {
		return Set.copyOf(this.opened);
	}

	/** What cannot be true. */
	synchronized List<String> lies() {
		return List.copyOf(this.lies);
	}

	@Override
	public synchronized void accept(StreamSignal<T> signal) {
		if (signal instanceof StreamSignal.Value<T> value) {
			value(this.number.apply(value.value()));
		}
		else if (signal instanceof StreamSignal.Opened<T> open) {
			this.tally.opened.increment();
			this.filling = !this.opened.isEmpty();
			this.filled = 0;
			this.opened.add(open.attempt());
		}
		else if (signal instanceof StreamSignal.Closed<T> closed) {
			(this.opened.contains(closed.attempt()) ? this.tally.closed : this.tally.failed).increment();
		}
		else if (signal instanceof StreamSignal.Gap<T> gap) {
			gap(gap);
		}
		else if (signal instanceof StreamSignal.Malformed<T>) {
			this.tally.malformed.increment();
		}
		else if (signal instanceof StreamSignal.Dropped<T> dropped) {
			this.tally.dropped.add(dropped.values());
		}
	}

	private void value(int number) {
		this.tally.received.increment();
		this.numbers.add(number);
		if (this.filling) {
			this.filled++;
			this.recovered.add(number);
		}
	}

	private void gap(StreamSignal.Gap<T> gap) {
		this.tally.gaps.increment();
		this.tally.recovered.add(gap.values());
		if (!gap.recovered() || !this.filling || gap.values() != this.filled || gap.from().isAfter(gap.to())) {
			this.lies.add(gap + " after " + this.filled + " values from the history");
		}
		this.filling = false;
	}

}
