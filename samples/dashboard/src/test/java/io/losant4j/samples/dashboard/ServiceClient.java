package io.losant4j.samples.dashboard;

import java.time.Duration;
import java.util.Objects;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Asks the service what the page asks.
 */
final class ServiceClient {

	static final Duration PATIENCE = Duration.ofMinutes(1);

	private final WebClient client;

	ServiceClient(int port) {
		this.client = WebClient.builder()
			.baseUrl("http://localhost:" + port)
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(1024 * 1024))
			.build();
	}

	Flux<ServerSentEvent<JsonNode>> events() {
		return this.client.get().uri("/api/events").retrieve().bodyToFlux(new ParameterizedTypeReference<>() {
		});
	}

	Flux<JsonNode> events(String name) {
		return events().filter((event) -> name.equals(event.event()))
			.map((event) -> Objects.requireNonNull(event.data()));
	}

	Mono<String> text(String path) {
		return this.client.get().uri(path).retrieve().bodyToMono(String.class);
	}

	/** What a path says, whatever the status. */
	Mono<Answer> get(String path) {
		return this.client.get().uri(path).exchangeToMono(ServiceClient::answer);
	}

	Answer send(String command) {
		Mono<Answer> answer = this.client.post()
			.uri("/api/commands")
			.contentType(MediaType.APPLICATION_JSON)
			.bodyValue(command)
			.exchangeToMono(ServiceClient::answer);
		return Objects.requireNonNull(answer.block(PATIENCE));
	}

	private static Mono<Answer> answer(ClientResponse response) {
		return response.bodyToMono(JsonNode.class)
			.defaultIfEmpty(MissingNode.getInstance())
			.map((body) -> new Answer(response.statusCode().value(), body));
	}

	record Answer(int status, JsonNode body) {
	}

}
