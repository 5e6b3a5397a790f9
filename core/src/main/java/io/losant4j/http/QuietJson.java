package io.losant4j.http;

import java.util.Map;

import org.apache.commons.logging.impl.NoOpLog;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;
import org.springframework.core.codec.AbstractDecoder;
import org.springframework.core.codec.AbstractEncoder;
import org.springframework.core.codec.Hints;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.util.MimeType;

/**
 * Spring's codecs without their logging, which shows bodies: the answer to a login is a
 * token, and what other bodies hold only the application knows.
 */
final class QuietJson {

	private QuietJson() {
	}

	/** Silences a codec that lets itself be silenced. */
	static void silence(Object codec) {
		if (codec instanceof AbstractDecoder<?> decoder) {
			decoder.setLogger(new NoOpLog());
		}
		else if (codec instanceof AbstractEncoder<?> encoder) {
			encoder.setLogger(new NoOpLog());
		}
	}

	private static Map<String, Object> quiet(@Nullable Map<String, Object> hints) {
		return Hints.merge((hints != null) ? hints : Hints.none(), Hints.SUPPRESS_LOGGING_HINT, true);
	}

	static final class Decoder extends JacksonJsonDecoder {

		Decoder(JsonMapper json) {
			super(json);
		}

		@Override
		public Flux<Object> decode(Publisher<DataBuffer> input, ResolvableType type, @Nullable MimeType mime,
				@Nullable Map<String, Object> hints) {
			return super.decode(input, type, mime, quiet(hints));
		}

		@Override
		public Mono<Object> decodeToMono(Publisher<DataBuffer> input, ResolvableType type, @Nullable MimeType mime,
				@Nullable Map<String, Object> hints) {
			return super.decodeToMono(input, type, mime, quiet(hints));
		}

	}

	static final class Encoder extends JacksonJsonEncoder {

		private final JsonMapper json;

		Encoder(JsonMapper json) {
			super(json);
			this.json = json;
		}

		@Override
		public Flux<DataBuffer> encode(Publisher<?> input, DataBufferFactory buffers, ResolvableType type,
				@Nullable MimeType mime, @Nullable Map<String, Object> hints) {
			return (input instanceof Mono<?> one)
					? one.map((value) -> encodeValue(value, buffers, type, mime, hints)).flux()
					: super.encode(input, buffers, type, mime, quiet(hints));
		}

		/**
		 * By the mapper itself, which uses its working buffers again; Spring's generator
		 * takes 16 KB anew for each body.
		 */
		@Override
		public DataBuffer encodeValue(Object value, DataBufferFactory buffers, ResolvableType type,
				@Nullable MimeType mime, @Nullable Map<String, Object> hints) {
			return buffers.wrap(this.json.writeValueAsBytes(value));
		}

	}

}
