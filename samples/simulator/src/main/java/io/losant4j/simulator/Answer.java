package io.losant4j.simulator;

import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

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
