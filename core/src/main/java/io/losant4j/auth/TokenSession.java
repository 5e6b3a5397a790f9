package io.losant4j.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
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

	private static final FailedRequest SOURCE = new FailedRequest("auth.accessToken", "", "", 0, false);

	private final InstantSource clock;

	private final Mono<Token> token;

	private volatile @Nullable Token current;

	private TokenSession(Mono<String> login, InstantSource clock) {
		this.clock = clock;
		// Not cache(), which would remember a failed login for ever.
		this.token = login.map((value) -> Token.of(value, clock.instant()))
			.doOnNext((token) -> this.current = token)
			.onErrorResume(LosantException.class, this::afterFailure)
			.cacheInvalidateIf((token) -> !token.isGood(clock.instant()));
	}

	/**
	 * Opens a session; no network is touched before a token is asked for.
	 * @param credentials who the client is
	 * @param auth the logins
	 * @param patience how long a source of tokens may take
	 * @return the session
	 */
	public static TokenSession of(Credentials credentials, AuthActions auth, Duration patience) {
		return of(credentials, auth, patience, InstantSource.system());
	}

	static TokenSession of(Credentials credentials, AuthActions auth, Duration patience, InstantSource clock) {
		return new TokenSession(login(credentials, auth, patience), clock);
	}

	/**
	 * The token that is at hand.
	 * @return the token, empty where {@link #token()} would log in
	 */
	public Optional<Token> current() {
		return Optional.ofNullable(this.current).filter((token) -> token.isGood(this.clock.instant()));
	}

	/**
	 * The token for the next request. All who wait for it share one login. A token is
	 * used until it is about to expire, where it tells, or {@link Token#refuse() refused}
	 * by Losant. A login that failed is not remembered; where it was for a token in place
	 * of one that is still good, and may succeed later, that one is used a while longer.
	 * @return emits the token and completes; errors with a {@link LosantException} as the
	 * login does, or where the source of tokens fails
	 */
	public Mono<Token> token() {
		return this.token;
	}

	private Mono<Token> afterFailure(LosantException failure) {
		Token token = this.current;
		return (token != null && mayPass(failure) && token.postpone(this.clock.instant())) ? Mono.just(token)
				: Mono.error(failure);
	}

	private static boolean mayPass(LosantException failure) {
		return failure instanceof LosantConnectionException
				|| (failure instanceof LosantApiException answer && (answer.status() == 429 || answer.status() >= 500));
	}

	// When the baseline knows patterns in switch, this becomes one.
	private static Mono<String> login(Credentials credentials, AuthActions auth, Duration patience) {
		if (credentials instanceof DeviceCredentials device) {
			return auth.authenticateDevice(device)
				.flatMap((answer) -> checked(login("auth.authenticateDevice", "/auth/device"), answer.token()));
		}
		if (credentials instanceof UserCredentials user) {
			return auth.authenticateUser(user)
				.flatMap((answer) -> checked(login("auth.authenticateUser", "/auth/user"), answer.token()));
		}
		if (credentials instanceof TokenSource source) {
			return source.tokens()
				.switchIfEmpty(Mono.error(() -> new IllegalStateException("it emitted none")))
				.onErrorMap((error) -> !isOfALogin(error), TokenSession::noToken)
				// All who wait keep one subscription alive, however long each waits.
				.timeout(patience,
						Mono.error(() -> new LosantConnectionException(SOURCE,
								"(the source of access tokens) emitted none within " + patience, null)))
				.flatMap((token) -> checked(SOURCE, token));
		}
		return Mono.just(((AccessToken) credentials).token());
	}

	private static FailedRequest login(String action, String path) {
		return new FailedRequest(action, "POST", path, 1, true);
	}

	private static Mono<String> checked(FailedRequest request, @Nullable String token) {
		if (token == null) {
			return Mono.error(() -> new LosantDataException(request, "answered without a token", null));
		}
		try {
			return Mono.just(AccessToken.check(token));
		}
		catch (IllegalArgumentException ex) {
			return Mono.error(() -> new LosantDataException(request, "gave no token: " + ex.getMessage(), null));
		}
	}

	private static boolean isOfALogin(Throwable error) {
		return error instanceof LosantException known && known.request().filter(FailedRequest::isLogin).isPresent();
	}

	/** The words of the source stand in its own error only: they may hold a secret. */
	private static LosantException noToken(Throwable cause) {
		return new LosantConnectionException(SOURCE,
				"(the source of access tokens) failed with " + cause.getClass().getSimpleName(), cause);
	}

}
