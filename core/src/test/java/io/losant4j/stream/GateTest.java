package io.losant4j.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

class GateTest {

	private final List<Disposable> permits = new ArrayList<>();

	@Test
	void letsSoManyInAndTheOthersInTurn() {
		Gate gate = new Gate(2);
		for (int i = 0; i < 4; i++) {
			gate.enter().subscribe(this.permits::add);
		}

		assertThat(this.permits).hasSize(2);
		this.permits.get(0).dispose();
		assertThat(this.permits).hasSize(3);
	}

	@Test
	void aPermitGivenBackTwiceIsOnePermit() {
		Gate gate = new Gate(1);
		for (int i = 0; i < 3; i++) {
			gate.enter().subscribe(this.permits::add);
		}

		this.permits.get(0).dispose();
		this.permits.get(0).dispose();

		assertThat(this.permits).hasSize(2);
	}

	@Test
	void whoGoesAwayBeforeItsTurnTakesNoPlace() {
		Gate gate = new Gate(1);
		gate.enter().subscribe(this.permits::add);
		Disposable impatient = gate.enter().subscribe(this.permits::add);
		gate.enter().subscribe(this.permits::add);

		impatient.dispose();
		this.permits.get(0).dispose();

		assertThat(this.permits).hasSize(2);
	}

	@Test
	void aHundredThousandInstantFailuresDoNotOverflowTheStack() {
		Gate gate = new Gate(1);
		gate.enter().subscribe(this.permits::add);
		AtomicInteger failed = new AtomicInteger();
		for (int i = 0; i < 100_000; i++) {
			gate.enter().doOnNext(Disposable::dispose).subscribe((permit) -> failed.incrementAndGet());
		}

		this.permits.get(0).dispose();

		assertThat(failed).hasValue(100_000);
	}

	@Test
	void neverMoreInsideThanAllowedWhateverTheThreads() {
		Gate gate = new Gate(3);
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();

		Long passed = Flux.range(0, 4_000)
			.parallel(8)
			.runOn(Schedulers.parallel())
			.flatMap((i) -> gate.enter().flatMap((permit) -> {
				most.accumulateAndGet(inside.incrementAndGet(), Math::max);
				return Mono.just(i)
					.hide()
					.doOnNext((n) -> inside.decrementAndGet())
					.doFinally((end) -> permit.dispose());
			}), false, 8)
			.sequential()
			.count()
			.block(Wire.PATIENCE);

		assertThat(passed).isEqualTo(4_000);
		assertThat(most.get()).isBetween(1, 3);
	}

}
