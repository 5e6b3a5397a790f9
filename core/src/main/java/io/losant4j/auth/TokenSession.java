package io.losant4j.auth;

import java.time.InstantSource;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The token that requests carry, obtained from {@link Credentials}. The door of this room
 * for the {@code http} room.
 */
public final class TokenSession {

	private final Mono<Token> token;

	private TokenSession(Mono<String> login, InstantSource clock) {
		// Not cache(), which would remember a failed login for ever.
		this.token = login.map((value) -> Token.of(value, clock.instant()))
			.cacheInvalidateIf((token) -> !token.isGood(clock.instant()));
	}

	/**
	 * Opens a session; no network is touched before a token is asked for.
	 * @param credentials who the client is
	 * @param auth the logins
	 * @return the session
	 */
	public static TokenSession of(Credentials credentials, AuthActions auth) {
		return of(credentials, auth, InstantSource.system());
	}

	static TokenSession of(Credentials credentials, AuthActions auth, InstantSource clock) {
		return new TokenSession(login(credentials, auth), clock);
	}

	/**
	 * The token for the next request. All who wait for it share one login. A token is
	 * used until it is about to expire, where it tells, or {@link Token#refuse() refused}
	 * by Losant; a login that failed is not remembered.
	 * @return emits the token and completes; errors as the login does
	 */
	public Mono<Token> token() {
		return this.token;
	}

	// When the baseline knows patterns in switch, this becomes one.
	private static Mono<String> login(Credentials credentials, AuthActions auth) {
		if (credentials instanceof DeviceCredentials device) {
			return auth.authenticateDevice(device)
				.flatMap((answer) -> tokenOf("auth.authenticateDevice", "/auth/device", answer.token()));
		}
		if (credentials instanceof UserCredentials user) {
			return auth.authenticateUser(user)
				.flatMap((answer) -> tokenOf("auth.authenticateUser", "/auth/user", answer.token()));
		}
		if (credentials instanceof TokenSource source) {
			return source.tokens()
				.switchIfEmpty(Mono.error(() -> new IllegalStateException("it emitted none")))
				.onErrorMap((error) -> !(error instanceof LosantException), TokenSession::noToken);
		}
		return Mono.just(((AccessToken) credentials).token());
	}

	private static Mono<String> tokenOf(String action, String path, @Nullable String token) {
		return (token != null) ? Mono.just(token)
				: Mono.error(() -> new LosantDataException(new FailedRequest(action, "POST", path, 1, false),
						"answered without a token", null));
	}

	// What the source says about its failure may hold a secret of its own.
	private static LosantException noToken(Throwable cause) {
		return new LosantConnectionException(
				"The source of access tokens failed with " + cause.getClass().getSimpleName(), cause);
	}

}
