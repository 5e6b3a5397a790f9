package io.losant4j.spring.boot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;

import io.losant4j.LosantCall;
import io.losant4j.LosantClient;
import io.losant4j.error.LosantConnectionException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A client whose TLS is a bundle, before a server whose certificate was made a moment
 * ago.
 */
class SslBundleTest {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static final AtomicInteger connections = new AtomicInteger();

	@TempDir
	@SuppressWarnings("NullAway.Init") // set by JUnit
	private static Path directory;

	@SuppressWarnings("NullAway.Init") // set before all tests
	private static KeyStore trust;

	@SuppressWarnings("NullAway.Init") // set before all tests
	private static DisposableServer losant;

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LosantAutoConfiguration.class))
		.withBean(DefaultSslBundleRegistry.class, () -> this.bundles)
		.withPropertyValues("losant.access-token=token", "losant.http.ssl.bundle=losant",
				"losant.http.max-connections=1", "losant.retry.max-attempts=1",
				"losant.base-url=https://localhost:" + losant.port());

	@BeforeAll
	static void start() throws IOException, InterruptedException, GeneralSecurityException {
		KeyStore keys = certificate(directory.resolve("losant.p12"));
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(keys, PASSWORD);
		trust = KeyStore.getInstance("PKCS12");
		trust.load(null, null);
		trust.setCertificateEntry("losant", keys.getCertificate("losant"));
		SslContext tls = SslContextBuilder.forServer(factory).build();
		losant = HttpServer.create()
			.port(0)
			.secure((spec) -> spec.sslContext(tls))
			.doOnChannelInit((observer, channel, address) -> connections.incrementAndGet())
			.handle((request, response) -> {
				response.header("Content-Type", "application/json")
					.withConnection((connection) -> response.header("X-Protocol",
							Objects.requireNonNull(connection.channel().pipeline().get(SslHandler.class))
								.engine()
								.getSession()
								.getProtocol()));
				return response.sendString(Mono.just(String.valueOf(response.responseHeaders().get("X-Protocol"))));
			})
			.bindNow();
	}

	@AfterAll
	static void stop() {
		losant.disposeNow();
	}

	private static KeyStore certificate(Path file) throws IOException, InterruptedException, GeneralSecurityException {
		int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass",
				String.valueOf(PASSWORD), "-alias", "losant", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-validity", "1")
			.start()
			.waitFor();
		assertThat(exit).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream input = Files.newInputStream(file)) {
			keys.load(input, PASSWORD);
		}
		return keys;
	}

	@Test
	void newConnectionsUseWhatWasReloaded() {
		this.bundles.registerBundle("losant", SslBundle.systemDefault());
		this.runner.run((context) -> {
			LosantClient client = context.getBean(LosantClient.class);
			StepVerifier.create(protocol(client))
				.expectError(LosantConnectionException.class)
				.verify(Duration.ofSeconds(20));

			this.bundles.updateBundle("losant", trusting(null));

			assertProtocol(client, "TLSv1.3");
		});
	}

	@Test
	void aCertificateForAnotherHostIsRefused() {
		this.bundles.registerBundle("losant", trusting(null));
		this.runner.withPropertyValues("losant.base-url=https://127.0.0.1:" + losant.port())
			.run((context) -> StepVerifier.create(protocol(context.getBean(LosantClient.class)))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(LosantConnectionException.class)
					.hasRootCauseInstanceOf(CertificateException.class))
				.verify(Duration.ofSeconds(20)));
	}

	@Test
	void openConnectionsLiveOn() {
		this.bundles.registerBundle("losant", trusting(null));
		this.runner.run((context) -> {
			LosantClient client = context.getBean(LosantClient.class);
			assertProtocol(client, "TLSv1.3");
			int before = connections.get();

			this.bundles.updateBundle("losant", SslBundle.systemDefault());

			assertProtocol(client, "TLSv1.3");
			assertThat(connections).hasValue(before);
		});
	}

	@Test
	void theOptionsOfTheBundleAreKept() {
		this.bundles.registerBundle("losant",
				trusting(SslOptions.of(Set.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"), Set.of("TLSv1.2"))));
		this.runner.run((context) -> assertProtocol(context.getBean(LosantClient.class), "TLSv1.2"));
	}

	@Test
	void clientsWithANameHaveBundlesOfTheirOwn() {
		this.bundles.registerBundle("losant", SslBundle.systemDefault());
		this.bundles.registerBundle("berlin", trusting(null));
		this.runner
			.withPropertyValues("losant.clients.berlin.base-url=https://localhost:" + losant.port(),
					"losant.clients.berlin.access-token=token", "losant.clients.berlin.http.ssl.bundle=berlin")
			.run((context) -> assertProtocol(context.getBean("berlinLosantClient", LosantClient.class), "TLSv1.3"));
	}

	private static SslBundle trusting(@Nullable SslOptions options) {
		return SslBundle.of(SslStoreBundle.of(null, null, trust), SslBundleKey.NONE, options);
	}

	private static void assertProtocol(LosantClient client, String protocol) {
		StepVerifier.create(protocol(client)).expectNext(protocol).expectComplete().verify(Duration.ofSeconds(20));
	}

	private static Mono<String> protocol(LosantClient client) {
		return client.call(LosantCall.get("/protocol", String.class));
	}

}
