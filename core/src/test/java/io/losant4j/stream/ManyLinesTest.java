package io.losant4j.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client with a thousand lines.
 */
class ManyLinesTest {

	private static final int LINES = 1_000;

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final SlowServer server = new SlowServer(this.time, Duration.ofSeconds(2));

	private final Deque<Long> retries = new ArrayDeque<>();

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@RepeatedTest(3)
	void areAllBackSoonAfterAnOutage(RepetitionInfo run) {
		Random random = Seed.random(run.getCurrentRepetition());
		LiveLines lines = lines(new Timing(this.time, (most) -> (long) (random.nextDouble() * (most + 1))));
		AtomicInteger ended = new AtomicInteger();
		listen(lines, ended);
		this.time.advanceTimeBy(Duration.ofSeconds(60));
		assertThat(this.server.open()).isEqualTo(LINES);

		this.server.goDown();
		this.time.advanceTimeBy(Duration.ofMinutes(2));
		assertThat(this.server.refused()).isBetween(2 * LINES, 8 * LINES);
		this.server.comeBack();
		// half a minute to wait at the most, and as long for all to pass the gate
		this.time.advanceTimeBy(Duration.ofSeconds(70));

		assertThat(this.server.open()).isEqualTo(LINES);
		assertThat(ended).hasValue(0);
		lines.close();
	}

	@Test
	void allEndAtOnceWhenTheClientIsClosed() {
		LiveLines lines = lines(new Timing(this.time, (most) -> most));
		AtomicInteger ended = new AtomicInteger();
		listen(lines, ended);
		this.time.advanceTimeBy(Duration.ofSeconds(60));

		lines.close();

		assertThat(ended).hasValue(LINES);
		assertThat(this.server.open()).isZero();
	}

	private LiveLines lines(Timing timing) {
		return new LiveLines(new Commons(timing, new Gate(64), this::mayRepeat, new QuietListener(new Witness())));
	}

	private void listen(LiveLines lines, AtomicInteger ended) {
		List<Line<String>> all = new ArrayList<>();
		for (int i = 0; i < LINES; i++) {
			all.add(new Line<>(i, "test GET /stream", "deviceState", this.server, Wire.texts().decoder()));
		}
		all.forEach((line) -> lines.values(line, StreamOptions.defaults())
			.doOnTerminate(ended::incrementAndGet)
			.subscribe());
	}

	/** As the client does where there are few calls: one a second. */
	private boolean mayRepeat() {
		long now = this.time.now(TimeUnit.SECONDS);
		this.retries.removeIf((second) -> second <= now - 10);
		return this.retries.size() < 10 && this.retries.add(now);
	}

}
