package io.losant4j.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.losant4j.device.DeviceState;
import io.losant4j.stream.StreamSignal;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * A subscriber who takes one signal and then none until the end.
 */
final class SlowReader extends BaseSubscriber<StreamSignal<DeviceState>> {

	private final NumberEmitter emitter;

	private final Tally tally;

	private final List<Integer> numbers = new CopyOnWriteArrayList<>();

	private final AtomicLong dropped = new AtomicLong();

	SlowReader(NumberEmitter emitter, Tally tally) {
		this.emitter = emitter;
		this.tally = tally;
	}

	/** How many numbers did not come. */
	int lost() {
		return this.emitter.emitted() - this.numbers.size();
	}

	/** Every number that came. */
	List<Integer> numbers() {
		return this.numbers;
	}

	/** How many values it is said to have lost. */
	long dropped() {
		return this.dropped.get();
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(StreamSignal<DeviceState> signal) {
		if (signal instanceof StreamSignal.Value<DeviceState> value) {
			this.numbers.add(value.value().number("n").orElseThrow().intValue());
		}
		else if (signal instanceof StreamSignal.Dropped<DeviceState> some) {
			this.dropped.addAndGet(some.values());
			this.tally.dropped.add(some.values());
		}
	}

}
