package io.losant4j.device;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.losant4j.MockLosant;
import io.losant4j.data.TimeSeriesAggregation;
import io.losant4j.data.TimeSeriesQuery;
import io.losant4j.job.JobLogSortField;
import io.losant4j.job.JobLogsQuery;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What Losant would refuse, or take for something else, is refused before it is sent, by
 * its field, the rule and the value.
 */
class RequestRefusalTest {

	private static final SortDirection ASC = SortDirection.ASCENDING;

	private static final DeviceState STATE = DeviceState.of("t", 1);

	private static final String AFTER = " must be after 1970-01-01T00:00:00.001Z, was ";

	private final MockLosant losant = MockLosant.start();

	@AfterEach
	void close() {
		this.losant.close();
	}

	static Stream<Arguments> unknownNames() {
		String classes = "must be one of [standalone, gateway, peripheral, floating, edgeCompute, system, embedded], was ";
		String types = "must be one of [number, string, boolean, gps, blob], was ";
		return Stream.of(
				refused(() -> DevicePost.named("a").deviceClass(DeviceClass.of("quantum")),
						"deviceClass " + classes + "'quantum'"),
				refused(() -> DevicePatch.empty().deviceClass(DeviceClass.of("")), "deviceClass " + classes + "''"),
				refused(() -> UpdateOperation.setDeviceClass(DeviceClass.of("")), "deviceClass " + classes + "''"),
				refused(() -> DevicesQuery.all().deviceClass(DeviceClass.SYSTEM, DeviceClass.of("quantum")),
						"deviceClass " + classes + "'quantum'"),
				refused(() -> DeviceAttribute.of("q", DataType.of("qubit")), "attribute dataType " + types + "'qubit'"),
				refused(() -> DevicesQuery.all().sortBy(DeviceSortField.of("x"), ASC),
						"sortField must be one of [name, id, creationDate, lastUpdated, connectionStatus, deletedAt], was 'x'"),
				refused(() -> DevicesQuery.all().sortBy(DeviceSortField.ID, SortDirection.of("")),
						"sortDirection must be one of [asc, desc], was ''"),
				refused(() -> CompositeStatesQuery.all().sortBy(DeviceSortField.DELETED_AT, ASC),
						"sortField must be one of [name, id, creationDate, lastUpdated, connectionStatus], was 'deletedAt'"),
				refused(() -> DeviceAttributesQuery.all().sortBy(DeviceAttributeField.of("x"), ASC),
						"sortField must be one of [name, dataType], was 'x'"),
				refused(() -> DeviceAttributesQuery.all().filter(DeviceAttributeField.of("x"), "*"),
						"filterField must be one of [name, dataType], was 'x'"),
				refused(() -> JobLogsQuery.all().sortBy(JobLogSortField.of("x"), ASC),
						"sortField must be one of [name, status, resourceType, runQueuedAt, runStartedAt, runCompletedAt], was 'x'"),
				refused(() -> SystemAggregation.of(Aggregation.of("MODE")),
						"system aggregation must be one of [FIRST, LAST, COUNT, MAX, MIN, MEDIAN, MEAN, SUM, STD_DEV], was 'MODE'"),
				refused(() -> TimeSeriesQuery.within(TimeRange.all())
					.aggregation(TimeSeriesAggregation.of(Aggregation.of("MODE"))),
						"aggregation must be one of [FIRST, LAST, COUNT, MAX, MIN, MEDIAN, MEAN, SUM, STD_DEV, NONE, TIMEATVALUE], was 'MODE'"));
	}

	@SuppressWarnings("deprecation") // old servers know nothing else
	static Stream<Arguments> timesThatLosantWouldTakeForOthers() {
		Instant before = Instant.ofEpochMilli(-1);
		return Stream.of(refused(() -> HistoryQuery.since(Instant.EPOCH), "since" + AFTER + "1970-01-01T00:00:00Z"),
				refused(() -> HistoryQuery.since(before), "since" + AFTER + before),
				refused(() -> HistoryQuery.since(Instant.MAX),
						"since must be a time that milliseconds since the epoch can hold, was " + Instant.MAX),
				refused(() -> STATE.at(before), "time" + AFTER + before),
				refused(() -> STATE.at(Instant.MIN), "time" + AFTER + Instant.MIN),
				refused(() -> STATE.at(Instant.MAX),
						"time must be a time that milliseconds since the epoch can hold, was " + Instant.MAX),
				refused(() -> DeviceCommand.of("open").at(before), "time" + AFTER + before),
				refused(() -> ConnectionStatus.connected().connectedAt(before), "connectedAt" + AFTER + before),
				refused(() -> ConnectionStatus.disconnected().connectedAt(before), "connectedAt" + AFTER + before),
				refused(() -> ConnectionStatus.disconnected().disconnectedAt(Instant.EPOCH),
						"disconnectedAt" + AFTER + "1970-01-01T00:00:00Z"),
				refused(() -> TimeRange.since(Instant.MAX),
						"start must be a time that milliseconds since the epoch can hold, was " + Instant.MAX),
				refused(() -> TimeRange.last(Duration.ofSeconds(Long.MAX_VALUE)),
						"duration must be at most 9223372036854775807 ms, was PT2562047788015215H30M7S"),
				refused(() -> TimeRange.last(Duration.ZERO), "duration must be at least 1 ms, was PT0S"),
				refused(() -> new TimeRange(0, -5), "end must not be before start, was 0 to -5"),
				refused(() -> new TimeRange(-1, -5), "end must not be before start, was -1 to -5"),
				refused(() -> TimeSeriesQuery.within(TimeRange.all()).resolution(Duration.ofSeconds(Long.MAX_VALUE)),
						"resolution must be at most 9223372036854775807 ms, was PT2562047788015215H30M7S"),
				refused(() -> JobLogsQuery.queuedSince(Instant.MAX),
						"start must be a time that milliseconds since the epoch can hold, was " + Instant.MAX));
	}

