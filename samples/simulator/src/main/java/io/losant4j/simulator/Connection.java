package io.losant4j.simulator;

import tools.jackson.databind.node.ObjectNode;

/**
 * An entry of a device's connection log.
 *
 * @param connected whether the device came rather than went
 * @param details what else the entry says
 */
record Connection(boolean connected, ObjectNode details) {

	ObjectNode toJson(long time) {
		ObjectNode entry = Json.object().put("connected", this.connected ? 1 : 0).put("time", Times.iso(time));
		entry.setAll(this.details);
		return entry;
	}

}
