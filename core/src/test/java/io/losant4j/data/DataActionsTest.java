package io.losant4j.data;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.losant4j.Answers;
import io.losant4j.MockLosant;
import io.losant4j.device.Aggregation;
import io.losant4j.device.DeviceQuery;
import io.losant4j.device.SortDirection;
import io.losant4j.device.TagFilter;
import io.losant4j.device.TimeRange;
import io.losant4j.error.LosantDataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static io.losant4j.MockLosant.APPLICATION;
import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static io.losant4j.MockLosant.answer;
import static io.losant4j.MockLosant.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

public class DataActionsTest {

	private static final String OTHER = "575ef5c97ae143cd83dc4aac";

	private static final String SERIES = "POST /applications/" + APPLICATION + "/data/time-series-query";

	private static final String LAST = "POST /applications/" + APPLICATION + "/data/last-value-query";

	private static final TimeSeriesQuery HOUR = TimeSeriesQuery.within(TimeRange.last(Duration.ofHours(1)));

	private static final LastValueQuery VOLTAGE = LastValueQuery.of("voltage");

	private final MockLosant losant = MockLosant.start();

	private final DataActions data = this.losant.application().data();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void knowsItsApplication() {
		assertThat(this.data.applicationId()).isEqualTo(APPLICATION);
	}