	@SuppressWarnings("NullAway") // nulls are what is refused
	static Stream<Arguments> values() {
		String rule = "attribute 't' must be a finite number, a string or a boolean, was ";
		return Stream.of(refused(() -> DeviceState.of("t", nothing()), rule + "null"),
				refused(() -> STATE.with("t", nothing()), rule + "null"),
				refused(() -> DeviceState.of(Collections.singletonMap("t", null)), rule + "null"),
				refused(() -> DeviceState.of("t", Double.POSITIVE_INFINITY), rule + "Infinity"),
				refused(() -> DeviceState.of("t", Float.NaN), rule + "NaN"),
				refused(() -> DevicePost.named("a").tags(new DeviceTag(nothing(), "b")),
						"tag key must be 1 to 255 letters, digits, '_' or '-', was ''"),
				refused(() -> DevicePost.named("a").tags(new DeviceTag("b", nothing())),
						"tag value must be 1 to 255 characters, was ''"),
				refused(() -> MultiDeviceCommand.ids(List.of(MockLosant.DEVICE),
						new DeviceCommand(nothing(), null, null)), "command name must be 1 to 255 characters, was ''"));
	}

	static Stream<Arguments> filtersBesideAnAdvancedQuery() {
		DevicesQuery advanced = DevicesQuery.where(DeviceQuery.name().is("a"));
		String rule = " must not go with an advanced query, which Losant would heed alone, was with {\"name\":\"a\"}";
		return Stream.of(refused(() -> advanced.filter("b*"), "filter" + rule),
				refused(() -> advanced.deviceClass(DeviceClass.SYSTEM), "deviceClass" + rule),
				refused(() -> advanced.tagged(TagFilter.ofKey("site")), "tagFilter" + rule),
				refused(() -> advanced.childrenOf(MockLosant.DEVICE), "parentId" + rule));
	}

	@ParameterizedTest
	@MethodSource({ "unknownNames", "timesThatLosantWouldTakeForOthers", "values", "filtersBesideAnAdvancedQuery" })
	void refusesWhatLosantWouldNotTakeForWhatItIs(Runnable mistake, String message) {
		assertThatIllegalArgumentException().isThrownBy(mistake::run).withMessage(message);
	}

	@Test
	void refusesADataTypeThatLosantDoesNotKnow() {
		DevicesActions devices = this.losant.application().devices();

		assertThatIllegalArgumentException()
			.isThrownBy(() -> devices.attributeNames(NamesQuery.all(), DataType.of("qubit")))
			.withMessage("dataType must be one of [number, string, boolean, gps, blob], was 'qubit'");
	}

	@Test
	void refusesAStateThatWasReadWithATimeThatMeansAnother() {
		DeviceState read = new DeviceState(Instant.EPOCH, Map.of("t", 1), null, null);
		DeviceActions device = this.losant.application().device(MockLosant.DEVICE);

		assertThatIllegalArgumentException().isThrownBy(() -> device.sendState(read))
			.withMessage("time" + AFTER + "1970-01-01T00:00:00Z");
		assertThat(this.losant.requestCount()).isZero();
	}

	@Test
	void takesANumberBeyondTheRangeOfADouble() {
		assertThat(DeviceState.of("t", new BigDecimal("1E+400")).with("u", BigInteger.TEN.pow(400)).data()).hasSize(2);
		assertThat(TimeSeriesAggregation.timeAtValue(BigInteger.TEN.pow(400)).options()).hasSize(1);
	}

	@Test
	void takesRelativeRangesInOrder() {
		assertThat(List.of(new TimeRange(-5, -1), new TimeRange(-5, 0), new TimeRange(-5, -5))).hasSize(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://my_host/cb", "http://localhost:8080/cb", "https://example.com/%C3%BC" })
	void callsBackEveryHost(String url) {
		assertThat(fields(URI.create(url))).containsEntry("callbackUrl", url);
	}

	@Test
	void callsBackByAnAddressThatIsPlainAscii() {
		assertThat(fields(URI.create("https://example.com/ü"))).containsEntry("callbackUrl",
				"https://example.com/%C3%BC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/cb", "https:/cb", "ftp://example.com/cb", "mailto:a@example.com" })
	void callsNothingBackThatIsNoAbsoluteAddress(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> fields(URI.create(url)))
			.withMessageStartingWith("callbackUrl must be an absolute http or https URL");
	}

	private static Map<String, @Nullable Object> fields(URI url) {
		return DevicesSelection.everyDeviceOfTheApplication().callbackUrl(url).fields();
	}

	@SuppressWarnings({ "NullAway", "TypeParameterUnusedInFormals" }) // nulls are what is
																		// refused
	private static <T> T nothing() {
		return null;
	}

	private static Arguments refused(Runnable mistake, String message) {
		return arguments(mistake, message);
	}

}
