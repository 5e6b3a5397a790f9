package io.losant4j.simulator;

import java.io.Serial;

import io.netty.handler.codec.http.HttpResponseStatus;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request that is answered with an error, thrown by whoever finds out.
 */
final class ApiError extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	private final int status;

	private final String type;

	private ApiError(int status, String type, String message) {
		super(message, null, false, false);
		this.status = status;
		this.type = type;
	}

	/** The field {@code at} breaks the rule that {@code rule} states. */
	static ApiError validation(String at, String rule) {
		return new ApiError(400, "Validation", "\"" + at + "\" " + rule);
	}

	static ApiError unauthorized(String message) {
		return new ApiError(401, "Unauthorized", message);
	}

	static ApiError forbidden(String message) {
		return new ApiError(403, "Forbidden", message);
	}

	static ApiError notFound(String what) {
		return new ApiError(404, "NotFound", what + " was not found");
	}

	static ApiError methodNotAllowed(String method) {
		return new ApiError(405, "MethodNotAllowed", method + " is not allowed");
	}

	static ApiError tooLarge(int limit) {
		return new ApiError(413, "PayloadTooLarge", "The body must not have more than " + limit + " bytes");
	}

	/** Losant documents the text alone, and for webhooks. */
	static ApiError throttled() {
		return new ApiError(429, "TooManyRequests", "Over rate limit, request throttled");
	}

	/** A refusal that has no reason but the status. */
	static ApiError refused(HttpResponseStatus status) {
		return new ApiError(status.code(), status.reasonPhrase().replace(" ", ""), "Refused on purpose");
	}

	static ApiError internal(Throwable cause) {
		return new ApiError(500, "InternalServerError", "The simulator failed: " + cause);
	}

	Answer.Json answer() {
		ObjectNode body = Json.object();
		body.put("type", this.type);
		body.put("message", getMessage());
		return new Answer.Json(this.status, body);
	}

}
