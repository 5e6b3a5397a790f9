package io.losant4j.spring.boot;

import java.time.Duration;
import java.time.Instant;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.stream.StreamSignal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a stream's listener is told, and what the meters say then.
 */
class StreamMetersTest {

	private static final String LINE = "device.stateStream GET /applications/{applicationId}/devices/{deviceId}/stateStream";

	private final MockClock clock = new MockClock();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, this.clock);

	private final StreamMeters meters = new StreamMeters(this.registry, "plant");

	@Test
	void streamsAreWantedFromTheirStartAndActiveWhileTheyAreOpen() {
		this.meters.started(LINE);
		this.meters.started(LINE);
		this.meters.opened(LINE);
		assertThat(gauge("losant.stream.wanted")).isEqualTo(2);
		assertThat(gauge("losant.stream.active")).isEqualTo(1);

		this.meters.closed(LINE, new IllegalStateException("lost"));
		assertThat(gauge("losant.stream.wanted")).isEqualTo(2);
		assertThat(gauge("losant.stream.active")).isZero();

		this.meters.opened(LINE);
		this.meters.closed(LINE, null);
		this.meters.ended(LINE);
		this.meters.ended(LINE);
		assertThat(gauge("losant.stream.wanted")).isZero();
		assertThat(gauge("losant.stream.active")).isZero();
		assertThat(count("losant.stream.opens")).isEqualTo(2);
	}

	@Test
	void eventsGapsAndDropsAreCounted() {
		this.meters.started(LINE);
		this.meters.received(LINE);
		this.meters.received(LINE);
		this.meters.gap(LINE, gap(true));
		this.meters.gap(LINE, gap(false));
		this.meters.gap(LINE, gap(false));
		this.meters.dropped(LINE, 3);
		this.meters.dropped(LINE, 4);

		assertThat(count("losant.stream.events")).isEqualTo(2);
		assertThat(count("losant.stream.gaps", "outcome", "recovered")).isEqualTo(1);
		assertThat(count("losant.stream.gaps", "outcome", "lost")).isEqualTo(2);
		assertThat(count("losant.stream.dropped")).isEqualTo(7);
	}

	private static LosantApiException refusal(int status) {
		return new LosantApiException(
				new FailedRequest("device.stateStream", "GET",
						"/applications/{applicationId}/devices/{deviceId}/stateStream", 1, false),
				status, null, null, null);
	}

	@Test
	void refusalsAreCountedByTheirStatus() {
		this.meters.started(LINE);
		this.meters.failed(LINE, refusal(403));
		this.meters.failed(LINE, refusal(503));
		this.meters.failed(LINE, new IllegalStateException("lost"));

		assertThat(count("losant.stream.refused", "status", "403")).isEqualTo(1);
		assertThat(this.registry.get("losant.stream.refused").counters()).extracting(Counter::count)
			.containsExactlyInAnyOrder(0d, 0d, 0d, 1d);
	}

	@Test
	void theAgeOfTheLastEventGrowsFromTheStart() {
		this.meters.started(LINE);
		this.clock.add(Duration.ofMillis(1_500));
		assertThat(age()).isEqualTo(1.5);

		this.meters.opened(LINE);
		assertThat(age()).isEqualTo(1.5);

		this.meters.received(LINE);
		assertThat(age()).isZero();
	}

	@Test
	void theAgeOfTheLastEventGrowsOverAnOutage() {
		this.meters.started(LINE);
		this.meters.opened(LINE);
		this.meters.received(LINE);
		this.clock.add(Duration.ofMinutes(1));
		this.meters.closed(LINE, new IllegalStateException("lost"));
		this.clock.add(Duration.ofMinutes(1));
		this.meters.opened(LINE);

		assertThat(age()).isEqualTo(120);
	}

	@Test
	void nothingGrowsOldWhereNobodyListens() {
		this.meters.started(LINE);
		this.meters.ended(LINE);
		this.clock.add(Duration.ofHours(1));
		assertThat(age()).isNaN();

		this.meters.started(LINE);
		this.clock.add(Duration.ofSeconds(1));
		assertThat(age()).isEqualTo(1);
	}

	@Test
	void everyMeterIsThereFromTheStart() {
		this.meters.started(LINE);

		assertThat(this.registry.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsOnly("losant.stream.active", "losant.stream.wanted", "losant.stream.opens", "losant.stream.gaps",
					"losant.stream.dropped", "losant.stream.refused", "losant.stream.events",
					"losant.stream.last.event.age");
		assertThat(this.registry.getMeters()).allSatisfy((meter) -> {
			Meter.Id id = meter.getId();
			assertThat(id.getDescription()).isNotBlank();
			assertThat(id.getTags()).contains(Tag.of("client", "plant"), Tag.of("action", "device.stateStream"));
		});
	}

	private static StreamSignal.Gap<?> gap(boolean recovered) {
		return new StreamSignal.Gap<>(Instant.EPOCH, Instant.EPOCH, recovered, 0, null);
	}

	private double age() {
		return this.registry.get("losant.stream.last.event.age").timeGauge().value();
	}

	private double gauge(String name) {
		return this.registry.get(name).gauge().value();
	}

	private double count(String name, String... tags) {
		RequiredSearch search = this.registry.get(name).tags(tags);
		return search.counter().count();
	}

}
