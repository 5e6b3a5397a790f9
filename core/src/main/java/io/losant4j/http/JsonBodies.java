package io.losant4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.losant4j.error.LosantDataException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * The bodies of requests and answers, written and read by the client's own mapper. No
 * codec of Spring's has a part in it: they log what a body holds, which may be a token,
 * and an application's {@code WebClient.Builder} could change them.
 */
final class JsonBodies {

	private static final int MOST_SKIPPED = 64 * 1024;

	private final JsonMapper json;

	private final int maxSize;

	/**
	 * Sets the bodies up.
	 * @param maxSize the most bytes of an answer
	 */
	JsonBodies(JsonMapper json, int maxSize) {
		this.json = json;
		this.maxSize = maxSize;
	}

	/** Writes a value, anew for each request. */
	BodyInserter<Object, ClientHttpRequest> of(Object value) {
		return (request, context) -> {
			request.getHeaders().setContentType(MediaType.APPLICATION_JSON);
			return request
				.writeWith(Mono.fromSupplier(() -> request.bufferFactory().wrap(this.json.writeValueAsBytes(value))));
		};
	}

	/** Reads an answer, if it has a body; {@code String} takes it as it is. */
	<T> Mono<T> read(Call call, ClientResponse answer, Class<T> type) {
		if (type == String.class) {
			return body(answer).map((body) -> type.cast(text(body)));
		}
		return read(call, answer, this.json.readerFor(type));
	}

	/** Reads an answer that is an array, if it has a body. */
	<T> Mono<List<T>> readList(Call call, ClientResponse answer, Class<T> type) {
		return read(call, answer, this.json.readerForListOf(type));
	}

	private <T> Mono<T> read(Call call, ClientResponse answer, ObjectReader reader) {
		MediaType type = answer.headers().contentType().orElse(MediaType.APPLICATION_JSON);
		if (!isJson(type)) {
			return skip(answer).then(Mono.error(
					() -> new LosantDataException(call.failed(), "answered with " + type + " instead of JSON", null)));
		}
		return body(answer).mapNotNull((body) -> {
			try (InputStream input = body.asInputStream(true)) {
				return reader.readValue(input);
			}
			catch (IOException ex) {
				throw new IllegalStateException("a buffer in memory cannot fail", ex);
			}
		});
	}

	/** Skips a body, so that its connection can be used again, if that is worth it. */
	static Mono<Void> skip(ClientResponse answer) {
		return answer.body(BodyExtractors.toDataBuffers()).map((buffer) -> {
			int size = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			return size;
		}).scan(Integer::sum).takeUntil((skipped) -> skipped > MOST_SKIPPED).then();
	}

	private static boolean isJson(MediaType type) {
		return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
	}

	private Mono<DataBuffer> body(ClientResponse answer) {
		return DataBufferUtils.join(answer.body(BodyExtractors.toDataBuffers()), this.maxSize);
	}

	private static String text(DataBuffer body) {
		try {
			return body.toString(StandardCharsets.UTF_8);
		}
		finally {
			DataBufferUtils.release(body);
		}
	}

}
