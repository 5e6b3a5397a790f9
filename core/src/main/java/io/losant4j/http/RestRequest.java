package io.losant4j.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.util.UriUtils;

/**
 * One request in the making: completed by {@link #query} and {@link #body}, then turned
 * into a publisher by one of the retrieve methods. The publisher sends the request anew
 * for each subscription.
 */
public final class RestRequest {

	// The attribute that Spring's own observation reads the URI template from.
	private static final String URI_TEMPLATE = WebClient.class.getName() + ".uriTemplate";

	private static final String ACTION = RestRequest.class.getName() + ".action";

	private final LosantHttp http;

	private final HttpMethod method;

	private final String action;

	private final String template;

	private final String path;

	private final StringBuilder query = new StringBuilder();

	private @Nullable Object body;

	private boolean login;

	RestRequest(LosantHttp http, HttpMethod method, String action, String template, String path) {
		this.http = http;
		this.method = method;
		this.action = action;
		this.template = template;
		this.path = path;
	}

	/**
	 * Adds query parameters.
	 * @param parameters the parameters by name; see {@link #query(String, Object)}
	 * @return this request
	 */
	public RestRequest query(Map<String, ?> parameters) {
		parameters.forEach(this::query);
		return this;
	}

	/**
	 * Adds a query parameter: a list or a map in Losant's bracket notation, anything else
	 * as text.
	 * @param name the parameter's name
	 * @param value the value, or {@code null} to leave the parameter out
	 * @return this request
	 */
	public RestRequest query(String name, @Nullable Object value) {
		if (value instanceof Map<?, ?> map) {
			map.forEach((key, item) -> query(name + '[' + key + ']', item));
		}
		else if (value instanceof List<?> list) {
			for (int i = 0; i < list.size(); i++) {
				query(name + '[' + i + ']', list.get(i));
			}
		}
		else if (value != null) {
			this.query.append(this.query.isEmpty() ? '?' : '&')
				.append(UriUtils.encode(name, StandardCharsets.UTF_8))
				.append('=')
				.append(UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
		}
		return this;
	}

	/**
	 * Adds a query parameter that travels as JSON text.
	 * @param name the parameter's name
	 * @param value the value, or {@code null} to leave the parameter out
	 * @return this request
	 */
	public RestRequest queryJson(String name, @Nullable Object value) {
		return query(name, (value != null) ? this.http.json().writeValueAsString(value) : null);
	}

	/**
	 * Sets the body.
	 * @param value what is sent as JSON
	 * @return this request
	 */
	public RestRequest body(Object value) {
		this.body = value;
		return this;
	}

	/**
	 * Makes the request a login: it carries no token, and since both its body and its
	 * answer are secret, an answer that cannot be read is not quoted by the error.
	 * @return this request
	 */
	public RestRequest login() {
		this.login = true;
		return this;
	}

	/**
	 * Retrieves an answer that is one JSON object.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @return emits the answer and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Mono<T> retrieve(Class<T> type) {
		return call().bodyToMono(type).switchIfEmpty(Mono.error(this::withoutBody)).onErrorMap(this::translate);
	}

	/**
	 * Retrieves an answer that may have no body, as status 204 has none.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @return emits the answer if there is one and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Mono<T> retrieveIfAny(Class<T> type) {
		return call().bodyToMono(type).onErrorMap(this::translate);
	}

	/**
	 * Retrieves an answer whose type only its body tells.
	 * @param <T> the type of the answer
	 * @param type tells the type from the body
	 * @return emits the answer and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Mono<T> retrieve(Function<JsonNode, Class<? extends T>> type) {
		return call().bodyToMono(JsonNode.class)
			.<T>map((body) -> this.http.read(body, type.apply(body)))
			.switchIfEmpty(Mono.error(this::withoutBody))
			.onErrorMap(this::translate);
	}

	/**
	 * Retrieves an answer that is a JSON array.
	 * @param <T> the type of an element
	 * @param type the type of an element
	 * @return emits the elements in the answer's order and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Flux<T> retrieveMany(Class<T> type) {
		return call().bodyToFlux(type).onErrorMap(this::translate);
	}

	/**
	 * Retrieves an answer that says no more than that the action succeeded.
	 * @return completes when the answer is there; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public Mono<Void> retrieveNothing() {
		return call().bodyToMono(Void.class).onErrorMap(this::translate);
	}

	/**
	 * Opens a stream of server-sent events, on a connection of the pool for streams.
	 * @param <R> what the reader makes of the stream
	 * @param reader applied to the body's buffers at the moment when the stream is open;
	 * it must subscribe to them, and release them
	 * @return emits what the reader emits, and ends as it ends; errors with a
	 * {@link io.losant4j.error.LosantException} when the stream does not open or its
	 * connection is lost
	 */
	public <R> Flux<R> stream(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return spec(this.http.streams()).accept(MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON)
			.exchangeToFlux((response) -> isEventStream(response) ? reader.apply(response.bodyToFlux(DataBuffer.class))
					: refuse(response))
			.onErrorMap(this::translate);
	}

	private static boolean isEventStream(ClientResponse response) {
		return response.headers().contentType().filter(MediaType.TEXT_EVENT_STREAM::isCompatibleWith).isPresent();
	}

	private <R> Flux<R> refuse(ClientResponse response) {
		String type = response.headers().contentType().map(MediaType::toString).orElse("no content type");
		return response.releaseBody()
			.thenMany(Flux
				.error(() -> new LosantDataException(name() + " answered with " + type + " instead of an event stream",
						null)));
	}

	private WebClient.ResponseSpec call() {
		// The links and actions of an answer are several times its size.
		query("_actions", false).query("_links", false).query("_embedded", true);
		return spec(this.login ? this.http.logins() : this.http.calls()).accept(MediaType.APPLICATION_JSON).retrieve();
	}

	private WebClient.RequestHeadersSpec<?> spec(WebClient client) {
		// A finished URI: expanding a template for each call costs a quarter of the call.
		WebClient.RequestBodySpec spec = client.method(this.method)
			.uri(URI.create(this.path + this.query))
			.attribute(ACTION, this.action)
			.attribute(URI_TEMPLATE, this.template);
		return (this.body != null) ? spec.contentType(MediaType.APPLICATION_JSON).bodyValue(this.body) : spec;
	}

	private LosantDataException withoutBody() {
		return new LosantDataException(name() + " answered without a body", null);
	}

	private Throwable translate(Throwable error) {
		Throwable failure = Failures.translate(name(), error);
		return (this.login && failure instanceof LosantDataException && failure.getCause() != null)
				? new LosantDataException(name() + " could not be read or written", null) : failure;
	}

	/**
	 * The name of this request in messages.
	 * @return the action and its URL template; no ids and no query
	 */
	public String name() {
		return describe(this.action, this.method, this.template);
	}

	/**
	 * The action and the URL template of a request, for messages; without query or ids.
	 */
	static String describe(ClientRequest request) {
		return describe(request.attribute(ACTION).orElse("A request"), request.method(),
				request.attribute(URI_TEMPLATE).orElse(""));
	}

	private static String describe(Object action, HttpMethod method, Object template) {
		return action + " " + method + " " + template;
	}

}
