package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceState;
import io.losant4j.stream.StreamSignal;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class PageFeedTest {

	private final Instant old = Instant.now().minus(Duration.ofMinutes(4)).truncatedTo(ChronoUnit.MILLIS);

	private final PageFeed feed = new PageFeed(new Backlog());

	@Test
	void takesNoEventOfTheHistoryForANewOne() {
		this.feed.state(new StreamSignal.Value<>(DeviceState.of("cpu", 1).at(this.old)));
		this.feed.command(new StreamSignal.Value<>(DeviceCommand.of("blink").at(this.old)));

		StepVerifier.create(statuses()).assertNext((status) -> {
			assertThat(status.stateLine().lastEvent()).isEqualTo(this.old);
			assertThat(status.commandLine().lastEvent()).isEqualTo(this.old);
		}).thenCancel().verify(ServiceClient.PATIENCE);
	}

	@Test
	void believesNoEventThatIsYetToBe() {
		Instant future = this.old.plus(Duration.ofDays(1));
		this.feed.state(new StreamSignal.Value<>(DeviceState.of("cpu", 1).at(future)));

		StepVerifier.create(statuses())
			.assertNext((status) -> assertThat(status.stateLine().lastEvent()).isAfter(this.old)
				.isBeforeOrEqualTo(status.now()))
			.thenCancel()
			.verify(ServiceClient.PATIENCE);
	}

	private Flux<PageFeed.Status> statuses() {
		return this.feed.events().map((event) -> event.data()).ofType(PageFeed.Status.class);
	}

}
