package io.losant4j.http;

import io.losant4j.auth.Token;
import io.losant4j.auth.TokenSession;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantException;
import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Gives each call the session's token, and another one where Losant refuses it.
 */
final class TokenFilter implements ExchangeFilterFunction {

	private final TokenSession session;

	TokenFilter(TokenSession session) {
		this.session = session;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		Call call = Call.of(request);
		return Mono.defer(() -> token(call))
			.flatMap((token) -> exchange(request, call, token, next).onErrorResume(LosantApiException.hasStatus(401),
					(refusal) -> {
						token.refuse();
						return token(call).flatMap((other) -> other.value().equals(token.value()) ? Mono.error(refusal)
								: exchange(request, call, other, next));
					}));
	}

	// The call puts it into the header when the request is written: a copy of the request
	// would cost a tenth of the call, and stay in memory as long as a stream does.
	private static Mono<ClientResponse> exchange(ClientRequest request, Call call, Token token, ExchangeFunction next) {
		call.token(token.value());
		return next.exchange(request);
	}

	// The login is for all who wait: one caller's own policy must not hold for others.
	private Mono<Token> token(Call call) {
		return this.session.current()
			.map(Mono::just)
			.orElseGet(() -> this.session.token()
				.contextWrite((context) -> context.delete(RetryPolicy.class))
				.onErrorMap(LosantException.class, call::withoutToken));
	}

}
