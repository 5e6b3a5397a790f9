package io.losant4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import io.losant4j.auth.Credentials;
import io.losant4j.error.LosantConnectionException;
import io.netty.handler.ssl.SslContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.reactive.function.client.WebClient;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Losant with a certificate of its own, made for {@code localhost} a moment ago.
 */
class TlsTest {

	private static final char[] PASSWORD = "changeit".toCharArray();

	@TempDir
	private static Path directory;

	private static DisposableServer losant;

	private static SSLContext trusting;

	@BeforeAll
	static void start() throws IOException, InterruptedException, GeneralSecurityException {
		KeyStore store = certificate(directory.resolve("losant.p12"));
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD);
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store);
		trusting = SSLContext.getInstance("TLS");
		trusting.init(null, trust.getTrustManagers(), null);
		SslContext tls = Http2SslContextSpec.forServer(keys).sslContext();
		losant = HttpServer.create()
			.port(0)
			.protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
			.secure((spec) -> spec.sslContext(tls))
			.handle((request, response) -> {
				Mono<String> version = Mono.just("{\"version\":\"" + request.protocol() + "\"}");
				return request.uri().startsWith("/there") ? response.sse().sendString(version)
						: response.header("Content-Type", "application/json").sendString(version);
			})
			.bindNow();
	}

	@AfterAll
	static void stop() {
		losant.disposeNow();
	}

	/**
	 * As {@code keytool} is part of every JDK, no key has to be kept among the sources.
	 */
	private static KeyStore certificate(Path file) throws IOException, InterruptedException, GeneralSecurityException {
		int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass",
				String.valueOf(PASSWORD), "-alias", "losant", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-validity", "1")
			.inheritIO()
			.start()
			.waitFor();
		assertThat(exit).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(file)) {
			keys.load(input, PASSWORD);
		}
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("losant", keys.getKey("losant", PASSWORD), PASSWORD, keys.getCertificateChain("losant"));
		store.setCertificateEntry("trusted", keys.getCertificate("losant"));
		return store;
	}

	@ParameterizedTest
	@CsvSource({ "false, HTTP/1.1", "true, HTTP/2.0" })
	void speaksTheVersionThatWasChosenToAServerThatItTrusts(boolean http2, String version) {
		try (LosantHttp http = http("localhost", HttpOptions.defaults().withSslContext(trusting).withHttp2(http2))) {
			StepVerifier.create(call(http))
				.assertNext((answer) -> assertThat(answer.version()).isEqualTo(version))
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void streamsSpeakItToo() {
		try (LosantHttp http = http("localhost", HttpOptions.defaults().withSslContext(trusting).withHttp2(true))) {
			StepVerifier
				.create(http.resource("/there")
					.get("there.stream", "")
					.stream((body) -> body.map(TlsTest::text))
					.reduce(String::concat))
				.expectNext("{\"version\":\"HTTP/2.0\"}")
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	private static String text(DataBuffer buffer) {
		String text = buffer.toString(StandardCharsets.UTF_8);
		DataBufferUtils.release(buffer);
		return text;
	}

	@Test
	void sendsNothingToAServerThatItDoesNotTrust() {
		assertRefused("localhost", HttpOptions.defaults());
	}

	@Test
	void sendsNothingToAServerOfAnotherName() {
		assertRefused("127.0.0.1", HttpOptions.defaults().withSslContext(trusting));
	}

	private static void assertRefused(String host, HttpOptions options) {
		try (LosantHttp http = http(host, options)) {
			StepVerifier.create(call(http))
				.expectErrorSatisfies(
						(error) -> assertThat(error).isInstanceOfSatisfying(LosantConnectionException.class, (lost) -> {
							assertThat(lost.mayBeProcessed()).isFalse();
							assertThat(lost.request().orElseThrow().attempts()).isOne();
						})
							.hasMessageContaining("was not sent: the server is not trusted")
							.hasCauseInstanceOf(SSLException.class))
				.verify(TIMEOUT);
		}
	}

	private static Mono<Answer> call(LosantHttp http) {
		return http.resource("/here").post("here.post", "").body(new Answer("?")).retrieve(Answer.class);
	}

	private static LosantHttp http(String host, HttpOptions options) {
		return LosantHttp.create("https://" + host + ":" + losant.port(), Credentials.accessToken("token"), options,
				RetryPolicy.defaults(), WebClient.builder());
	}

	record Answer(String version) {
	}

}
