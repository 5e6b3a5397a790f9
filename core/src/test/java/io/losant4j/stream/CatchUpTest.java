package io.losant4j.stream;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

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
	void whatIsStoredLateBetweenAPageAndItsDeliveryIsNotLost() {
		this.joint.time.advanceTimeBy(Duration.ofSeconds(80));
		storeAllBut30(90);

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(10))), 0)
			.thenRequest(5)
			.expectNextCount(5)
			.then(() -> this.joint.past.store(value(30)))
			.then(() -> this.joint.live(30, 40, 100))
			.thenRequest(1000)
			.expectNextSequence(words(15, 90, 30))
			.expectNext("opened 1", "=30", "=100")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void whatIsStoredLateAndDoesNotFitIsReadAsWell() {
		this.joint.time.advanceTimeBy(Duration.ofSeconds(80));
		storeAllBut30(90);

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(10)).withBuffer(1)), 0)
			.thenRequest(5)
			.expectNextCount(5)
			.then(() -> this.joint.past.store(value(30), value(100)))
			.then(() -> this.joint.live(30, 100))
			.thenRequest(1000)
			.expectNextSequence(words(15, 90, 30))
			.expectNext("=30", "=100", "opened 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void whatIsStoredLateAndCannotBeReadWithoutRepeatingTheRestIsToldAsLost() {
		int last = 2 * Seen.MOST;
		this.joint.time.advanceTimeBy(Duration.ofSeconds(last));
		storeAllBut30(last);

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(10)).withBuffer(1)), 0)
			.thenRequest(5)
			.expectNextCount(5)
			.then(() -> this.joint.past.store(value(30), value(last + 10)))
			.then(() -> this.joint.live(30, last + 10))
			.thenRequest(Long.MAX_VALUE)
			.expectNextSequence(words(15, last, 30))
			.expectNext("lost 0", "=" + (last + 10), "opened 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost)
			.containsExactly("PT30S to " + Duration.ofSeconds(last - Seen.MOST).plusMillis(1) + ": null");
	}

	@Test
	void whatWaitsAndHasBeenReadLongAgoDoesNotComeAgain() {
		int last = 2 * Seen.MOST;
		this.joint.time.advanceTimeBy(Duration.ofSeconds(last));
		storeAllBut30(last);

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(10))), 0)
			.thenRequest(5)
			.expectNextCount(5)
			.then(() -> this.joint.live(40, last + 10))
			.thenRequest(Long.MAX_VALUE)
			.expectNextSequence(words(15, last, 30))
			.expectNext("opened 1", "=" + (last + 10))
			.thenCancel()
			.verify(Wire.PATIENCE);
	}

	@Test
	void whatDoesNotFitWhileTheHistoryIsReadSlowlyIsReadLaterAndNotToldAsLost() {
		for (int i = 1; i <= 9; i++) {
			this.joint.past.store(value(i));
		}
		this.joint.isOpen();

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withFrom(at(1)).withBuffer(1)), 0)
			.thenRequest(5)
			.expectNextCount(5)
			.then(() -> {
				for (int i = 10; i <= 90; i++) {
					this.joint.past.store(value(i));
					this.joint.live(i);
				}
			})
			.thenRequest(1000)
			.expectNextSequence(words(6, 90, 0))
			.expectNext("opened 1")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).isEmpty();
	}

	@Test
	void whatTellsNoTimeAndDoesNotFitIsToldAsDropped() {
		this.joint.past.store(value(1), value(2), value(3));
		Numbered untimed = new Numbered(7, Past.UNTIMED);

		StepVerifier.create(this.joint.ofSubscriber(OPTIONS.withBuffer(2)), 0)
			.then(() -> this.joint.live(1, 2, 3))
			.then(() -> this.joint.line.next(new StreamSignal.Value<>(untimed)))
			.thenRequest(9)
			.expectNext("=1", "=2", "dropped 1", "=3")
			.thenCancel()
			.verify(Wire.PATIENCE);

		assertThat(this.joint.lost).containsExactly("dropped");
	}

	/** From 10 on, in a history whose line is open. */
	private void storeAllBut30(int last) {
		this.joint.past.store(
				IntStream.rangeClosed(10, last).filter((i) -> i != 30).mapToObj(Joint::value).toArray(Numbered[]::new));
		this.joint.isOpen();
	}

	private static List<String> words(int first, int last, int without) {
		return IntStream.rangeClosed(first, last).filter((i) -> i != without).mapToObj((i) -> "=" + i).toList();
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
