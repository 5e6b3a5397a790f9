package io.losant4j.simulator;

import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A device as it is answered, in the form that the caller asks for.
 *
 * @param application where the device is
 * @param connection whether to say if it is connected
 * @param tagsAsObject whether tags are an object of arrays
 * @param attributesAsObject whether attributes are an object
 */
record DeviceView(Application application, boolean connection, boolean tagsAsObject, boolean attributesAsObject) {

	static DeviceView of(Application application, Params query) {
		return new DeviceView(application, !query.flag("excludeConnectionInfo"), query.flag("tagsAsObject"),
				query.flag("attributesAsObject"));
	}

	ObjectNode toJson(Device device) {
		Profile profile = device.profile();
		ObjectNode json = Json.object().put("id", device.id());
		json.put("deviceId", device.id()).put("applicationId", this.application.id());
		json.put("creationDate", Times.iso(device.created())).put("lastUpdated", Times.iso(device.lastUpdated()));
		json.setAll(profile.fields());
		List<String> ancestors = Relations.ancestors(this.application, profile);
		if (!ancestors.isEmpty()) {
			ancestors.forEach(json.putArray("ancestorIds")::add);
		}
		Long deletedAt = device.deletedAt();
		if (deletedAt != null) {
			json.put("deletedAt", Times.iso(deletedAt));
		}
		if (this.connection) {
			json.set("connectionInfo", connectionInfo(device));
		}
		if (this.tagsAsObject) {
			json.set("tags", tagsAsObject(profile));
		}
		if (this.attributesAsObject) {
			ObjectNode byName = json.putObject("attributes");
			profile.attributes().forEach((name, attribute) -> {
				ObjectNode rest = byName.putObject(name);
				rest.setAll((ObjectNode) attribute);
				rest.remove("name");
			});
		}
		return json;
	}

	/** Tags by key; a key may have several values. */
	static ObjectNode tagsAsObject(Profile profile) {
		ObjectNode tags = Json.object();
		for (JsonNode tag : profile.tags()) {
			String key = tag.path("key").stringValue();
			ArrayNode values = (tags.get(key) instanceof ArrayNode known) ? known : tags.putArray(key);
			values.add(tag.path("value"));
		}
		return tags;
	}

	private static ObjectNode connectionInfo(Device device) {
		List<ObjectNode> last = device.log().read(Window.ALL, true, 1, (time, entry) -> {
			ObjectNode info = Json.object().put("time", Times.iso(time));
			return info.put("connected", entry.connected() ? 1 : 0);
		});
		return last.isEmpty() ? Json.object().putNull("connected") : last.get(0);
	}

}