	@Test
	void nothingHappensBeforeSubscription() {
		this.data.timeSeriesQuery(HOUR);
		this.data.lastValueQuery(VOLTAGE);

		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void retrievesATimeSeries() {
		this.losant.given(200, answer("TimeSeriesData"));

		StepVerifier.create(this.data.timeSeriesQuery(HOUR)).assertNext((series) -> {
			assertThat(series.resolution()).isEqualTo(300_000);
			assertThat(series.order()).isEqualTo(SortDirection.ASCENDING);
			assertThat(series.devices()).containsOnlyKeys(DEVICE);
			TimeSeriesData.Series device = Objects.requireNonNull(series.devices().get(DEVICE));
			assertThat(device.tags()).containsEntry("site", List.of("berlin", "potsdam"));
			DataPoint point = device.points().get(0);
			assertThat(point.time()).isEqualTo("2016-06-15T03:50:00.000Z");
			assertThat(point.number("voltage")).contains(new BigDecimal("10.3"));
			assertThat(point.text("door")).contains("open");
			assertThat(point.number("door")).isEmpty();
			assertThat(device.points().get(1).bool("ok")).contains(true);
		}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(SERIES, "{\"duration\":3600000,\"end\":0}"));
	}

	@Test
	void asksForATimeSeriesInEveryWay() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.data.timeSeriesQuery(TimeSeriesQuery
			.within(TimeRange.between(Instant.ofEpochMilli(1_465_790_400_000L),
					Instant.ofEpochMilli(1_465_794_000_000L)))
			.attributes("voltage", "door")
			.aggregation(TimeSeriesAggregation.of(Aggregation.MEAN))
			.resolution(Duration.ofMinutes(5))
			.deviceIds(List.of(DEVICE, OTHER))
			.deviceTags(TagFilter.of("site", "berlin"), TagFilter.ofKey("floor"), TagFilter.ofValue("8"))
			.deviceQuery(DeviceQuery.name().startsWith("freezer"))
			.limit(10)
			.newestFirst())).expectNextCount(1).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(SERIES,
				"{\"start\":1465790400000,\"end\":1465794000000,\"attributes\":[\"voltage\",\"door\"],"
						+ "\"aggregation\":\"MEAN\",\"resolution\":300000,\"deviceIds\":[\"" + DEVICE + "\",\"" + OTHER
						+ "\"],\"deviceTags\":[{\"key\":\"site\",\"value\":\"berlin\"},{\"key\":\"floor\"},{\"value\":\"8\"}],"
						+ "\"deviceQuery\":{\"name\":{\"$startsWith\":\"freezer\"}},\"limit\":10,\"order\":\"desc\"}"));
	}

	@Test
	void asksForAllTimeWithoutDroppingTheZeroThatMeansNow() {
		this.losant.given(200, "{}");

		StepVerifier
			.create(this.data
				.timeSeriesQuery(TimeSeriesQuery.within(TimeRange.all()).aggregation(TimeSeriesAggregation.NONE)))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(SERIES, "{\"start\":1,\"end\":0,\"aggregation\":\"NONE\"}"));
	}

	@Test
	void asksHowLongAnAttributeHadAValue() {
		for (Object value : List.of("open", true, new BigDecimal("1.50"))) {
			this.losant.given(200, "{}");
			StepVerifier.create(this.data.timeSeriesQuery(HOUR.aggregation(TimeSeriesAggregation.timeAtValue(value))))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
			String written = (value instanceof String) ? "\"open\"" : value.toString();
			assertThat(this.losant.request()).isEqualTo(call(SERIES,
					"{\"duration\":3600000,\"end\":0,\"aggregation\":{\"type\":\"TIMEATVALUE\",\"options\":{\"value\":"
							+ written + "}}}"));
		}
	}

	@Test
	void retrievesLastValues() {
		this.losant.given(200, answer("LastValueData"));

		StepVerifier.create(this.data.lastValueQuery(VOLTAGE.deviceIds(List.of(DEVICE, OTHER))
			.deviceTags(TagFilter.ofKey("site"))
			.deviceQuery(DeviceQuery.everything())
			.until(Instant.ofEpochMilli(1_465_790_400_000L)))).assertNext((values) -> {
				assertThat(values.keySet()).containsExactly(DEVICE, OTHER);
				assertThat(values.get(OTHER))
					.isEqualTo(new DataPoint(Instant.parse("2016-06-12T08:30:00Z"), Map.of("voltage", 19)));
			}).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request())
			.isEqualTo(call(LAST, "{\"attribute\":\"voltage\",\"deviceIds\":[\"" + DEVICE + "\",\"" + OTHER
					+ "\"],\"deviceTags\":[{\"key\":\"site\"}],\"deviceQuery\":{},\"end\":1465790400000}"));
	}

	@Test
	void retrievesNoLastValuesWhereThereAreNone() {
		this.losant.given(200, "{}");

		StepVerifier.create(this.data.lastValueQuery(VOLTAGE)).expectNext(Map.of()).expectComplete().verify(TIMEOUT);
		assertThat(this.losant.request()).isEqualTo(call(LAST, "{\"attribute\":\"voltage\"}"));
	}

	@Test
	void takesOnlyDevicesForLastValues() {
		this.losant.given(200, "{\"_type\":\"lastValueData\",\"_links\":{\"self\":{}},\"" + DEVICE
				+ "\":{\"data\":{\"voltage\":null},\"time\":1465790400000},\"" + OTHER + "\":null}");

		StepVerifier.create(this.data.lastValueQuery(VOLTAGE))
			.assertNext((values) -> assertThat(values).containsOnly(Map.entry(DEVICE,
					new DataPoint(Instant.ofEpochMilli(1_465_790_400_000L),
							Collections.singletonMap("voltage", null)))))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void tellsOfAnAnswerThatIsNoMapOfValues() {
		this.losant.given(200, "[]");

		StepVerifier.create(this.data.lastValueQuery(VOLTAGE))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith(
						"data.lastValueQuery POST /applications/{applicationId}/data/last-value-query "))
			.verify(TIMEOUT);
	}

	@Test
	void tellsWhatLosantSaidOfAnUnknownApplication() {
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Application was not found\"}");

		StepVerifier.create(this.data.timeSeriesQuery(HOUR))
			.expectErrorSatisfies((error) -> assertThat(error).hasMessage(
					"data.timeSeriesQuery POST /applications/{applicationId}/data/time-series-query answered 404 NotFound: Application was not found"))
			.verify(TIMEOUT);
	}

	@Test
	void refusesATimeSeriesThatLosantWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> HOUR.attributes("a b"))
			.withMessage("attributes must be 1 to 255 letters, digits, '_' or '-', was 'a b'");
		assertThatIllegalArgumentException().isThrownBy(HOUR::attributes)
			.withMessage("attributes must have 1 to 2147483647 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> HOUR.resolution(Duration.ofNanos(1)))
			.withMessage("resolution must be at least 1 ms, was PT0.000000001S");
		assertThatIllegalArgumentException().isThrownBy(() -> HOUR.limit(0))
			.withMessage("limit must be 1 to 2147483647, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> HOUR.deviceIds(List.of(DEVICE, "x")))
			.withMessage("deviceIds must be 24 hexadecimal characters, was 'x'");
		assertThatIllegalArgumentException().isThrownBy(() -> TimeSeriesAggregation.timeAtValue("x".repeat(256)))
			.withMessageStartingWith("timeAtValue must be 0 to 255 characters, was 'xxx");
		assertThatIllegalArgumentException().isThrownBy(() -> TimeSeriesAggregation.timeAtValue(Double.NaN))
			.withMessage("timeAtValue must be a finite number, a string or a boolean, was NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> TimeSeriesAggregation.timeAtValue(new int[0]))
			.withMessage("timeAtValue must be a finite number, a string or a boolean, was a [I");
	}

	@Test
	void refusesAListOfDevicesThatWouldMeanOtherDevices() {
		assertThatIllegalArgumentException().isThrownBy(() -> VOLTAGE.deviceIds(List.of()))
			.withMessage("deviceIds must have 1 to 1000 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> VOLTAGE.deviceIds(Collections.nCopies(1_001, DEVICE)))
			.withMessage("deviceIds must have 1 to 1000 items, was '1001'");
		assertThatIllegalArgumentException().isThrownBy(VOLTAGE::deviceTags)
			.withMessage("deviceTags must have 1 to 100 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> VOLTAGE.deviceTags(new TagFilter(null, null)))
			.withMessage("tag filter must have a key or a value, was TagFilter[key=null, value=null]");
		assertThatIllegalArgumentException().isThrownBy(() -> VOLTAGE.deviceTags(new TagFilter("a.b", null)))
			.withMessage("tag key must be 1 to 255 letters, digits, '_' or '-', was 'a.b'");
		assertThatIllegalArgumentException().isThrownBy(() -> VOLTAGE.deviceTags(new TagFilter(null, "")))
			.withMessage("tag value must be 1 to 255 characters, was ''");
	}

	@Test
	void refusesALastValueQueryThatLosantWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> LastValueQuery.of("a.b"))
			.withMessage("attribute must be 1 to 255 letters, digits, '_' or '-', was 'a.b'");
		assertThatIllegalArgumentException().isThrownBy(() -> VOLTAGE.until(Instant.EPOCH))
			.withMessage("end must be after 1970-01-01T00:00:00.001Z, was 1970-01-01T00:00:00Z");
	}

	@Test
	void queriesAreValues() {
		assertThat(HOUR.limit(1)).isEqualTo(HOUR.limit(1)).hasSameHashCodeAs(HOUR.limit(1)).isNotEqualTo(HOUR);
		assertThat(VOLTAGE).isEqualTo(LastValueQuery.of("voltage"))
			.hasSameHashCodeAs(LastValueQuery.of("voltage"))
			.isNotEqualTo(LastValueQuery.of("door"))
			.hasToString("LastValueQuery{attribute=voltage}");
		assertThat(HOUR.aggregation(TimeSeriesAggregation.timeAtValue(1)))
			.hasToString("TimeSeriesQuery{duration=3600000, end=0, aggregation=TIMEATVALUE{value=1}}");
	}

	@Test
	void readsEveryFieldAndKnowsEveryField() {
		assertThat(Answers.absent(Answers.readStrictly(TimeSeriesData.class))).isEmpty();
		assertThat(Answers.readStrictly(LastValueData.class).values().values()).hasSize(2)
			.allMatch((point) -> Answers.absent(point).isEmpty());
		assertThat(Answers.read(TimeSeriesData.class, "{}").devices()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"MEAN\"", "{\"type\":\"MEAN\"}", "{\"type\":\"MEAN\",\"options\":{}}",
			"{\"type\":\"MEAN\",\"options\":null}" })
	void readsAnAggregationInEachOfItsForms(String aggregation) {
		assertThat(Answers.read(TimeSeriesData.class, "{\"aggregation\":" + aggregation + "}").aggregation())
			.isEqualTo(TimeSeriesAggregation.of(Aggregation.MEAN));
	}

	@Test
	void keepsAnAggregationThatItDoesNotKnow() {
		TimeSeriesData series = Answers.read(TimeSeriesData.class,
				"{\"aggregation\":{\"type\":\"QUANTILE\",\"options\":{\"q\":0.9}},\"resolution\":null,\"limit\":null}");

		assertThat(series.aggregation())
			.isEqualTo(new TimeSeriesAggregation(Aggregation.of("QUANTILE"), Map.of("q", new BigDecimal("0.9"))));
		assertThat(series.resolution()).isNull();
		assertThat(series.limit()).isNull();
	}

	@Test
	void refusesAnAggregationThatLosantWouldRefuse() {
		TimeSeriesQuery query = TimeSeriesQuery.within(TimeRange.all());
		assertThatIllegalArgumentException()
			.isThrownBy(() -> query.aggregation(TimeSeriesAggregation.of(Aggregation.of("TIMEATVALUE"))))
			.withMessage("aggregation TIMEATVALUE must have the one option 'value', was []");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> query.aggregation(new TimeSeriesAggregation(Aggregation.MEAN, Map.of("x", 1))))
			.withMessage("aggregation MEAN must have no options, was [x]");
	}

}
