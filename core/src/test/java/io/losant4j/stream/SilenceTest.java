package io.losant4j.stream;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

class SilenceTest {

	private static final Duration LIMIT = Duration.ofSeconds(6);

	private static final Duration LATEST = LIMIT.dividedBy(4).multipliedBy(5);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final TestPublisher<DataBuffer> body = TestPublisher.create();

	private final DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.allocateBuffer(1);

	@AfterEach
	void stopTime() {
		this.time.dispose();
	}

	@Test
	void silenceBeyondTheLimitEndsTheConnection() {
		StepVerifier.create(watched(), 1)
			.then(() -> this.time.advanceTimeBy(LATEST))
			.expectComplete()
			.verify(Wire.PATIENCE);

		this.body.assertCancelled();
	}

	@Test
	void everyByteIsASignOfLife() {
		StepVerifier.create(watched(), 1)
			.then(() -> this.time.advanceTimeBy(LIMIT.minusMillis(1)))
			.then(() -> this.body.next(this.buffer))
			.expectNextCount(1)
			.thenRequest(1)
			.then(() -> this.time.advanceTimeBy(LIMIT.minusMillis(1)))
			.then(() -> this.body.next(this.buffer))
			.expectNextCount(1)
			.thenRequest(1)
			.then(() -> this.time.advanceTimeBy(LATEST))
			.expectComplete()
			.verify(Wire.PATIENCE);
	}

	@Test
	void nobodyAskingIsNoSilence() {
		StepVerifier.create(watched(), 1)
			.then(() -> this.body.next(this.buffer))
			.expectNextCount(1)
			.then(() -> this.time.advanceTimeBy(Duration.ofMinutes(10)))
			.thenRequest(1)
			.then(() -> this.time.advanceTimeBy(LIMIT.minusMillis(1)))
			.then(() -> this.body.next(this.buffer))
			.expectNextCount(1)
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	private Flux<DataBuffer> watched() {
		Silence silence = new Silence(LIMIT, this.time);
		return silence.listen(this.body.flux()).takeUntilOther(silence.tooLong());
	}

}
