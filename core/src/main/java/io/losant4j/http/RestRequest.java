package io.losant4j.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.reactive.function.BodyExtractors;
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

	private static final Set<HttpMethod> REPEATABLE = Set.of(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE);

	// The links and actions of an answer are several times its size.
	static final String CHEAPEST_FORM = "_actions=false&_links=false&_embedded=true";

	private final LosantHttp http;

	private final HttpMethod method;

	private final String action;

	private final RestResource.Target target;

	private final StringBuilder query = new StringBuilder();

	private @Nullable Object body;

	private boolean login;

	private boolean repeatable;

	RestRequest(LosantHttp http, HttpMethod method, String action, RestResource.Target target) {
		this.http = http;
		this.method = method;
		this.action = action;
		this.target = target;
		this.repeatable = REPEATABLE.contains(method);
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
	 * Makes the request a login: it carries no token, and an error answer that quotes its
	 * body is not quoted in turn.
	 * @return this request
	 */
	public RestRequest login() {
		this.login = true;
		return this;
	}

	/**
	 * Tells whether it does no harm when Losant processes the request twice, so that it
	 * may be made again when nobody knows whether it was processed. Unless told, GET,
	 * PATCH and DELETE may, and POST may not.
	 * @param harmless whether it does no harm
	 * @return this request
	 */
	public RestRequest repeatable(boolean harmless) {
		this.repeatable = harmless;
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
		return exchange((answer, call) -> required(call, this.http.bodies().read(call, answer, type)));
	}

	/**
	 * Retrieves an answer that may have no body, as status 204 has none.
	 * @param <T> the type of the answer
	 * @param type the type of the answer
	 * @return emits the answer if there is one and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Mono<T> retrieveIfAny(Class<T> type) {
		return (type == Void.class) ? retrieveNothing().cast(type)
				: exchange((answer, call) -> this.http.bodies().read(call, answer, type));
	}

	/**
	 * Retrieves an answer whose type only its body tells.
	 * @param <T> the type of the answer
	 * @param type tells the type from the body
	 * @return emits the answer and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Mono<T> retrieve(Function<JsonNode, Class<? extends T>> type) {
		return exchange((answer, call) -> required(call,
				this.http.bodies()
					.read(call, answer, JsonNode.class)
					.<T>map((body) -> this.http.read(body, type.apply(body)))));
	}

	/**
	 * Retrieves an answer that is a JSON array. It is read to its end before anything is
	 * emitted: only a whole answer can be told from one that must be asked for again, and
	 * a slow subscriber holds no connection.
	 * @param <T> the type of an element
	 * @param type the type of an element
	 * @return emits the elements in the answer's order and completes; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public <T> Flux<T> retrieveMany(Class<T> type) {
		return exchange((answer, call) -> this.http.bodies().readList(call, answer, type))
			.flatMapIterable((elements) -> elements);
	}

	/**
	 * Retrieves an answer that says no more than that the action succeeded.
	 * @return completes when the answer is there; errors with a
	 * {@link io.losant4j.error.LosantException}
	 */
	public Mono<Void> retrieveNothing() {
		// The status has said it all: it is no error when the body is lost.
		return exchange((answer, call) -> JsonBodies.skip(answer).onErrorComplete());
	}

	/**
	 * Opens a stream of server-sent events, on a connection of the pool for streams. It
	 * is attempted once; who re-connects a stream knows better when.
	 * @param <R> what the reader makes of the stream
	 * @param reader applied to the body's buffers at the moment when the stream is open;
	 * it must subscribe to them, and release them
	 * @return emits what the reader emits, and ends as it ends; errors with a
	 * {@link io.losant4j.error.LosantException} when the stream does not open or its
	 * connection is lost
	 */
	public <R> Flux<R> stream(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return Flux.defer(() -> {
			Call call = call();
			return answer(this.http.streams(), URI.create(this.target.url() + this.query), call)
				.flatMapMany((answer) -> JsonBodies.is(answer, MediaType.TEXT_EVENT_STREAM::isCompatibleWith)
						? reader.apply(JsonBodies.body(answer)) : refuse(call, answer))
				.onErrorMap((error) -> Failures.translate(call, error));
		});
	}

	private static <R> Flux<R> refuse(Call call, ResponseEntity<Flux<DataBuffer>> answer) {
		String type = Objects.requireNonNullElse(JsonBodies.type(answer), "no content type");
		return JsonBodies.skip(answer)
			.thenMany(Flux.error(() -> new LosantDataException(call.failed(),
					"answered with " + type + " instead of an event stream", null)));
	}

	private <T> Mono<T> exchange(BiFunction<ResponseEntity<Flux<DataBuffer>>, Call, Mono<T>> reader) {
		// A finished URI: expanding a template for each call costs a quarter of the call.
		URI uri = this.query.isEmpty() ? this.target.plain()
				: URI.create(this.target.url() + this.query + '&' + CHEAPEST_FORM);
		WebClient client = this.login ? this.http.logins() : this.http.calls();
		return Mono.defer(() -> {
			Call call = call();
			return this.http.retries()
				.around(call, answer(client, uri, call).flatMap((answer) -> reader.apply(answer, call)));
		});
	}

	private static <T> Mono<T> required(Call call, Mono<T> body) {
		return body
			.switchIfEmpty(Mono.error(() -> new LosantDataException(call.failed(), "answered without a body", null)));
	}

	private Call call() {
		return new Call(this.action, this.method, this.target.template(), this.repeatable,
				this.login ? this.body : null, this.http::isClosed);
	}

	/**
	 * Retrieved, not exchanged: whoever exchanges has the body read once more, to see
	 * that nothing is left of it, and each of our readers takes it all, or cancels it.
	 */
	private Mono<ResponseEntity<Flux<DataBuffer>>> answer(WebClient client, URI uri, Call call) {
		WebClient.RequestBodySpec spec = client.method(this.method)
			.uri(uri)
			.attribute(Call.ATTRIBUTE, call)
			.attribute(CallInfo.ATTRIBUTE, call.info())
			.attribute(URI_TEMPLATE, this.target.template())
			.httpRequest((request) -> {
				call.write();
				this.http.headers().write(request, call.token(), this.body != null);
			});
		return ((this.body != null) ? spec.body(this.http.bodies().of(this.body)) : spec).retrieve()
			.toEntityFlux(BodyExtractors.toDataBuffers());
	}

	/**
	 * The name of this request in messages.
	 * @return the action and its URL template; no ids and no query
	 */
	public String name() {
		return this.action + " " + this.method + " " + this.target.template();
	}

}
