package io.losant4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.losant4j.error.LosantDataException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;

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
		return (request, context) -> request
			.writeWith(Mono.fromSupplier(() -> request.bufferFactory().wrap(this.json.writeValueAsBytes(value))));
	}

	/** Reads an answer, if it has a body; {@code String} takes it as it is. */
	<T> Mono<T> read(Call call, ResponseEntity<Flux<DataBuffer>> answer, Class<T> type) {
		if (type == String.class) {
			return whole(answer).map((body) -> type.cast(text(body)));
		}
		return read(call, answer, this.json.constructType(type));
	}

	/** Reads an answer that is an array, if it has a body. */
	<T> Mono<List<T>> readList(Call call, ResponseEntity<Flux<DataBuffer>> answer, Class<T> type) {
		return read(call, answer, this.json.getTypeFactory().constructCollectionType(List.class, type));
	}

	private <T> Mono<T> read(Call call, ResponseEntity<Flux<DataBuffer>> answer, JavaType value) {
		String type = type(answer);
		if (type != null && !is(answer, JsonBodies::isJson)) {
			return skip(answer).then(Mono.error(
					() -> new LosantDataException(call.failed(), "answered with " + type + " instead of JSON", null)));
		}
		return whole(answer).mapNotNull((body) -> {
			try (InputStream input = body.asInputStream(true)) {
				return this.json.readValue(input, value);
			}
			catch (IOException ex) {
				throw new IllegalStateException("a buffer in memory cannot fail", ex);
			}
		});
	}

	/** Skips a body, so that its connection can be used again, if that is worth it. */
	static Mono<Void> skip(ResponseEntity<Flux<DataBuffer>> answer) {
		AtomicInteger skipped = new AtomicInteger();
		return body(answer).handle((buffer, sink) -> {
			int size = buffer.readableByteCount();
			DataBufferUtils.release(buffer);
			if (skipped.addAndGet(size) > MOST_SKIPPED) {
				sink.complete();
			}
		}).then();
	}

	/** What an answer says to be, in its own words, if it says so. */
	static @Nullable String type(ResponseEntity<?> answer) {
		return answer.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
	}

	/**
	 * Whether an answer is of such a type. What is no type at all must not throw: the
	 * connection of an answer whose body nobody has asked for would not be closed.
	 */
	static boolean is(ResponseEntity<?> answer, Predicate<MediaType> expected) {
		try {
			MediaType type = answer.getHeaders().getContentType();
			return type != null && expected.test(type);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static boolean isJson(MediaType type) {
		return type.getSubtype().equals("json") || type.getSubtype().endsWith("+json");
	}

	/** The buffers of an answer's body; they are to be released. */
	static Flux<DataBuffer> body(ResponseEntity<Flux<DataBuffer>> answer) {
		return Objects.requireNonNull(answer.getBody(), "Spring answers with a body, if an empty one");
	}

	private Mono<DataBuffer> whole(ResponseEntity<Flux<DataBuffer>> answer) {
		return DataBufferUtils.join(body(answer), this.maxSize);
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
