package io.losant4j.http;

import java.net.URI;

import io.losant4j.auth.Credentials;
import io.losant4j.auth.TokenSession;
import org.jspecify.annotations.Nullable;
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

	@Test
	void putsOurTokenInPlaceOfAnother() {
		assertThat(authorization(new TokenFilter(TokenSession.of(Credentials.accessToken("ours")))))
			.isEqualTo("Bearer ours");
	}

	@Test
	void takesAnyTokenAway() {
		assertThat(authorization(TokenFilter.none())).isNull();
	}

	private static @Nullable String authorization(ExchangeFilterFunction filter) {
		ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create("http://localhost"))
			.header("Authorization", "Bearer other")
			.build();
		ClientRequest[] sent = new ClientRequest[1];
		StepVerifier.create(filter.filter(request, (next) -> {
			sent[0] = next;
			return Mono.just(ClientResponse.create(HttpStatus.OK).build());
		})).expectNextCount(1).expectComplete().verify(TIMEOUT);
		return sent[0].headers().getFirst("Authorization");
	}

}
