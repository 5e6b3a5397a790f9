package io.losant4j.http;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantDataException;
import io.losant4j.error.LosantException;
import io.netty.handler.timeout.ReadTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import tools.jackson.core.JacksonException;

import org.springframework.core.codec.CodecException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.web.reactive.function.UnsupportedMediaTypeException;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Says what went wrong below an action in the library's own words.
 */
final class Failures {

	private Failures() {
	}

	static Throwable translate(String action, Throwable error) {
		if (error instanceof LosantException) {
			return error;
		}
		Throwable cause = underneath(error);
		if (cause instanceof PoolAcquireTimeoutException || cause instanceof PoolAcquirePendingLimitException) {
			return new LosantConnectionException(
					action + " was not sent: the client is saturated, all its connections are in use", cause);
		}
		if (cause instanceof ReadTimeoutException || cause instanceof TimeoutException) {
			return new LosantConnectionException(action + " got no answer in time", cause);
		}
		if (cause instanceof CodecException || cause instanceof DataBufferLimitException
				|| cause instanceof UnsupportedMediaTypeException || cause instanceof JacksonException) {
			return new LosantDataException(action + " could not be read or written: " + cause.getMessage(), cause);
		}
		if (cause instanceof IOException || error instanceof WebClientRequestException) {
			return new LosantConnectionException(action + " lost its connection: " + cause.getMessage(), cause);
		}
		return error;
	}

	private static Throwable underneath(Throwable error) {
		boolean wrapped = error instanceof WebClientRequestException || error instanceof WebClientResponseException;
		return (wrapped && error.getCause() != null) ? error.getCause() : error;
	}

}
