package io.losant4j.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantCall;
import io.losant4j.LosantClient;
import io.losant4j.auth.AuthedDevice;
import io.losant4j.auth.AuthedUser;
import io.losant4j.auth.Credentials;
import io.losant4j.auth.DeviceCredentials;
import io.losant4j.auth.UserCredentials;
import io.losant4j.data.LastValueQuery;
import io.losant4j.data.TimeSeriesQuery;
import io.losant4j.device.BulkResult;
import io.losant4j.device.CompositeStatesQuery;
import io.losant4j.device.ConnectionStatus;
import io.losant4j.device.DataType;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DeviceAttributePatch;
import io.losant4j.device.DeviceAttributesQuery;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceExport;
import io.losant4j.device.DeviceLogEntry;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DevicePost;
import io.losant4j.device.DeviceQuery;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DeviceTag;
import io.losant4j.device.DevicesActions;
import io.losant4j.device.DevicesExport;
import io.losant4j.device.DevicesPatch;
import io.losant4j.device.DevicesQuery;
import io.losant4j.device.DevicesRemoveData;
import io.losant4j.device.DevicesSelection;
import io.losant4j.device.DevicesUpdated;
import io.losant4j.device.HistoryQuery;
import io.losant4j.device.MultiDeviceCommand;
import io.losant4j.device.NamesQuery;
import io.losant4j.device.PayloadCountsBreakdown;
import io.losant4j.device.PayloadCountsExport;
import io.losant4j.device.TimeRange;
import io.losant4j.device.UpdateOperation;
import io.losant4j.error.LosantApiException;
import io.losant4j.http.CallInfo;
import io.losant4j.http.CallListener;
import io.losant4j.job.JobLogsQuery;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java client against the simulator: what it sends is understood, what comes back is
 * read, and both mean the same by it. Every action, end to end.
 */
class ClientTest {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final DeviceQuery FREEZERS = DeviceQuery.tag("kind").is("freezer");

	/** The actions that a test of this class called, and Losant took. */
	private static final Set<String> CALLED = ConcurrentHashMap.newKeySet();

	private static final AtomicInteger TESTS_RUN = new AtomicInteger();

	private final LosantSimulator simulator = LosantSimulator.start();

	private final LosantClient client = LosantClient.builder()
		.baseUrl(this.simulator.baseUrl().toString())
		.credentials(Credentials.accessToken(this.simulator.accessToken()))
		.callListener(new CallListener() {
			@Override
			public void succeeded(CallInfo call, int attempts) {
				CALLED.add(call.action());
			}
		})
		.streamListener(new StreamListener() {
			@Override
			public void opened(String line) {
				CALLED.add(line.split(" ", -1)[0]);
			}
		})
		.build();

	private final LosantApplication application = this.client.application(this.simulator.applicationId());

	private final DevicesActions devices = this.application.devices();

	private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private String id = "";

	private DeviceActions device = this.application.device(this.simulator.applicationId());

	@BeforeEach
	void makeADevice() {
		this.id = make("Freezer 1");
		this.device = this.application.device(this.id);
	}

	@AfterEach
	void close() {
		this.client.close();
		this.simulator.close();
		TESTS_RUN.incrementAndGet();
	}

	/** Each of Losant's actions, unless some of the tests were left out. */
	@AfterAll
	static void everyActionWasCalled() {
		long tests = Arrays.stream(ClientTest.class.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(Test.class))
			.count();
		if (TESTS_RUN.get() == tests) {
			assertThat(CALLED).containsAll(LosantActions.all());
		}
	}

	@Test
	void endsTheStreamOfADeviceThatIsDeletedMeanwhile() {
		DeviceActions device = this.application.device(Objects.requireNonNull(
				Objects.requireNonNull(this.application.devices().post(DevicePost.named("short-lived")).block(TIMEOUT))
					.id()));

		StepVerifier.create(device.stateSignals(StreamOptions.defaults().withMinBackOff(Duration.ofMillis(1))))
			.assertNext((signal) -> assertThat(signal).isInstanceOf(StreamSignal.Opened.class))
			.then(() -> device.delete().block(TIMEOUT))
			.thenConsumeWhile((signal) -> true)
			.expectErrorMatches(LosantApiException.hasStatus(404))
			.verify(TIMEOUT);
	}

