package io.losant4j.device;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.losant4j.MockLosant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What was, and how it is removed.
 */
class DeviceHistoryTest {

	private static final Instant TIME = Instant.ofEpochMilli(1_465_790_400_123L);

	private static final String PATH = "/applications/" + APPLICATION + "/devices/" + DEVICE;

	private final MockLosant losant = MockLosant.start();

	private final DeviceActions device = this.losant.application().device(DEVICE);

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void getsTheLog() {
		this.losant.given(200,
				"[{\"connected\":1,\"time\":\"2016-06-03T00:56:22.447Z\"}," + answer("DeviceLogEntry") + "]");

		StepVerifier
			.create(this.device
				.getLogEntries(HistoryQuery.within(TimeRange.last(Duration.ofDays(1))).limit(2).oldestFirst()))
			.expectNext(new DeviceLogEntry(true, Instant.parse("2016-06-03T00:56:22.447Z"), null, null, null, null),
					new DeviceLogEntry(false, Instant.parse("2016-06-03T00:56:21.028Z"), "Connection Lost", 2548L, 12L,
							"203.0.113.7"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "/logs?duration=86400000&limit=2&sortDirection=asc", null));
	}

	@Test
	@SuppressWarnings("deprecation") // old servers know nothing else
	void asksOldServersInTheirWay() {
		this.losant.given(200, "[]");
		this.losant.given(200, "[]");
		HistoryQuery query = HistoryQuery.since(TIME).limit(3);

		StepVerifier.create(this.device.getLogEntries(query)).expectComplete().verify(TIMEOUT);
		StepVerifier.create(this.device.getState(query)).expectComplete().verify(TIMEOUT);

		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/logs?since=1465790400123&limit=3", null));
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/state?since=1465790400123&limit=3", null));
	}

