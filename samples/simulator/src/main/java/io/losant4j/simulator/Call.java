package io.losant4j.simulator;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One request, read and authorized.
 *
 * @param caller who asks
 * @param authorization the header by which the caller is known
 * @param path the variables of the path
 * @param query the query parameters
 * @param content the body, a missing node where there is none
 */
record Call(Caller caller, @Nullable String authorization, Map<String, String> path, Params query, JsonNode content) {

	/** A variable of the path that is an id. */
	String id(String name) {
		String id = this.path.getOrDefault(name, "");
		Rule.ID.check(name, Json.text(id));
		return id;
	}

	/** The body that must be there and keep the rule. */
	JsonNode body(String name, Rule rule) {
		if (this.content.isMissingNode()) {
			throw ApiError.validation(name, "is required as a JSON body");
		}
		rule.check(name, this.content);
		return this.content;
	}

	/** The body that may be left out, an empty object then. */
	JsonNode optionalBody(String name, Rule rule) {
		return this.content.isMissingNode() ? Json.object() : body(name, rule);
	}

}
