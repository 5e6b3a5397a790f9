package io.losant4j;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.losant4j.auth.DeviceCredentials;
import io.losant4j.auth.UserCredentials;
import io.losant4j.data.LastValueQuery;
import io.losant4j.data.TimeSeriesQuery;
import io.losant4j.device.CompositeStatesQuery;
import io.losant4j.device.ConnectionStatus;
import io.losant4j.device.DataType;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DeviceAttributePatch;
import io.losant4j.device.DeviceAttributesQuery;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DeviceExport;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DevicePost;
import io.losant4j.device.DeviceQuery;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DevicesActions;
import io.losant4j.device.DevicesExport;
import io.losant4j.device.DevicesPatch;
import io.losant4j.device.DevicesQuery;
import io.losant4j.device.DevicesRemoveData;
import io.losant4j.device.DevicesSelection;
import io.losant4j.device.HistoryQuery;
import io.losant4j.device.MultiDeviceCommand;
import io.losant4j.device.NamesQuery;
import io.losant4j.device.PayloadCountsBreakdown;
import io.losant4j.device.PayloadCountsExport;
import io.losant4j.device.TimeRange;
import io.losant4j.device.UpdateOperation;
import io.losant4j.job.JobLogsQuery;
import org.reactivestreams.Publisher;

import static io.losant4j.MockLosant.DEVICE;

/**
 * Every action that is a call, and whether Losant may process it twice without harm.
 */
record Actions(String name, boolean repeatable, Function<LosantClient, Publisher<?>> call) {

	/** Those whose answer says no more than that they succeeded, as its status does. */
	private static final Set<String> SUCCEED_BY_STATUS = Set.of("device.delete", "device.sendState",
			"device.sendCommand", "device.setConnectionStatus", "deviceAttribute.delete", "application.delete");

	private static final String APPLICATION = "/applications/{applicationId}";

	private static final String ID = "applicationId";

	private static final DeviceQuery SOME = DeviceQuery.tag("site").is("berlin");

	private static final DeviceState TIMED = DeviceState.of("t", 1);

	private static final DeviceState UNTIMED = new DeviceState(null, Map.of("t", 1), null, null);

	private static final DeviceCredentials SENSOR = DeviceCredentials.of(DEVICE, "the-key", "the-secret");

	private static final UserCredentials ANNA = UserCredentials.of("anna@example.com", "passw0rd!");

