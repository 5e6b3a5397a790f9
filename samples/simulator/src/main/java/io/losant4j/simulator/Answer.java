package io.losant4j.simulator;

import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an action says.
 */
sealed interface Answer {

	/** {@code {success: true}}. */
	static Answer success() {
		return of(io.losant4j.simulator.Json.object().put("success", true));
	}

	static Answer of(JsonNode body) {
		return new Json(200, body);
	}

	/** A bare map, beside whose entries a field of Losant's own stands. */
	static Answer ofMap(String type, ObjectNode entries) {
		return of(entries.put("_type", type));
	}

	static Answer created(JsonNode body) {
		return new Json(201, body);
	}

	/** One document. */
	record Json(int status, JsonNode body) implements Answer {
	}

	/** A live stream: each element is a finished piece of {@code text/event-stream}. */
	record Events(Flux<byte[]> events) implements Answer {
	}

}
