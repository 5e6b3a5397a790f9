package io.losant4j.auth;

import reactor.core.publisher.Mono;

/**
 * The token that requests carry, obtained from {@link Credentials}. The door of this room
 * for the {@code http} room.
 */
public final class TokenSession {

	private final Mono<String> token;

	private TokenSession(Mono<String> token) {
		this.token = token;
	}

	/**
	 * Opens a session; no network is touched before a token is asked for.
	 * @param credentials who the client is
	 * @return the session
	 */
	public static TokenSession of(Credentials credentials) {
		// When credentials come in more than one kind, this becomes a choice among them.
		return new TokenSession(Mono.just(((AccessToken) credentials).token()));
	}

	/**
	 * The token for the next request.
	 * @return emits the token and completes
	 */
	public Mono<String> token() {
		return this.token;
	}

}
