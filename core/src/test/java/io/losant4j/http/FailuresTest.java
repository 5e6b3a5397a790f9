package io.losant4j.http;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import io.losant4j.error.LosantConnectionException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.channel.AbortedException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What became of a request that was on its way when the connector failed.
 */
class FailuresTest {

	private final Call call = new Call("device.get", HttpMethod.GET, "/devices/{deviceId}", true, null, () -> false);

	static Stream<Arguments> tellsWhatHappenedAndWhetherItMayPass() {
		SSLException certificate = new SSLHandshakeException("no good");
		certificate.initCause(new CertificateException("No name matching"));
		return Stream.of(arguments(new IOException("reset"), "lost its connection: reset", true, true),
				arguments(new ClosedChannelException(), "lost its connection: ClosedChannelException", true, true),
				arguments(new Http2Exception(Http2Error.CANCEL, "gone"), "lost its connection: gone", true, true),
				arguments(AbortedException.beforeSend(),
						"lost its connection: " + AbortedException.beforeSend().getMessage(), false, true),
				arguments(new AbortedException("reset"), "lost its connection: reset", true, true),
				arguments(new SSLException("reset"), "lost its connection: reset", true, true),
				arguments(certificate, "was not sent: the server is not trusted: no good", false, false),
				arguments(new DecoderException(certificate), "was not sent: the server is not trusted: no good", false,
						false),
				arguments(new DecoderException("no HTTP"), "failed with DecoderException", true, false),
				arguments(new IllegalStateException(), "failed with IllegalStateException", true, false));
	}

	@ParameterizedTest
	@MethodSource
	void tellsWhatHappenedAndWhetherItMayPass(Throwable cause, String message, boolean mayBeProcessed,
			boolean mayPass) {
		this.call.attempt();
		this.call.write();

		Throwable failure = Failures.translate(this.call, new WebClientRequestException(cause, HttpMethod.GET,
				URI.create("http://localhost"), HttpHeaders.EMPTY));

		assertThat(failure).isInstanceOfSatisfying(LosantConnectionException.class, (lost) -> {
			assertThat(lost).hasMessage("device.get GET /devices/{deviceId} " + message);
			assertThat(lost.mayBeProcessed()).isEqualTo(mayBeProcessed);
			assertThat(this.call.mayRepeatAfter(lost)).isEqualTo(mayPass);
		});
	}

}
