package io.losant4j.http;

import io.losant4j.auth.Token;
import io.losant4j.auth.TokenSession;
import io.losant4j.error.LosantApiException;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Puts the session's token on each request, and another one where Losant refuses it.
 */
final class TokenFilter implements ExchangeFilterFunction {

	private final TokenSession session;

	TokenFilter(TokenSession session) {
		this.session = session;
	}

	/**
	 * Sends requests without a token: not with ours, nor with one that the application's
	 * own filters or default headers put there.
	 */
	static ExchangeFilterFunction none() {
		return (request, next) -> next.exchange(
				ClientRequest.from(request).headers((headers) -> headers.remove(HttpHeaders.AUTHORIZATION)).build());
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		return token().flatMap((token) -> exchange(request, token, next)
			.onErrorResume(LosantApiException.hasStatus(401), (refusal) -> {
				token.refuse();
				return token().flatMap((other) -> other.value().equals(token.value()) ? Mono.error(refusal)
						: exchange(request, other, next));
			}));
	}

	private static Mono<ClientResponse> exchange(ClientRequest request, Token token, ExchangeFunction next) {
		return next
			.exchange(ClientRequest.from(request).headers((headers) -> headers.setBearerAuth(token.value())).build());
	}

	// The login is for all who wait: one caller's own policy must not hold for others.
	private Mono<Token> token() {
		return this.session.token().contextWrite((context) -> context.delete(RetryPolicy.class));
	}

}