	@Test
	void getsTheCompositeState() {
		this.losant.given(200, answer("CompositeState"));

		StepVerifier.create(this.device.getCompositeState(TimeRange.all())).assertNext((state) -> {
			assertThat(state.values()).containsOnlyKeys("voltage", "loaded");
			assertThat(state.value("voltage"))
				.contains(new CompositeState.Value(new BigDecimal("22.4"), Instant.parse("2016-06-13T04:00:00Z")));
			assertThat(state.value("loaded"))
				.contains(new CompositeState.Value(false, Instant.parse("2016-06-13T03:00:00Z")));
			assertThat(state.value("absent")).isEmpty();
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("GET " + PATH + "/compositeState?start=1&end=0", null));
	}

	@Test
	void getsTheCompositeStateOfSomeAttributes() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.device.getCompositeState(TimeRange.until(TIME), "voltage", "loaded"))
			.assertNext((state) -> assertThat(state.values()).isEmpty())
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(
				call("GET " + PATH + "/compositeState?start=1&end=1465790400123&attributes=voltage%2Cloaded", null));
	}

	@Test
	void readsACompositeStateThatStillNamesItsRelay() {
		this.losant.given(200, "{\"voltage\":{\"value\":1,\"time\":{\"$date\":\"2016-06-13T04:00:00.123Z\"},"
				+ "\"relayId\":\"575ecf887ae143cd83dc4aa4\",\"relayType\":\"user\"}}");

		StepVerifier.create(this.device.getCompositeState(TimeRange.all()))
			.assertNext((state) -> assertThat(state.value("voltage")).contains(new CompositeState.Value(1, TIME)))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void readsACompositeStateAmongWhatIsNoneOfIt() {
		this.losant.given(200, "{\"_type\":\"compositeDeviceState\",\"_etag\":null,\"_links\":{\"self\":{}},\"x\":1,"
				+ "\"voltage\":{\"value\":1,\"time\":1465790400123},\"_own\":{\"value\":2},\"gone\":null,\"y\":[{}]}");

		StepVerifier.create(this.device.getCompositeState(TimeRange.all()))
			.assertNext((state) -> assertThat(state.values()).isEqualTo(
					Map.of("voltage", new CompositeState.Value(1, TIME), "_own", new CompositeState.Value(2, null))))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void refusesAnAttributeThatCannotBe() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.device.getCompositeState(TimeRange.all(), "voltage,loaded"))
			.withMessage("attributes must be 1 to 255 letters, digits, '_' or '-', was 'voltage,loaded'");
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void removesDataInAJob() {
		this.losant.given(202, answer("JobTicket"));

		StepVerifier.create(this.device.removeData(TimeRange.last(Duration.ofMinutes(1))))
			.expectNext(new JobTicket(true, true, "clnHvJbyVkOWAZwYAwLP4"))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("DELETE " + PATH + "/data?start=-60000&end=0", null));
	}

	@Test
	void removesDataAtOnceOnOldServers() {
		this.losant.givenSuccess();

		StepVerifier.create(this.device.removeData(TimeRange.all()))
			.expectNext(new JobTicket(true, false, null))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call("DELETE " + PATH + "/data?start=1&end=0", null));
	}

	@Test
	void readsAJobOfServersThatTellNoId() {
		this.losant.given(202, "{\"jobQueued\":true}");

		StepVerifier.create(this.device.removeData(TimeRange.all()))
			.expectNext(new JobTicket(true, true, null))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void countsPayloads() {
		this.losant.given(200, answer("DevicePayloadCounts"));

		StepVerifier.create(this.device.payloadCounts(TimeRange.last(Duration.ofDays(30))))
			.expectNext(new DevicePayloadCounts(1, 1016, 1015, 1_244_049, 2, 12))
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "/payloadCounts?start=-2592000000&end=0", null));
	}

	@Test
	void countsPayloadsThatDidNotOccurAsNone() {
		this.losant.given(200, "{\"deviceState\":7,\"mqttOut\":null}");

		StepVerifier.create(this.device.payloadCounts(TimeRange.all()))
			.expectNext(new DevicePayloadCounts(0, 0, 0, 7, 0, 0))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void countsPayloadsByDayAndByHour() {
		this.losant.given(200, answer("PayloadCountsBreakdown"));
		this.losant.given(200, "{}");

		StepVerifier.create(this.device.payloadCountsBreakdown(TimeRange.all(), PayloadCountsBreakdown.Resolution.DAY))
			.assertNext((counts) -> assertThat(counts.counts()).containsExactly(
					new PayloadCountsBreakdown.Count(Instant.parse("1999-06-19T00:00:00Z"), 17L),
					new PayloadCountsBreakdown.Count(Instant.parse("1999-06-20T00:00:00Z"), 3_000_000_000L)))
			.expectComplete()
			.verify(TIMEOUT);
		StepVerifier
			.create(this.device.payloadCountsBreakdown(TimeRange.last(Duration.ofHours(2)),
					PayloadCountsBreakdown.Resolution.HOUR))
			.assertNext((counts) -> assertThat(counts.counts()).isEmpty())
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "/payloadCountsBreakdown?start=1&end=0&resolution=86400000", null));
		assertThat(this.losant.request())
			.isEqualTo(call("GET " + PATH + "/payloadCountsBreakdown?start=-7200000&end=0&resolution=3600000", null));
	}

	@Test
	void countsPayloadsInTheFirstFormThatServersHad() {
		this.losant.given(200,
				"{\"start\":\"2023-06-19T00:00:00.000Z\",\"end\":\"2023-06-20T00:00:00.000Z\",\"resolution\":86400000,"
						+ "\"asBytes\":false,\"includeNonBillable\":false,"
						+ "\"counts\":[{\"date\":\"2023-06-19T00:00:00.000Z\",\"payloads\":17,\"bytes\":1024.5}]}");

		StepVerifier.create(this.device.payloadCountsBreakdown(TimeRange.all(), PayloadCountsBreakdown.Resolution.DAY))
			.expectNext(new PayloadCountsBreakdown(Instant.parse("2023-06-19T00:00:00Z"),
					Instant.parse("2023-06-20T00:00:00Z"),
					List.of(new PayloadCountsBreakdown.Count(Instant.parse("2023-06-19T00:00:00Z"), 17L))))
			.expectComplete()
			.verify(TIMEOUT);
	}

}
