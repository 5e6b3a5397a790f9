package io.losant4j.bulk;

import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.bulk.WriteOutcome.Accepted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * As fast as Losant allows, and not one call faster.
 */
class RateTest {

	private static final int STATES = 10_000;

	/** 100 calls for each device: 30 at once, and 30 more after each 15 seconds. */
	private static final Duration THEORETICAL = Duration.ofSeconds(45);

	@ParameterizedTest
	@CsvSource({ "100, 20, 40", "10, 0, 200", "10, 200, 0" })
	void takesHardlyLongerThanLosantMakesIt(int devices, long there, long back) {
		Platform losant = new Platform();
		losant.latency = () -> new long[] { there, back };
		AtomicInteger accepted = new AtomicInteger();
		AtomicBoolean over = new AtomicBoolean();

		losant.writer(WriterOptions.defaults())
			.write(reports(devices))
			.doOnComplete(() -> over.set(true))
			.subscribe((outcome) -> accepted.addAndGet((outcome instanceof Accepted) ? 1 : 0));
		while (!over.get() && losant.elapsed().compareTo(THEORETICAL.multipliedBy(2)) < 0) {
			losant.advance(Duration.ofMillis(50));
		}

		assertThat(accepted).hasValue(devices * STATES);
		assertThat(losant.stored.values()).hasSize(devices).extracting(TreeMap::size).containsOnly(STATES);
		assertThat(losant.throttled).isZero();
		assertThat(losant.elapsed()).isLessThanOrEqualTo(THEORETICAL.multipliedBy(11).dividedBy(10));
	}

	/** One call at a time: 30 of them take all of the 15 seconds. */
	@Test
	void keepsNineTenthsOfThePaceWhereACallTakesHalfASecond() {
		Platform losant = new Platform();
		losant.latency = () -> new long[] { 250, 250 };
		Tally outcomes = new Tally();
		int calls = 3_000;
		Duration theoretical = Duration.ofSeconds(15L * calls / 30);

		losant.writer(WriterOptions.defaults().withBatches(1, 1_000, Duration.ZERO))
			.write(Platform.reports(1, calls))
			.subscribe(outcomes);
		losant.advance(theoretical.multipliedBy(10).dividedBy(9));

		assertThat(outcomes.accepted()).isEqualTo(calls);
		assertThat(losant.throttled).isZero();
	}

	@Test
	void isSharedByAllWritersOfAClient() {
		Platform losant = new Platform();
		losant.mostWriters = 2;
		DeviceWindows windows = new DeviceWindows();
		WriterOptions options = WriterOptions.defaults().withBatches(10, 10_000, Duration.ZERO);
		Tally one = new Tally();
		Tally other = new Tally();

		losant.writer(options, windows, Platform.NOBODY).write(Platform.reports(1, 500)).subscribe(one);
		losant.writer(options, windows, Platform.NOBODY).write(Platform.reports(1, 500)).subscribe(other);
		losant.advance(Duration.ofMinutes(2));

		assertThat(one.accepted() + other.accepted()).isEqualTo(1_000);
		assertThat(losant.throttled).isZero();
	}

	@Test
	void leavesCallsToOthers() {
		Platform losant = new Platform();
		WriterOptions options = WriterOptions.defaults().withBatches(1, 1_000, Duration.ZERO).withCallsPerDevice(10);

		losant.writer(options).write(Platform.reports(1, 100)).subscribe(new Tally());
		losant.advance(Duration.ofSeconds(15));

		assertThat(losant.calls).hasSize(10);
	}

	private static Flux<DeviceReport> reports(int devices) {
		return Flux.range(0, STATES * devices)
			.map((i) -> Platform.report(i % devices, i / devices, Platform.START.minusMillis(STATES - i / devices)));
	}

}
