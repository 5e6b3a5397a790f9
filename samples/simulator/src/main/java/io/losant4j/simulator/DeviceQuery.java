package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

/**
 * The advanced device query.
 */
final class DeviceQuery {

	private DeviceQuery() {
	}

	/** The query as a predicate; {@code at} names it in errors. */
	static Predicate<Device> of(String at, JsonNode query, Application application) {
		return new QueryGrammar<Device>().id("id", Device::id)
			.id("gatewayId", (device) -> device.profile().gatewayId())
			.id("parentId", (device) -> device.profile().parentId())
			.field("ancestorId", Condition.Kind.ID, (device) -> Relations.ancestors(application, device.profile()))
			.id("experienceUserId", (device) -> null)
			.id("experienceGroupId", (device) -> null)
			.text("name", (device) -> device.profile().name())
			.text("deviceClass", (device) -> device.profile().deviceClass())
			.field("attributeName", Condition.Kind.TEXT, DeviceQuery::attributeNames)
			.time("creationDate", Device::created)
			.time("lastUpdated", Device::lastUpdated)
			.time("deletedAt", Device::deletedAt)
			.time("connectedAt", (device) -> device.lastConnection(true))
			.time("disconnectedAt", (device) -> device.lastConnection(false))
			.text("connectionStatus", Device::connectionStatus)
			.custom("tags", TagCondition::of)
			.compile(at, query);
	}

	private static List<String> attributeNames(Device device) {
		return new ArrayList<>(device.profile().attributes().keySet());
	}

}
