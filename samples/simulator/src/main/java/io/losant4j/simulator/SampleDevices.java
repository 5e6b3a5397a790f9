package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.node.ObjectNode;

/**
 * The devices to begin with.
 */
final class SampleDevices {

	private static final int FLOORS = 10;

	private SampleDevices() {
	}

	/** Makes as many devices and returns their ids. */
	static List<String> make(Application application, int devices) {
		List<String> ids = new ArrayList<>(devices);
		for (int i = 1; i <= devices; i++) {
			ObjectNode post = Json.object().put("name", "Device " + i);
			post.putArray("tags").addObject().put("key", "floor").put("value", String.valueOf(i % FLOORS));
			post.putArray("attributes")
				.add(attribute("temperature", "number"))
				.add(attribute("humidity", "number"))
				.add(attribute("door", "boolean"))
				.add(attribute("status", "string"))
				.add(attribute("location", "gps"));
			ids.add(application.add(Profile.of(post)).id());
		}
		return List.copyOf(ids);
	}

	private static ObjectNode attribute(String name, String dataType) {
		return Json.object().put("name", name).put("dataType", dataType);
	}

}
