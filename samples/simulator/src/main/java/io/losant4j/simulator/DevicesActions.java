package io.losant4j.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import tools.jackson.databind.node.ObjectNode;

/**
 * The actions that list devices and make one.
 */
final class DevicesActions {

	static final String PATH = "/applications/{applicationId}/devices";

	static final Comparator<Device> BY_ID = Comparator.comparing(Device::id);

	static final Comparator<Device> BY_NAME = by((device) -> device.profile().name());

	private static final Map<String, Comparator<Device>> ORDERS = Map.of("id", BY_ID, "name", BY_NAME, "creationDate",
			by(Device::created), "lastUpdated", by(Device::lastUpdated), "connectionStatus",
			by(Device::connectionStatus), "deletedAt", by(Device::deletedAt));

	private static final Set<String> FIELDS_OF_LIVING = Set.of("id", "name", "creationDate", "lastUpdated",
			"connectionStatus");

	private final Application application;

	private DevicesActions(Application application) {
		this.application = application;
	}

	static void addTo(Router router, Application application) {
		DevicesActions actions = new DevicesActions(application);
		router.on("devices.get", "GET", PATH, actions::get);
		router.on("devices.post", "POST", PATH, actions::post);
		router.on("devices.getCompositeState", "GET", PATH + "/compositeState", actions::getCompositeState);
	}

	private Answer get(Call call) {
		this.application.require(call);
		Params query = call.query();
		Page page = Page.of(query, "name", ORDERS.keySet());
		DeviceFilter filter = DeviceFilter.of(this.application, query);
		Stream<Device> devices = query.flag("queryDeleted") ? this.application.deleted() : this.application.living();
		List<Device> found = devices.filter((device) -> call.caller().sees(device.id()))
			.filter(filter.matches())
			.toList();
		DeviceView view = DeviceView.of(this.application, query);
		ObjectNode envelope = page.of(found, ORDERS, view::toJson);
		envelope.put("applicationId", this.application.id());
		envelope.setAll(filter.echo());
		return Answer.of(envelope);
	}

	private Answer post(Call call) {
		this.application.require(call);
		Profile profile = Profile.of(call.body("device", DeviceRules.POST));
		Device device = this.application.add(profile);
		return Answer.created(DeviceView.of(this.application, call.query()).toJson(device));
	}

	private Answer getCompositeState(Call call) {
		this.application.require(call);
		Params query = call.query();
		Page page = Page.of(query, "name", FIELDS_OF_LIVING);
		long now = this.application.now();
		List<Device> found = this.application.living()
			.filter((device) -> call.caller().sees(device.id()))
			.filter(Selection.ofQuery(query, this.application))
			.toList();
		ObjectNode envelope = page.of(found, ORDERS, (device) -> {
			ObjectNode item = Json.object().put("id", device.id()).put("name", device.profile().name());
			item.set("compositeState", DeviceHistoryActions.compositeState(device, query, now));
			return item;
		});
		envelope.put("applicationId", this.application.id());
		if (query.json("query") != null) {
			envelope.set("query", query.json("query"));
		}
		return Answer.of(envelope);
	}

	/** Devices without the value first, equal ones by id. */
	private static <V extends Comparable<V>> Comparator<Device> by(Function<Device, V> value) {
		return Comparator.comparing(value, Comparator.nullsFirst(Comparator.naturalOrder())).thenComparing(BY_ID);
	}

}
