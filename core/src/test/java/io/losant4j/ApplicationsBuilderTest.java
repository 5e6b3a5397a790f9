package io.losant4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.auth.Credentials;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DeviceState;
import io.losant4j.error.LosantApiException;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application's {@code WebClient.Builder} brings, and what it cannot bring.
 */
class ApplicationsBuilderTest {

	private final MockLosant losant = MockLosant.start();

	@AfterEach
	void close() {
		this.losant.close();
	}

	@Test
	void cannotSetOurHeadersNorSeeOurToken() {
		List<HttpHeaders> seen = new ArrayList<>();
		WebClient.Builder builder = WebClient.builder()
			.defaultHeader("Authorization", "Bearer of-another-service")
			.defaultHeader("Accept", "text/html")
			.defaultHeader("User-Agent", "theirs")
			.defaultHeader("Accept-Version", "^0.1.0")
			.defaultHeader("X-Theirs", "stays")
			.filter((request, next) -> {
				seen.add(request.headers());
				return next.exchange(ClientRequest.from(request).header("X-Added", "stays").build());
			});
		this.losant.givenSuccess();

		try (LosantClient client = client(builder)) {
			StepVerifier
				.create(client.application(MockLosant.APPLICATION)
					.device(MockLosant.DEVICE)
					.sendState(DeviceState.of("temperature", 1)))
				.expectComplete()
				.verify(MockLosant.TIMEOUT);
		}

		Headers sent = this.losant.take().getHeaders();
		assertThat(sent.values("Authorization")).containsExactly("Bearer " + MockLosant.TOKEN);
		assertThat(sent.values("Accept")).containsExactly("application/json");
		assertThat(sent.values("Content-Type")).containsExactly("application/json");
		assertThat(sent.values("User-Agent")).singleElement().asString().startsWith("losant4j/");
		assertThat(sent.values("Accept-Version")).containsExactly("^1.30.0");
		assertThat(sent.values("X-Theirs")).containsExactly("stays");
		assertThat(sent.values("X-Added")).containsExactly("stays");
		assertThat(seen.toString()).doesNotContain(MockLosant.TOKEN);
	}

	@Test
	void bringsItsFiltersAndNeitherItsJsonNorItsLimits() {
		JsonMapper snakes = JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
		AtomicInteger filtered = new AtomicInteger();
		WebClient.Builder builder = WebClient.builder().codecs((codecs) -> {
			codecs.defaultCodecs().jacksonJsonDecoder(new JacksonJsonDecoder(snakes));
			codecs.defaultCodecs().jacksonJsonEncoder(new JacksonJsonEncoder(snakes));
			codecs.defaultCodecs().maxInMemorySize(1);
		}).filter((request, next) -> {
			filtered.incrementAndGet();
			return next.exchange(request);
		});
		this.losant.given(200, MockLosant.answer("Device"));

		try (LosantClient client = client(builder)) {
			StepVerifier
				.create(client.application(MockLosant.APPLICATION)
					.device(MockLosant.DEVICE)
					.patch(DevicePatch.empty().parentId(MockLosant.DEVICE)))
				.assertNext((device) -> assertThat(device.applicationId()).isEqualTo(MockLosant.APPLICATION))
				.expectComplete()
				.verify(MockLosant.TIMEOUT);
		}

		assertThat(this.losant.request()).contains("\"parentId\"");
		assertThat(filtered).hasValue(1);
	}

	@Test
	void itsStatusHandlersSeeNoError() {
		WebClient.Builder builder = WebClient.builder()
			.defaultStatusHandler(HttpStatusCode::isError, (answer) -> Mono.just(new IllegalStateException("theirs")));
		this.losant.given(404, "{\"type\":\"NotFound\",\"message\":\"Device was not found\"}");

		try (LosantClient client = client(builder)) {
			StepVerifier.create(client.application(MockLosant.APPLICATION).device(MockLosant.DEVICE).get())
				.expectErrorMatches(LosantApiException.hasStatus(404))
				.verify(MockLosant.TIMEOUT);
		}
	}

	@Test
	void aFilterThatAttemptsAgainSendsTheTokenOfThen() {
		AtomicInteger tokens = new AtomicInteger();
		WebClient.Builder builder = WebClient.builder().filter((request, next) -> next.exchange(request).retry(1));
		this.losant.given(401, "{}");
		this.losant.given(503, "{}");
		this.losant.givenSuccess();

		try (LosantClient client = LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.accessToken(Mono.fromSupplier(() -> "token-" + tokens.incrementAndGet())))
			.webClient(builder)
			.build()) {
			StepVerifier
				.create(client.application(MockLosant.APPLICATION)
					.device(MockLosant.DEVICE)
					.sendState(DeviceState.of("temperature", 1)))
				.expectComplete()
				.verify(MockLosant.TIMEOUT);
		}

		assertThat(this.losant.take().getHeaders().get("Authorization")).isEqualTo("Bearer token-1");
		assertThat(this.losant.take().getHeaders().get("Authorization")).isEqualTo("Bearer token-2");
		assertThat(this.losant.take().getHeaders().get("Authorization")).isEqualTo("Bearer token-2");
	}

	@Test
	void cannotPutAnotherWayInPlaceOfTheClientsOwn() {
		WebClient.Builder builder = WebClient.builder()
			.exchangeFunction((request) -> Mono.error(new AssertionError("sent " + request.url())));
		this.losant.givenSuccess();

		try (LosantClient client = client(builder)) {
			StepVerifier.create(client.application(MockLosant.APPLICATION).device(MockLosant.DEVICE).delete())
				.expectComplete()
				.verify(MockLosant.TIMEOUT);
		}
	}

	private LosantClient client(WebClient.Builder builder) {
		return LosantClient.builder()
			.baseUrl(this.losant.baseUrl())
			.credentials(Credentials.accessToken(MockLosant.TOKEN))
			.webClient(builder)
			.build();
	}

}
