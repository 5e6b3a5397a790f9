package io.losant4j.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens that were given out. They look like Losant's, JSON web tokens that tell
 * whose they are and when they end; what makes them good is to be known here.
 */
final class Tokens {

	private static final String BEARER = "Bearer ";

	private static final int SIGNATURE_LENGTH = 43;

	private final Clock clock;

	private final Map<String, Grant> grants = new ConcurrentHashMap<>();

	Tokens(Clock clock, String accessToken, String applicationId) {
		this.clock = clock;
		Caller application = new Caller(Caller.Kind.APPLICATION, applicationId, Set.of("all.Application"));
		this.grants.put(accessToken, new Grant(application, 0, Long.MAX_VALUE));
	}

	/**
	 * What a token stands for.
	 *
	 * @param timeToLive its life in seconds, 0 for ever
	 * @param end when it ends, in seconds since the epoch
	 */
	private record Grant(Caller caller, long timeToLive, long end) {
	}

	/** Who sent this header. */
	Caller caller(@Nullable String authorization) {
		return grant(authorization).caller();
	}

	/** A new token. */
	String issue(Caller caller, long timeToLive) {
		long now = TimeUnit.MILLISECONDS.toSeconds(this.clock.millis());
		ObjectNode claims = Json.object().put("sub", caller.id()).put("subtype", caller.kind().text());
		caller.scopes().stream().sorted().forEach(claims.putArray("scope")::add);
		claims.put("iat", now).put("iss", "simulator");
		long end = (timeToLive > 0) ? now + timeToLive : Long.MAX_VALUE;
		if (timeToLive > 0) {
			claims.put("exp", end);
		}
		String token = encode(Json.object().put("typ", "JWT").put("alg", "HS256")) + "." + encode(claims) + "."
				+ Ids.random(SIGNATURE_LENGTH);
		this.grants.put(token, new Grant(caller, timeToLive, end));
		return token;
	}

	/** Another token of the same kind and life as the one in this header. */
	String renew(@Nullable String authorization) {
		Grant grant = grant(authorization);
		return issue(grant.caller(), grant.timeToLive());
	}

	private Grant grant(@Nullable String authorization) {
		if (authorization == null || !authorization.startsWith(BEARER)) {
			throw ApiError.unauthorized("A bearer token is required");
		}
		Grant grant = this.grants.get(authorization.substring(BEARER.length()));
		if (grant == null || grant.end() <= TimeUnit.MILLISECONDS.toSeconds(this.clock.millis())) {
			throw ApiError.unauthorized("The token is not valid");
		}
		return grant;
	}

	private static String encode(ObjectNode part) {
		return Base64.getUrlEncoder().withoutPadding().encodeToString(part.toString().getBytes(StandardCharsets.UTF_8));
	}

}
