package io.losant4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import io.losant4j.error.LosantApiException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Turns every answer that is not a success into a {@link LosantApiException}. The last of
 * all filters: what it sees is what goes out.
 */
final class ErrorFilter implements ExchangeFilterFunction {

	// Losant's errors are a few hundred bytes; a proxy's page is not worth more than
	// this.
	private static final int MAX_BODY = 64 * 1024;

	private static final int MAX_TYPE = 100;

	private static final int MAX_MESSAGE = 1_000;

	private final JsonMapper json;

	private final Clock clock;

	ErrorFilter(JsonMapper json, Clock clock) {
		this.json = json;
		this.clock = clock;
	}

	@Override
	public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
		Call call = Call.of(request);
		call.attempt();
		return next.exchange(request)
			.flatMap((response) -> response.statusCode().is2xxSuccessful() ? accepted(call, response)
					: error(call, response));
	}

	private static Mono<ClientResponse> accepted(Call call, ClientResponse response) {
		call.accepted();
		return Mono.just(response);
	}

	private Mono<ClientResponse> error(Call call, ClientResponse response) {
		return DataBufferUtils.join(response.body(BodyExtractors.toDataBuffers()), MAX_BODY)
			.map(this::read)
			// A body that cannot be read must not hide the status.
			.onErrorReturn(ErrorBody.NONE)
			.defaultIfEmpty(ErrorBody.NONE)
			.flatMap((body) -> Mono.error(error(call, response, body, secrets(call))));
	}

	private LosantApiException error(Call call, ClientResponse response, ErrorBody body, List<String> secrets) {
		call.answered(response.statusCode().value());
		String wait = response.headers().asHttpHeaders().getFirst(HttpHeaders.RETRY_AFTER);
		return new LosantApiException(call.failed(), response.statusCode().value(),
				ErrorText.clean(body.type(), MAX_TYPE, secrets), ErrorText.clean(body.message(), MAX_MESSAGE, secrets),
				RetryAfter.parse(wait, this.clock));
	}

	/** What a server may repeat, and an error must not. */
	private List<String> secrets(Call call) {
		Stream<String> token = Stream.ofNullable(call.token());
		JsonNode login = this.json.valueToTree(call.secret());
		return Stream
			.concat(token, login.valueStream().filter(JsonNode::isString).map((field) -> field.stringValue("")))
			.toList();
	}

	private ErrorBody read(DataBuffer body) {
		try (InputStream input = body.asInputStream(true)) {
			return this.json.readValue(input, ErrorBody.class);
		}
		catch (JacksonException | IOException ex) {
			return ErrorBody.NONE;
		}
	}

	record ErrorBody(@Nullable String type, @Nullable String message) {

		static final ErrorBody NONE = new ErrorBody(null, null);

	}

}
