package io.losant4j.http;

import io.losant4j.auth.TokenSession;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Puts the session's token on each request.
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
		return this.session.token()
			.flatMap((token) -> next
				.exchange(ClientRequest.from(request).headers((headers) -> headers.setBearerAuth(token)).build()));
	}

}
