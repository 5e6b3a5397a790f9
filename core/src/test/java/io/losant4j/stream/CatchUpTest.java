package io.losant4j.stream;

import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static io.losant4j.stream.Joint.answer;
import static io.losant4j.stream.Joint.at;
import static io.losant4j.stream.Joint.closed;
import static io.losant4j.stream.Joint.opened;
import static io.losant4j.stream.Joint.value;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a subscriber missed, or wants from before it came.
 */
class CatchUpTest {

	private static final StreamOptions OPTIONS = StreamOptions.defaults().withOverflow(Overflow.CATCH_UP);

	private final Joint joint = new Joint();

	@AfterEach
	void stopTime() {
		this.joint.time.dispose();
	}

	@Test
	void whoIsBehindIsParkedAndReadsWhatItMissedAtItsOwnPace() {
		for (int i = 1; i <= 9; i++) {
			this.joint.past.store(value(i));
		}

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withBuffer(3)), 0)
			.then(() -> this.joint.live(1, 2, 3, 4, 5, 6, 7, 8, 9))
			.thenRequest(2)
			.expectNext("=1", "=2")
			.then(() -> assertThat(this.joint.past.reads).isEmpty())
			.thenRequest(1)
			.expectNext("=3")
			.thenRequest(2)
			.expectNext("=4", "=5")
			.then(() -> this.joint.past.store(value(10)))
			.then(() -> this.joint.live(10))
			.thenRequest(9)
			.expectNext("=6", "=7", "=8", "=9", "=10")
			.then(() -> this.joint.live(11))
			.expectNext("=11")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).containsExactly(at(4));
		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void whatAParkedSubscriberMissedAndCannotReadIsToldAsLost() {
		this.joint.past.next((values) -> Flux.error(new LosantDataException("not JSON", null)));

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withBuffer(1)), 0)
			.then(() -> this.joint.live(1, 2))
			.thenRequest(9)
			.expectNext("=1", "lost 0")
			.then(() -> this.joint.live(3))
			.expectNext("=3")
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void thePastComesFirstAndJoinsWhatIsLive() {
		this.joint.past.store(value(1), value(2), value(3), value(4));

		this.joint.isOpen();

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(2))), 0)
			.then(() -> this.joint.live(4, 5))
			.thenRequest(2)
			.expectNext("=2", "=3")
			.then(() -> this.joint.live(6))
			.thenRequest(9)
			.expectNext("=4", "opened 1", "=5", "=6")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).containsExactly(at(2));
	}

	@Test
	void whatIsStoredBeforeTheLineOpensIsReadWhenItDoes() {
		this.joint.past.store(value(1), value(2));

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(1))))
			.expectNext("=1", "=2")
			.then(() -> this.joint.past.store(value(3)))
			.then(() -> this.joint.line.next(opened(1)))
			.then(() -> this.joint.live(4))
			.expectNext("opened 1", "=3", "=4")
			.then(() -> this.joint.line.next(closed(1), opened(2)))
			.expectNext("closed 1", "opened 2")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.past.reads).hasSize(2);
	}

	@Test
	void theEndOfTheLineComesAfterWhatWasMissed() {
		this.joint.past.store(value(1), value(2));

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withBuffer(1)), 0)
			.then(() -> this.joint.live(1, 2))
			.then(() -> this.joint.line.error(answer(404)))
			.thenRequest(9)
			.expectNext("=1", "=2")
			.expectErrorMatches(LosantApiException.hasStatus(404))
			.verify(Wire.PATIENCE);
	}

}