	static List<Actions> all() {
		TimeRange all = TimeRange.all();
		return List.of(device("device.get", true, DeviceActions::get),
				device("device.patch", true, (device) -> device.patch(DevicePatch.empty())),
				device("device.delete", true, DeviceActions::delete),
				device("device.getState", true, (device) -> device.getState(HistoryQuery.latest())),
				device("device.sendState", true, (device) -> device.sendState(TIMED)),
				device("device.sendState without a time", false, (device) -> device.sendState(UNTIMED)),
				device("device.sendState of many", true, (device) -> device.sendState(List.of(TIMED, TIMED))),
				device("device.sendState of many, one without a time", false,
						(device) -> device.sendState(List.of(TIMED, UNTIMED))),
				device("device.getCommand", true, (device) -> device.getCommand(HistoryQuery.latest())),
				device("device.sendCommand", false, (device) -> device.sendCommand(DeviceCommand.of("defrost"))),
				device("device.getLogEntries", true, (device) -> device.getLogEntries(HistoryQuery.latest())),
				device("device.getCompositeState", true, (device) -> device.getCompositeState(all)),
				device("device.removeData", true, (device) -> device.removeData(all)),
				device("device.export", false, (device) -> device.export(DeviceExport.within(all))),
				device("device.setConnectionStatus", false,
						(device) -> device.setConnectionStatus(ConnectionStatus.connected())),
				device("device.payloadCounts", true, (device) -> device.payloadCounts(all)),
				device("device.payloadCountsBreakdown", true,
						(device) -> device.payloadCountsBreakdown(all, PayloadCountsBreakdown.Resolution.DAY)),
				device("deviceAttributes.get", true, (device) -> device.attributes().get(DeviceAttributesQuery.all())),
				device("deviceAttributes.post", false,
						(device) -> device.attributes().post(DeviceAttribute.of("t", DataType.NUMBER))),
				device("deviceAttribute.get", true, (device) -> device.attribute("t").get()),
				device("deviceAttribute.patch", true,
						(device) -> device.attribute("t").patch(DeviceAttributePatch.empty())),
				device("deviceAttribute.delete", true, (device) -> device.attribute("t").delete()),
				devices("devices.get", true, (devices) -> devices.get(DevicesQuery.all())),
				devices("devices.get of all", true, (devices) -> devices.getAll(DevicesQuery.all())),
				devices("devices.patch", false,
						(devices) -> devices.patch(DevicesPatch.where(SOME, UpdateOperation.setName("freezer")))),
				devices("devices.delete", false, (devices) -> devices.delete(DevicesSelection.where(SOME))),
				devices("devices.restore", false, (devices) -> devices.restore(DevicesSelection.where(SOME))),
				devices("devices.removeData", false,
						(devices) -> devices.removeData(DevicesRemoveData.where(SOME, all))),
				devices("devices.sendCommand", false,
						(devices) -> devices.sendCommand(MultiDeviceCommand.where(SOME, DeviceCommand.of("defrost")))),
				devices("devices.export", false, (devices) -> devices.export(DevicesExport.all())),
				devices("devices.payloadCounts", false, (devices) -> devices.payloadCounts(PayloadCountsExport.all())),
				devices("devices.getCompositeState", true,
						(devices) -> devices.getCompositeState(CompositeStatesQuery.all())),
				devices("devices.attributeNames", true, (devices) -> devices.attributeNames(NamesQuery.all())),
				devices("devices.tagKeys", true, (devices) -> devices.tagKeys(NamesQuery.all())),
				devices("devices.tagValues", true, (devices) -> devices.tagValues("site", NamesQuery.all())),
				devices("devices.deviceNames", true, (devices) -> devices.deviceNames(NamesQuery.all())),
				devices("devices.post", false, (devices) -> devices.post(DevicePost.named("freezer"))),
				application("data.timeSeriesQuery", true,
						(application) -> application.data().timeSeriesQuery(TimeSeriesQuery.within(all))),
				application("data.lastValueQuery", true,
						(application) -> application.data().lastValueQuery(LastValueQuery.of("t"))),
				application("applicationJobLogs.get", true,
						(application) -> application.jobs().get(JobLogsQuery.all())),
				application("applicationJobLog.get", true, (application) -> application.jobs().log(DEVICE).get()),
				new Actions("auth.authenticateDevice", true, (client) -> client.auth().authenticateDevice(SENSOR)),
				new Actions("auth.authenticateUser", true, (client) -> client.auth().authenticateUser(ANNA)),
				new Actions("auth.authenticateUser with a code", false,
						(client) -> client.auth().authenticateUser(ANNA.twoFactorCode("123456"))),
				call("events.get", true, LosantCall.get(APPLICATION + "/events", Map.class)),
				call("events.post", false, LosantCall.post(APPLICATION + "/events", Map.class).body(Map.of())),
				call("events.patch", true, LosantCall.patch(APPLICATION + "/events", Map.class).body(Map.of())),
				call("application.delete", true, LosantCall.delete(APPLICATION, Void.class)),
				new Actions("flows.get", true,
						(client) -> client.callMany(LosantCall.get(APPLICATION + "/flows", Map.class)
							.named("flows.get")
							.variable(ID, MockLosant.APPLICATION))));
	}

	/** Losant's name of the action. */
	String action() {
		return this.name.split(" ", 2)[0];
	}

	/** Whether it needs no token. */
	boolean isLogin() {
		return this.name.startsWith("auth.");
	}

	boolean succeedsByStatus() {
		return SUCCEED_BY_STATUS.contains(action());
	}

	/** The actions of an interface that are missing above. */
	static Set<String> missing(String room, Class<?> actions) {
		Set<String> known = all().stream().map(Actions::action).collect(Collectors.toSet());
		return methods(actions).map((method) -> room + "." + method.getName())
			.filter((name) -> !known.contains(name))
			.collect(Collectors.toSet());
	}

	private static Stream<Method> methods(Class<?> actions) {
		return Arrays.stream(actions.getMethods())
			.filter((method) -> Publisher.class.isAssignableFrom(method.getReturnType()))
			// Streams are no calls; all pages, and waiting, are many calls of get.
			.filter((method) -> !method.getName().matches(".*(Stream|Signals)|getAll|awaitCompletion"));
	}

	private static Actions device(String name, boolean repeatable, Function<DeviceActions, Publisher<?>> call) {
		return application(name, repeatable, (application) -> call.apply(application.device(DEVICE)));
	}

	private static Actions devices(String name, boolean repeatable, Function<DevicesActions, Publisher<?>> call) {
		return application(name, repeatable, (application) -> call.apply(application.devices()));
	}

	private static Actions application(String name, boolean repeatable,
			Function<LosantApplication, Publisher<?>> call) {
		return new Actions(name, repeatable, (client) -> call.apply(client.application(MockLosant.APPLICATION)));
	}

	private static Actions call(String name, boolean repeatable, LosantCall<?> call) {
		return new Actions(name, repeatable,
				(client) -> client.call(call.named(name).variable(ID, MockLosant.APPLICATION)));
	}

	@Override
	public String toString() {
		return this.name;
	}

}
