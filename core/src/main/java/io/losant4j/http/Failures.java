package io.losant4j.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import io.losant4j.error.LosantDataException;
import io.losant4j.error.LosantException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.timeout.ReadTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;
import reactor.netty.internal.shaded.reactor.pool.PoolShutdownException;
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

	static Throwable translate(Call call, Throwable error) {
		Throwable cause = underneath(error);
		if (cause instanceof LosantException) {
			return cause;
		}
		if (cause instanceof PoolAcquireTimeoutException || cause instanceof PoolAcquirePendingLimitException) {
			return call.lostForGood("was not sent: the client is saturated, all its connections are in use", true,
					cause);
		}
		if (cause instanceof PoolShutdownException) {
			return call.closed();
		}
		if (cause instanceof ProxyConnectException) {
			return call.lost("was not sent: the proxy did not let it through: " + cause.getMessage(), true, cause);
		}
		if (cause instanceof ReadTimeoutException || cause instanceof TimeoutException) {
			return call.lost("got no answer in time", false, cause);
		}
		if (cause instanceof DataBufferLimitException || cause instanceof UnsupportedMediaTypeException
				|| cause instanceof DecompressionException) {
			return new LosantDataException(call.failed(), "could not be read: " + cause.getMessage(), cause);
		}
		if (cause instanceof CodecException || cause instanceof JacksonException) {
			return new LosantDataException(call.failed(), "could not be read or written" + where(cause), null);
		}
		if (isOfACertificate(cause)) {
			return call.lostForGood("was not sent: the server is not trusted: " + words(cause), true, cause);
		}
		if (cause instanceof IOException || cause instanceof Http2Exception || cause instanceof AbortedException) {
			return call.lost("lost its connection: " + words(cause), isBeforeWritten(cause), cause);
		}
		// Nothing of the network's: it would fail again.
		return (error instanceof WebClientRequestException)
				? call.lostForGood("failed with " + cause.getClass().getSimpleName(), false, cause) : cause;
	}

	private static Throwable underneath(Throwable error) {
		boolean wrapped = error instanceof WebClientRequestException || error instanceof WebClientResponseException
				|| error instanceof DecoderException;
		return (wrapped && error.getCause() != null) ? underneath(error.getCause()) : error;
	}

	private static boolean isOfACertificate(Throwable cause) {
		return cause instanceof SSLException && Stream.iterate(cause, Objects::nonNull, Throwable::getCause)
			.anyMatch(GeneralSecurityException.class::isInstance);
	}

	private static String words(Throwable cause) {
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

	private static boolean isBeforeWritten(Throwable cause) {
		return cause instanceof AbortedException
				&& String.valueOf(cause.getMessage()).equals(AbortedException.beforeSend().getMessage());
	}

	// Jackson quotes the value that it stumbled upon, which may be a secret.
	private static String where(@Nullable Throwable cause) {
		Throwable json = (cause instanceof CodecException) ? cause.getCause() : cause;
		return (json instanceof JacksonException reading && !reading.getPath().isEmpty())
				? ", at " + reading.getPathReference() : "";
	}

}
