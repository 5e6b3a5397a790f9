package io.losant4j.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * From what a listener is told, it knows at each moment how many lines are wanted, and
 * how many of them are open.
 */
class StreamListenerTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final Server server = new Server();

	private final Counting one = new Counting();

	private final Counting other = new Counting();

	private final LiveLines lines = new LiveLines(new Commons(new Timing(this.time, (most) -> most), new Gate(64),
			() -> true, new QuietListener(this.one, new Broken(), this.other)));

	private final Line<String> line = Wire.texts(this.server);

	@AfterEach
	void nothingIsWantedInTheEnd() {
		this.lines.close();
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		tells(0, 0);
		this.time.dispose();
	}

	@Test
	void aLineIsWantedUntilItsLastSubscriberHasBeenGoneForAWhile() {
		tells(0, 0);
		Disposable first = subscribe();
		Disposable second = subscribe();
		tells(1, 1);

		first.dispose();
		second.dispose();
		tells(1, 1);
		this.time.advanceTimeBy(OPTIONS.grace());

		tells(0, 0);
		assertThat(this.one.told).containsExactly("started", "opened", "closed", "ended");
	}

	@Test
	void aLineThatIsNotOpenIsStillWanted() {
		Disposable subscriber = subscribe();
		this.server.refusing(
				new LosantApiException(new FailedRequest("test", "GET", "/stream", 1, false), 503, null, null, null));
		this.server.session().hangUp();
		tells(1, 0);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		tells(1, 0);
		this.time.advanceTimeBy(Duration.ofSeconds(2));
		tells(1, 1);

		subscriber.dispose();
		this.time.advanceTimeBy(OPTIONS.grace());
		tells(0, 0);
	}

	@Test
	void aLineIsNotWantedWhereNobodyWaitsForItsNextAttempt() {
		Disposable subscriber = subscribe();
		this.server.session().hangUp();
		tells(1, 0);

		subscriber.dispose();
		this.time.advanceTimeBy(OPTIONS.grace());

		tells(0, 0);
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 401, 403, 404 })
	void aLineThatIsRefusedForGoodHasEnded(int status) {
		this.server.refusing(new LosantApiException(new FailedRequest("test", "GET", "/stream", 1, false), status, null,
				null, null));

		subscribe();

		tells(0, 0);
		assertThat(this.one.told).containsExactly("started", "failed", "ended");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLineWithAHistoryIsWantedAsLong(boolean open) {
		if (!open) {
			this.server.blackholing();
		}
		Disposable subscriber = this.lines.values(this.line.withHistory(new Empty()), OPTIONS).subscribe();
		tells(1, open ? 1 : 0);

		subscriber.dispose();
		this.time.advanceTimeBy(OPTIONS.grace());

		tells(0, 0);
	}

	@Test
	void everyLineCounts() {
		subscribe();
		this.lines
			.values(new Line<>("other", "test GET /stream", "deviceState", this.server, this.line.decoder()), OPTIONS)
			.subscribe();

		tells(2, 2);
	}

	private Disposable subscribe() {
		return this.lines.values(this.line, OPTIONS).subscribe((value) -> {
		}, (error) -> {
		});
	}

	/** Both listeners know the same, whatever the one between them does. */
	private void tells(int wanted, int open) {
		assertThat(List.of(this.one, this.other)).allSatisfy((listener) -> {
			assertThat(listener.wanted).isEqualTo(wanted);
			assertThat(listener.open).isEqualTo(open);
		});
	}

	private static final class Counting implements StreamListener {

		private final List<String> told = new ArrayList<>();

		private int wanted;

		private int open;

		@Override
		public void started(String line) {
			this.told.add("started");
			this.wanted++;
		}

		@Override
		public void ended(String line) {
			this.told.add("ended");
			this.wanted--;
		}

		@Override
		public void opened(String line) {
			this.told.add("opened");
			this.open++;
		}

		@Override
		public void closed(String line, @Nullable Throwable cause) {
			this.told.add("closed");
			this.open--;
		}

		@Override
		public void failed(String line, Throwable cause) {
			this.told.add("failed");
		}

	}

	private static final class Broken implements StreamListener {

		@Override
		public void started(String line) {
			throw new IllegalStateException("the listener is broken");
		}

		@Override
		public void ended(String line) {
			throw new IllegalStateException("the listener is broken");
		}

		@Override
		public void opened(String line) {
			throw new IllegalStateException("the listener is broken");
		}

		@Override
		public void closed(String line, @Nullable Throwable cause) {
			throw new IllegalStateException("the listener is broken");
		}

	}

	private static final class Empty implements History<String> {

		@Override
		public Mono<Page<String>> read(Instant from) {
			return Mono.just(new Page<>(List.of(), null));
		}

		@Override
		public Instant time(String value) {
			return Instant.EPOCH;
		}

	}

}