	@Test
	void makesReadsChangesAndDeletesADevice() {
		Device made = get(this.device.get());
		assertThat(made.name()).isEqualTo("Freezer 1");
		assertThat(made.tagValues("kind")).containsExactly("freezer");

		Device changed = get(this.device.patch(DevicePatch.empty().description("Left of the door")));
		assertThat(changed.description()).isEqualTo("Left of the door");
		assertThat(changed.tags()).isEqualTo(made.tags());

		done(this.device.delete());
		StepVerifier.create(this.device.get()).expectErrorMatches(LosantApiException.hasStatus(404)).verify(TIMEOUT);
	}

	@Test
	void keepsStatesByMillisecond() {
		done(this.device.sendState(List.of(state(-3, 1), state(-2, 2), state(-1, 3))));
		done(this.device.sendState(state(-2, 20)));

		assertThat(numbers(this.device.getState(HistoryQuery.latest()))).containsExactly(3);
		assertThat(numbers(
				this.device.getState(HistoryQuery.within(TimeRange.last(Duration.ofHours(1))).limit(10).oldestFirst())))
			.containsExactly(1, 20, 3);
		assertThat(numbers(this.device.getState(
				HistoryQuery.within(TimeRange.between(this.now.minusMillis(2), this.now.minusMillis(2))).limit(10))))
			.containsExactly(20);
		assertThat(get(this.device.getCompositeState(TimeRange.all(), "temperature")).values())
			.extractingByKey("temperature")
			.satisfies((value) -> assertThat(value.value()).isEqualTo(3));
	}

	@Test
	void sendsCommands() {
		DeviceCommand defrost = DeviceCommand.of("defrost").withPayload(Map.of("minutes", 5)).at(this.now);
		done(this.device.sendCommand(defrost));

		assertThat(list(this.device.getCommand(HistoryQuery.latest()))).containsExactly(defrost);
	}

