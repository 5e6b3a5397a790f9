package io.losant4j.bulk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.losant4j.device.DeviceState;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes no more than it has room for, and holds nothing for long.
 */
class DemandTest {

	private final Platform losant = new Platform();

	@Test
	void takesOnlyAsManyReportsAsItMayHold() {
		AtomicLong asked = new AtomicLong();
		Tally outcomes = new Tally(0);

		this.losant.writer(WriterOptions.defaults().withMemory(100, 1_000_000_000))
			.write(Platform.reports(1, 1_000).doOnRequest(asked::addAndGet))
			.subscribe(outcomes);
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(asked).hasValue(100);
		assertThat(outcomes.outcomes()).isEmpty();
		for (int i = 1; i <= 18; i++) {
			outcomes.request(50);
			this.losant.advance(Duration.ofMinutes(1));
			assertThat(outcomes.outcomes()).hasSize(50 * i);
			assertThat(asked).hasValueLessThanOrEqualTo(100 + 50L * i).hasValueGreaterThan(50L * i);
		}
	}

	@Test
	void takesOnlyAsManyBytesAsItMayHold() {
		AtomicLong taken = new AtomicLong();
		String large = "x".repeat(900);

		this.losant.writer(WriterOptions.defaults().withBatches(10, 1_000, Duration.ZERO).withMemory(1_000_000, 50_000))
			.write(Flux.range(0, 1_000)
				.map((i) -> Platform.report(1, large, Platform.START))
				.doOnNext((report) -> taken.incrementAndGet()))
			.subscribe(new Tally(0));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(taken.get() * 900).isLessThanOrEqualTo(50_000).isGreaterThan(40_000);
	}

	@Test
	void takesOnlyAsManyBytesAsItMayHoldThoughItRefusesThem() {
		AtomicLong taken = new AtomicLong();
		DeviceState large = DeviceState.of("n", "x".repeat(900));

		this.losant.writer(WriterOptions.defaults().withBatches(10, 1_000, Duration.ZERO).withMemory(1_000_000, 50_000))
			.write(Flux.range(0, 1_000)
				.map((i) -> new DeviceReport("not-an-id", large))
				.doOnNext((report) -> taken.incrementAndGet()))
			.subscribe(new Tally(0));
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(taken).hasValue(50);
	}

	@Test
	void doesNotAskOneByOne() {
		List<Long> requests = new ArrayList<>();
		Tally outcomes = new Tally();

		this.losant.writer(WriterOptions.defaults())
			.write(Platform.reports(1, 10_000).doOnRequest(requests::add))
			.subscribe(outcomes);
		this.losant.advance(Duration.ofMinutes(2));

		assertThat(outcomes.accepted()).isEqualTo(10_000);
		assertThat(requests).hasSizeLessThan(10_000 / 30);
	}

	@Test
	void asksForNothingBeforeItIsSubscribedTo() {
		TestPublisher<DeviceReport> source = TestPublisher.create();

		Flux<WriteOutcome> outcomes = this.losant.writer(WriterOptions.defaults()).write(source);

		source.assertWasNotSubscribed();
		outcomes.subscribe(new Tally());
		this.losant.advance(Duration.ZERO);
		source.assertMinRequested(1);
	}

	@Test
	void forgetsIdleDevices() {
		DeviceWindows windows = new DeviceWindows();
		DefaultStateWriter writer = this.losant.writer(WriterOptions.defaults(), windows, Platform.NOBODY);
		Tally outcomes = new Tally();

		writer.write(Flux.range(0, 5_000).map((i) -> Platform.report(i, i, Platform.START)).concatWith(Flux.never()))
			.subscribe(outcomes);
		this.losant.advance(Duration.ofSeconds(10));

		assertThat(outcomes.accepted()).isEqualTo(5_000);
		assertThat(writer.devices()).isEqualTo(5_000);
		assertThat(windows.size()).isEqualTo(5_000);
		this.losant.advance(Duration.ofSeconds(16));
		assertThat(writer.devices()).isZero();
		assertThat(windows.size()).isZero();
	}

	@Test
	void usesAsManyCallsAtOnceAsLosantBears() {
		Tally outcomes = new Tally();

		this.losant.writer(WriterOptions.defaults().withConcurrency(1, 40))
			.write(Flux.range(0, 5_000).map((i) -> Platform.report(i, i, Platform.START)))
			.subscribe(outcomes);
		this.losant.advance(Duration.ofMinutes(1));

		assertThat(outcomes.accepted()).isEqualTo(5_000);
		assertThat(this.losant.mostAtOnce).isEqualTo(40);
	}

	@Test
	void usesFewerCallsAtOnceInTrouble() {
		Tally outcomes = new Tally();
		Limits limits = new Limits();
		this.losant.script = (call) -> (call.number() % 10 == 0) ? Platform.Fate.refused(503) : Platform.Fate.taken();

		this.losant.writer(WriterOptions.defaults(), new DeviceWindows(), limits)
			.write(Flux.range(0, 5_000).map((i) -> Platform.report(i, i, Platform.START)))
			.subscribe(outcomes);
		this.losant.advance(Duration.ofMinutes(5));

		assertThat(outcomes.accepted()).isEqualTo(5_000);
		assertThat(this.losant.mostAtOnce).isLessThan(30);
		assertThat(limits.consistent).isTrue();
		assertThat(limits.now).isBetween(1, 30);
	}

	/** Follows the number of calls that may be made at once. */
	private static final class Limits implements WriterListener {

		private int now;

		private boolean consistent = true;

		@Override
		public void concurrency(int before, int now) {
			this.consistent &= before == this.now && now != before;
			this.now = now;
		}

	}

}
