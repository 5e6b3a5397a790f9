package io.losant4j.simulator;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that are good.
 */
final class Tokens {

	private static final String BEARER = "Bearer ";

	private final Map<String, Caller> callers = new ConcurrentHashMap<>();

	Tokens(String accessToken, String applicationId) {
		this.callers.put(accessToken, new Caller(Caller.Kind.APPLICATION, applicationId, Set.of("all.Application")));
	}

	/** Who sent this header. */
	Caller caller(@Nullable String authorization) {
		if (authorization == null || !authorization.startsWith(BEARER)) {
			throw ApiError.unauthorized("A bearer token is required");
		}
		Caller caller = this.callers.get(authorization.substring(BEARER.length()));
		if (caller == null) {
			throw ApiError.unauthorized("The token is not valid");
		}
		return caller;
	}

}
