package io.losant4j.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

import static io.losant4j.MockLosant.DEVICE;
import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of a token, without a network and at whatever time it is.
 */
class TokenSessionTest {

	private final Deque<Mono<String>> answers = new ArrayDeque<>();

	private int logins;

	private Instant now = Instant.parse("2026-01-05T10:00:00Z");

	private final Credentials source = Credentials.accessToken(Mono.defer(() -> {
		this.logins++;
		return this.answers.removeFirst();
	}));

	private final TokenSession session = session(this.source, new NoLogins());

	@Test
	void nothingIsAskedBeforeATokenIsNeeded() {
		this.session.token();

		assertThat(this.logins).isZero();
	}

	@Test
	void aTokenIsAskedForOnce() {
		given(Mono.just("one"));

		assertThat(token().value()).isEqualTo("one");
		assertThat(token().value()).isEqualTo("one");
		assertThat(this.logins).isOne();
	}

	@Test
	void allWaitersShareOneLogin() {
		Sinks.One<String> login = Sinks.one();
		given(login.asMono());

		StepVerifier first = StepVerifier.create(value()).expectNext("one").expectComplete().verifyLater();
		StepVerifier second = StepVerifier.create(value()).expectNext("one").expectComplete().verifyLater();
		login.tryEmitValue("one").orThrow();

		first.verify(TIMEOUT);
		second.verify(TIMEOUT);
		assertThat(this.logins).isOne();
	}

	@Test
	void oneWaiterWhoGoesDoesNotEndTheLoginOfTheOthers() {
		Sinks.One<String> login = Sinks.one();
		PublisherProbe<String> probe = PublisherProbe.of(login.asMono());
		given(probe.mono());

		Disposable goes = value().subscribe();
		StepVerifier stays = StepVerifier.create(value()).expectNext("one").expectComplete().verifyLater();
		goes.dispose();
		probe.assertWasNotCancelled();
		login.tryEmitValue("one").orThrow();

		stays.verify(TIMEOUT);
	}

	@Test
	void theLoginEndsWhenNobodyWaitsAnyMore() {
		PublisherProbe<String> probe = PublisherProbe.of(Mono.never());
		given(probe.mono());
		given(Mono.just("two"));

		value().subscribe().dispose();

		probe.assertWasCancelled();
		assertThat(token().value()).isEqualTo("two");
	}

