package io.losant4j.stream;

import java.util.function.Function;

import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Opens the response whose body is the stream. What it opens, its subscriber owns.
 */
@FunctionalInterface
public interface Connector {

	/**
	 * Makes one connection attempt for each subscription. When the headers of a 200
	 * answer with the content type {@code text/event-stream} are in, the reader is
	 * applied, once, to the body's buffers; that moment is the moment of "opened".
	 * <p>
	 * The flux that the reader returns subscribes to the body as soon as it is subscribed
	 * itself, whatever its demand, and releases every buffer; the connector subscribes to
	 * it at once.
	 * @param <R> what the reader makes of the body
	 * @param reader reads the body
	 * @return emits what the reader emits; completes when the body ends; errors with
	 * {@link io.losant4j.error.LosantApiException} on any other status,
	 * {@link io.losant4j.error.LosantDataException} on any other content type, and
	 * {@link io.losant4j.error.LosantConnectionException} when there is no answer or the
	 * connection breaks. Cancelling it closes the connection
	 */
	<R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader);

}