	@Test
	void streamsStatesAndCommands() {
		Flux<Object> live = Flux.merge(this.device.stateStream(), this.device.commandStream());

		StepVerifier.create(live.take(2))
			.then(() -> awaitListeners(2))
			.then(() -> done(this.device.sendState(state(0, 7))))
			.expectNext(state(0, 7))
			.then(() -> done(this.device.sendCommand(DeviceCommand.of("open").at(this.now))))
			.expectNext(DeviceCommand.of("open").at(this.now))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void keepsALogOfConnections() {
		done(this.device.setConnectionStatus(ConnectionStatus.connected()));
		done(this.device.setConnectionStatus(ConnectionStatus.disconnected()));

		assertThat(list(this.device.getLogEntries(HistoryQuery.within(TimeRange.all()).limit(10))))
			.extracting(DeviceLogEntry::connected)
			.containsExactly(false, true);
	}

	@Test
	void countsExportsAndRemovesData() {
		done(this.device.sendState(state(0, 1)));

		assertThat(get(this.device.payloadCounts(TimeRange.last(Duration.ofDays(1)))).deviceState()).isEqualTo(1);
		assertThat(get(this.device.payloadCountsBreakdown(TimeRange.last(Duration.ofDays(1)),
				PayloadCountsBreakdown.Resolution.HOUR))
			.counts()).isNotEmpty();
		assertThat(get(this.device.export(DeviceExport.within(TimeRange.all()).email("a@example.com"))).jobId())
			.isNotEmpty();
		assertThat(get(this.device.removeData(TimeRange.all())).jobQueued()).isTrue();
		assertThat(list(this.device.getState(HistoryQuery.latest()))).isEmpty();
	}

	@Test
	void listsAddsChangesAndRemovesAttributes() {
		get(this.device.attributes().post(DeviceAttribute.of("humidity", DataType.NUMBER)));
		get(this.device.attribute("humidity").patch(DeviceAttributePatch.empty().description("Relative")));

		assertThat(get(this.device.attribute("humidity").get()).description()).isEqualTo("Relative");
		assertThat(get(this.device.attributes().get(DeviceAttributesQuery.all())).items())
			.extracting(DeviceAttribute::name)
			.containsExactly("humidity", "temperature");
		done(this.device.attribute("humidity").delete());
		assertThat(get(this.device.attributes().get(DeviceAttributesQuery.all())).items()).hasSize(1);
	}

	@Test
	void findsDevicesByEveryMeans() {
		make("Freezer 2");

		assertThat(get(this.devices.get(DevicesQuery.where(FREEZERS))).items()).hasSize(2);
		assertThat(get(this.devices.get(DevicesQuery.all().filter("*er 2"))).items()).extracting(Device::name)
			.containsExactly("Freezer 2");
		assertThat(get(this.devices.get(DevicesQuery.where(DeviceQuery.allOf(FREEZERS,
				DeviceQuery.name().endsWith("ER 2").ignoringCase(), DeviceQuery.parentId().isNull()))))
			.items()).hasSize(1);
		assertThat(get(this.devices.get(DevicesQuery.all().page(1, 1))).totalCount()).isEqualTo(2);
		assertThat(get(this.devices.deviceNames(NamesQuery.all().startsWith("Free"))).deviceSummary()).hasSize(2);
		assertThat(get(this.devices.attributeNames(NamesQuery.where(FREEZERS), DataType.NUMBER)).attributeNames())
			.containsExactly("temperature");
		assertThat(get(this.devices.tagKeys(NamesQuery.all())).tagKeys()).containsExactly("kind");
		assertThat(get(this.devices.tagValues("kind", NamesQuery.all())).tagValues()).containsExactly("freezer");
	}

	@Test
	void getsAllDevicesOnce() {
		IntStream.range(2, 26).forEach((i) -> make("Freezer " + i));

		List<Device> all = list(this.devices.getAll(DevicesQuery.where(FREEZERS).page(0, 10)));

		assertThat(all).hasSize(25).extracting(Device::id).doesNotHaveDuplicates().isSorted();
	}

	@Test
	void changesDeletesAndRestoresManyDevices() {
		make("Freezer 2");

		assertThat(get(
				this.devices.patch(DevicesPatch.where(FREEZERS, UpdateOperation.setTag(DeviceTag.of("site", "berlin")),
						UpdateOperation.addAttribute(DeviceAttribute.of("door", DataType.BOOLEAN))))))
			.isInstanceOfSatisfying(BulkResult.Completed.class,
					(completed) -> assertThat(((DevicesUpdated) completed.result()).updated()).isEqualTo(2));
		assertThat(get(this.device.get()).tagValues("site")).containsExactly("berlin");
		assertThat(get(this.devices.delete(DevicesSelection.where(FREEZERS)))).isInstanceOf(BulkResult.Completed.class);
		assertThat(get(this.devices.get(DevicesQuery.all())).items()).isEmpty();
		assertThat(get(this.devices.get(DevicesQuery.all().deleted())).items()).hasSize(2);
		assertThat(get(this.devices.restore(DevicesSelection.where(FREEZERS).asJob())))
			.isInstanceOf(BulkResult.Enqueued.class);
		assertThat(get(this.devices.get(DevicesQuery.all())).items()).hasSize(2);
	}

	@Test
	void commandsReadsAndClearsManyDevices() {
		done(this.device.sendState(state(0, 4)));

		get(this.devices.sendCommand(MultiDeviceCommand.where(FREEZERS, DeviceCommand.of("open"))));
		assertThat(list(this.device.getCommand(HistoryQuery.latest()))).extracting(DeviceCommand::name)
			.containsExactly("open");
		assertThat(get(this.devices.getCompositeState(CompositeStatesQuery.where(FREEZERS))).items()).hasSize(1)
			.first()
			.satisfies((item) -> assertThat(item.id()).isEqualTo(this.id));
		assertThat(get(this.devices.export(DevicesExport.where(FREEZERS).asJson())).jobQueued()).isTrue();
		assertThat(get(this.devices.payloadCounts(PayloadCountsExport.where(FREEZERS))).jobQueued()).isTrue();
		get(this.devices.removeData(DevicesRemoveData.where(FREEZERS, TimeRange.all())));
		assertThat(list(this.device.getState(HistoryQuery.latest()))).isEmpty();
	}

	@Test
	void deletesMoreDevicesByIdThanAListOfAQueryHolds() {
		List<String> ids = IntStream.range(2, 152).mapToObj((i) -> make("Freezer " + i)).toList();

		assertThat(get(this.devices.delete(DevicesSelection.where(DeviceQuery.ids(ids)))).completed())
			.hasValueSatisfying((deleted) -> assertThat(deleted.removed()).isEqualTo(150));
		assertThat(get(this.devices.get(DevicesQuery.all())).items()).extracting(Device::id).containsExactly(this.id);
	}

	@Test
	void readsTheLogsOfJobs() {
		get(this.device.removeData(TimeRange.all()));

		String log = Objects.requireNonNull(get(this.application.jobs().get(JobLogsQuery.all())).items().get(0).id());
		assertThat(get(this.application.jobs().log(log).get()).id()).isEqualTo(log);
	}

	@Test
	void asksForTimeSeriesAndLastValues() {
		done(this.device.sendState(List.of(state(-1, 1), state(0, 2))));

		assertThat(get(this.application.data()
			.timeSeriesQuery(TimeSeriesQuery.within(TimeRange.last(Duration.ofHours(1)))
				.attributes("temperature")
				.deviceIds(List.of(this.id))))
			.devices()
			.get(this.id)).isNotNull();
		assertThat(get(
				this.application.data().lastValueQuery(LastValueQuery.of("temperature").deviceIds(List.of(this.id)))))
			.hasEntrySatisfying(this.id, (point) -> assertThat(point.data()).containsEntry("temperature", 2));
	}

	@Test
	void logsDevicesAndUsersIn() {
		AuthedDevice asDevice = get(this.client.auth()
			.authenticateDevice(
					DeviceCredentials.of(this.id, this.simulator.accessKey(), this.simulator.accessSecret())));
		AuthedUser asUser = get(this.client.auth()
			.authenticateUser(UserCredentials.of(this.simulator.userEmail(), this.simulator.userPassword())));

		assertThat(asUser.userId()).isNotEmpty();
		try (LosantClient ofDevice = LosantClient.builder()
			.baseUrl(this.simulator.baseUrl().toString())
			.credentials(Credentials.accessToken(Objects.requireNonNull(asDevice.token())))
			.build()) {
			done(ofDevice.application(this.simulator.applicationId()).device(this.id).sendState(state(0, 1)));
		}
	}

	@Test
	void callsAnyOtherAction() {
		Map<?, ?> found = get(this.client.call(LosantCall.get("/applications/{applicationId}", Map.class)
			.variable("applicationId", this.simulator.applicationId())));

		assertThat(found.get("id")).isEqualTo(this.simulator.applicationId());
	}

	private String make(String name) {
		return Objects.requireNonNull(get(this.devices.post(DevicePost.named(name)
			.tags(DeviceTag.of("kind", "freezer"))
			.attributes(DeviceAttribute.of("temperature", DataType.NUMBER)))).id());
	}

	private DeviceState state(int millis, int temperature) {
		return DeviceState.of("temperature", temperature).at(this.now.plusMillis(millis));
	}

	/** A stream that is open at the server gets everything from then on. */
	private void awaitListeners(int listeners) {
		Mono.fromSupplier(() -> this.simulator.listeners(this.id))
			.filter((open) -> open == listeners)
			.repeatWhenEmpty((empties) -> empties.delayElements(Duration.ofMillis(5)))
			.block(TIMEOUT);
	}

	private static List<Number> numbers(Flux<DeviceState> states) {
		return list(states.map((state) -> state.number("temperature").orElseThrow()));
	}

	private static <T> T get(Mono<T> call) {
		@Nullable T answer = call.block(TIMEOUT);
		return Objects.requireNonNull(answer);
	}

	private static <T> List<T> list(Flux<T> call) {
		return get(call.collectList());
	}

	private static void done(Mono<Void> call) {
		call.block(TIMEOUT);
	}

}
