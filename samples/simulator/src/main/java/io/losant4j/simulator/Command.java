package io.losant4j.simulator;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A command that was sent to a device.
 *
 * @param payload any JSON, JSON's null among it; {@code null} where it was absent
 */
record Command(String name, @Nullable JsonNode payload) {

	static Command of(JsonNode body) {
		return new Command(body.path("name").stringValue(), body.get("payload"));
	}

	ObjectNode toJson(long time) {
		ObjectNode command = Json.object().put("name", this.name).put("time", Times.iso(time));
		if (this.payload != null) {
			command.set("payload", this.payload);
		}
		return command;
	}

}