	@Test
	void aFailedLoginIsNotRemembered() {
		given(Mono.error(new IllegalStateException("the vault is sealed: s3cret")));
		given(Mono.just("two"));

		StepVerifier.create(value())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantConnectionException.class)
				.hasMessage("auth.accessToken (the source of access tokens) failed with IllegalStateException")
				.hasRootCauseMessage("the vault is sealed: s3cret")
				.extracting((lost) -> ((LosantConnectionException) lost).mayBeProcessed())
				.isEqualTo(false))
			.verify(TIMEOUT);
		assertThat(token().value()).isEqualTo("two");
	}

	@Test
	void aSourceThatHangsIsGivenUpHoweverManyWaitForIt() {
		given(Mono.never());
		given(Mono.just("two"));

		StepVerifier.withVirtualTime(() -> {
			TokenSession slow = session(this.source, new NoLogins());
			return Flux.interval(Duration.ZERO, Duration.ofSeconds(40))
				.take(4)
				.flatMap((i) -> value(slow).map((token) -> i + " " + token)
					.onErrorResume((error) -> Mono.just(i + " " + error.getMessage())));
		})
			.thenAwait(Duration.ofMinutes(3))
			.expectNext("0 auth.accessToken (the source of access tokens) emitted none within PT1M")
			.expectNext("1 auth.accessToken (the source of access tokens) emitted none within PT1M")
			.expectNext("2 two", "3 two")
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.logins).isEqualTo(2);
	}

	@Test
	void aRefusedTokenIsReplacedOnce() {
		given(Mono.just("one"));
		given(Mono.just("two"));
		Token old = token();

		old.refuse();
		assertThat(token().value()).isEqualTo("two");
		// Of a call that was sent before.
		old.refuse();

		assertThat(token().value()).isEqualTo("two");
		assertThat(this.logins).isEqualTo(2);
	}

	@Test
	void aSourceThatEmitsNothingOrNonsenseSaysSo() {
		given(Mono.empty());
		given(Mono.just("to\r\nken"));

		StepVerifier.create(value())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantConnectionException.class)
				.hasRootCauseMessage("it emitted none"))
			.verify(TIMEOUT);
		StepVerifier.create(value())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith("auth.accessToken gave no token: accessToken must consist of visible ASCII")
				.message()
				.doesNotContain("\n"))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@CsvSource({
			// An hour: renewed a minute before its end.
			"0, 3600, 3539, 3540",
			// Ten seconds: renewed at nine tenths.
			"0, 10, 8, 9",
			// Our clock is two hours late: the time of issue tells how long it lives.
			"-7200, -3600, 3539, 3540" })
	void aTokenThatTellsItsEndIsReplacedBefore(long issued, long expires, long good, long renewed) {
		given(Mono.just(jwt("{\"iat\":" + at(issued) + ",\"exp\" : " + at(expires) + "}")));
		given(Mono.just("two"));
		Instant start = this.now;
		token();

		this.now = start.plusSeconds(good);
		assertThat(token().value()).isNotEqualTo("two");
		this.now = start.plusSeconds(renewed);
		assertThat(token().value()).isEqualTo("two");
	}

	@Test
	void aTokenThatCannotBeReplacedInTimeIsUsedToItsEnd() {
		given(Mono.just(jwt("{\"iat\":" + at(0) + ",\"exp\":" + at(3_600) + "}")));
		Instant start = this.now;
		String old = token().value();
		for (Throwable failure : List.of(new IllegalStateException("the vault is sealed"), login(503), login(429))) {
			given(Mono.error(failure));
		}

		for (int second : List.of(3_540, 3_569, 3_570, 3_584, 3_585)) {
			this.now = start.plusSeconds(second);
			assertThat(token().value()).isEqualTo(old);
		}
		assertThat(this.logins).as("asked again after half of what was left").isEqualTo(4);
		this.now = start.plusSeconds(3_600);
		given(Mono.error(new IllegalStateException("the vault is sealed")));
		StepVerifier.create(value()).expectError(LosantConnectionException.class).verify(TIMEOUT);
	}

	@Test
	void aTokenIsNotUsedAnyMoreWhereItOrTheLoginWasRefused() {
		String claims = "{\"iat\":" + at(0) + ",\"exp\":" + at(3_600) + "}";
		given(Mono.just(jwt(claims)));
		Token refused = token();
		refused.refuse();
		given(Mono.error(login(503)));
		StepVerifier.create(value()).expectErrorMatches(LosantApiException.hasStatus(503)).verify(TIMEOUT);

		given(Mono.just(jwt(claims)));
		token();
		this.now = this.now.plusSeconds(3_550);
		given(Mono.error(login(401)));
		StepVerifier.create(value()).expectErrorMatches(LosantApiException.hasStatus(401)).verify(TIMEOUT);
	}

	private static LosantApiException login(int status) {
		return new LosantApiException(new FailedRequest("auth.authenticateDevice", "POST", "/auth/device", 1, false),
				status, null, null, null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"exp\":1}", "{\"exp\":\"soon\"}", "{\"exp\":-5}",
			"{\"exp\":99999999999999999999999}", "not json", "{\"expired\":1767607200}" })
	void aTokenThatDoesNotTellItsEndIsUsedUntilItIsRefused(String claims) {
		given(Mono.just(jwt(claims)));
		token();

		this.now = this.now.plus(Duration.ofDays(365));
		token();

		assertThat(this.logins).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "opaque", "a.b", "a.%%.c", "..", "a.b.c.d" })
	void aTokenThatIsNoJsonWebTokenIsTakenAsItIs(String token) {
		given(Mono.just(token));

		assertThat(token().value()).isEqualTo(token);
	}

	@Test
	void devicesAndUsersLogIn() {
		AtomicReference<@Nullable String> token = new AtomicReference<>("good");
		AuthActions auth = new AuthActions() {
			@Override
			public Mono<AuthedDevice> authenticateDevice(DeviceCredentials credentials) {
				return Mono.just(new AuthedDevice(null, DEVICE, null, token.get(), null, null, List.of(), List.of()));
			}

			@Override
			public Mono<AuthedUser> authenticateUser(UserCredentials credentials) {
				return Mono.just(new AuthedUser(null, token.get(), null, null));
			}
		};
		List<Credentials> logins = List.of(Credentials.device(DEVICE, "the-key", "the-secret"),
				Credentials.user("anna@example.com", "passw0rd!"));

		assertThat(logins).map((login) -> value(session(login, auth)).block(TIMEOUT)).containsOnly("good");
		token.set(null);
		assertLoginsFail(logins, auth, "answered without a token");
		token.set("to\r\nken");
		assertLoginsFail(logins, auth, "must consist of visible ASCII characters, without spaces");
	}

	private void assertLoginsFail(List<Credentials> logins, AuthActions auth, String message) {
		assertThat(logins).allSatisfy((login) -> StepVerifier.create(value(session(login, auth)))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantDataException.class)
				.hasMessageStartingWith("auth.authenticate")
				.hasMessageEndingWith(message))
			.verify(TIMEOUT));
	}

	@Test
	void nothingShowsASecret() {
		given(Mono.just("s3cret"));

		assertThat(token()).hasToString("Token[hidden]");
		assertThat(Credentials.accessToken(Mono.just("s3cret"))).hasToString("TokenSource[hidden]");
	}

	private void given(Mono<String> answer) {
		this.answers.addLast(answer);
	}

	private Token token() {
		return this.session.token().blockOptional(TIMEOUT).orElseThrow();
	}

	private Mono<String> value() {
		return value(this.session);
	}

	private TokenSession session(Credentials credentials, AuthActions auth) {
		return TokenSession.of(credentials, auth, Duration.ofMinutes(1), () -> this.now);
	}

	private static Mono<String> value(TokenSession session) {
		return session.token().map(Token::value);
	}

	private long at(long seconds) {
		return this.now.getEpochSecond() + seconds;
	}

	private static String jwt(String claims) {
		Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
		return base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
				+ base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2lnbmF0dXJl";
	}

	private static final class NoLogins implements AuthActions {

		@Override
		public Mono<AuthedDevice> authenticateDevice(DeviceCredentials credentials) {
			return Mono.error(new AssertionError("no login was expected"));
		}

		@Override
		public Mono<AuthedUser> authenticateUser(UserCredentials credentials) {
			return Mono.error(new AssertionError("no login was expected"));
		}

	}

}
