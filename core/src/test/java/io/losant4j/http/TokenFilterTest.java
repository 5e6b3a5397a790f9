package io.losant4j.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.AuthedDevice;
import io.losant4j.auth.AuthedUser;
import io.losant4j.auth.Credentials;
import io.losant4j.auth.DeviceCredentials;
import io.losant4j.auth.TokenSession;
import io.losant4j.auth.UserCredentials;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

class TokenFilterTest {

	private final List<String> sent = new ArrayList<>();

	private final AtomicInteger asked = new AtomicInteger();

	@Test
	void givesTheCallItsToken() {
		StepVerifier.create(exchange(filter(Credentials.accessToken("ours")), 0))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);

		assertThat(this.sent).containsExactly("ours");
	}

	@Test
	void refusesARequestThatHasLostItsCall() {
		ClientRequest bare = ClientRequest.create(HttpMethod.GET, URI.create("http://localhost")).build();

		StepVerifier
			.create(Mono.defer(() -> filter(Credentials.accessToken("ours")).filter(bare, (request) -> Mono.empty())))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("ClientRequest.from(request)"))
			.verify(TIMEOUT);
	}

	@Test
	void triesOnceMoreWithAnotherToken() {
		StepVerifier.create(exchange(filter(numbered()), 1)).expectNextCount(1).expectComplete().verify(TIMEOUT);

		assertThat(this.sent).containsExactly("token-1", "token-2");
	}

	@Test
	void aRefusalOfTheOtherTokenStands() {
		StepVerifier.create(exchange(filter(numbered()), 2))
			.expectErrorMatches(LosantApiException.hasStatus(401))
			.verify(TIMEOUT);

		assertThat(this.sent).containsExactly("token-1", "token-2");
	}

	@Test
	void aRefusalStandsWhereThereIsNoOtherToken() {
		Credentials same = Credentials.accessToken(Mono.fromSupplier(() -> "same-" + this.asked.incrementAndGet() / 9));

		StepVerifier.create(exchange(filter(Credentials.accessToken("fixed")), 1))
			.expectErrorMatches(LosantApiException.hasStatus(401))
			.verify(TIMEOUT);
		StepVerifier.create(exchange(filter(same), 1))
			.expectErrorMatches(LosantApiException.hasStatus(401))
			.verify(TIMEOUT);

		assertThat(this.sent).containsExactly("fixed", "same-0");
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void otherErrorsAreNoReasonForAnotherToken() {
		StepVerifier
			.create(filter(numbered()).filter(request(),
					(request) -> Mono.error(new LosantApiException(Call.of(request).failed(), 403, null, null, null))))
			.expectErrorMatches(LosantApiException.hasStatus(403))
			.verify(TIMEOUT);

		assertThat(this.asked).hasValue(1);
	}

	@Test
	void theDoubtOfACallOutweighsTheFailureOfItsLogin() {
		Call call = new Call("device.sendState", HttpMethod.POST, "/state", true, null, () -> false);
		ClientRequest request = ClientRequest.from(request()).attribute(Call.ATTRIBUTE, call).build();
		Mono<ClientResponse> attempt = filter(
				Credentials.accessToken(Mono.error(new IllegalStateException("the vault is sealed"))))
			.filter(request, (next) -> Mono.empty());

		StepVerifier.create(attempt)
			.expectErrorSatisfies(
					(error) -> assertThat(((LosantException) error).request().orElseThrow().isLogin()).isTrue())
			.verify(TIMEOUT);
		call.attempt();
		call.write();
		call.lost("lost its connection", false, null);
		StepVerifier.create(attempt).expectErrorSatisfies((error) -> {
			LosantConnectionException lost = (LosantConnectionException) error;
			assertThat(lost).hasMessage("device.sendState POST /state was not sent again: there was no token")
				.hasRootCauseMessage("the vault is sealed");
			assertThat(lost.mayBeProcessed()).isTrue();
			assertThat(call.mayRepeatAfter(lost)).as("the login has been repeated").isFalse();
		}).verify(TIMEOUT);
	}

	private Credentials numbered() {
		return Credentials.accessToken(Mono.fromSupplier(() -> "token-" + this.asked.incrementAndGet()));
	}

	private static TokenFilter filter(Credentials credentials) {
		return new TokenFilter(TokenSession.of(credentials, new NoLogins(), Duration.ofMinutes(1)));
	}

	/** Refuses the first requests. */
	private Mono<ClientResponse> exchange(ExchangeFilterFunction filter, int refusals) {
		AtomicInteger requests = new AtomicInteger();
		return filter.filter(request(), (request) -> {
			this.sent.add(String.valueOf(Call.of(request).token()));
			return (requests.incrementAndGet() > refusals) ? Mono.just(ClientResponse.create(HttpStatus.OK).build())
					: Mono.error(new LosantApiException(Call.of(request).failed(), 401, null, null, null));
		});
	}

	private static ClientRequest request() {
		return ClientRequest.create(HttpMethod.GET, URI.create("http://localhost"))
			.attribute(Call.ATTRIBUTE, new Call("device.get", HttpMethod.GET, "/device", true, null, () -> false))
			.build();
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
