package io.losant4j.http;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContext;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.ProxyProvider;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * The client's connections: a pool for calls, and one for streams, so that long-lived
 * streams never starve calls.
 */
final class Connections implements AutoCloseable {

	// Waiting costs about a kilobyte for each call; more callers than this have lost
	// control.
	private static final int MAX_WAITING = 20_000;

	private final List<ConnectionProvider> pools;

	private final ClientHttpConnector calls;

	private final ClientHttpConnector streams;

	private final OwnHeaders headers;

	Connections(boolean https, HttpOptions options, UnaryOperator<ConnectionProvider.Builder> customizer) {
		this.headers = new OwnHeaders(options);
		ConnectionProvider callPool = customizer
			.apply(ConnectionProvider.builder("losant-calls")
				.maxConnections(options.maxConnections())
				.pendingAcquireMaxCount(MAX_WAITING)
				.pendingAcquireTimeout(options.pendingAcquireTimeout())
				.maxIdleTime(options.maxIdleTime())
				.maxLifeTime(options.maxLifeTime())
				.evictInBackground(options.maxIdleTime()))
			.build();
		// A stream's connection is never used twice, so nothing idles here.
		ConnectionProvider streamPool = customizer
			.apply(ConnectionProvider.builder("losant-streams")
				.maxConnections(options.maxStreams())
				.pendingAcquireMaxCount(MAX_WAITING)
				.pendingAcquireTimeout(options.pendingAcquireTimeout())
				.maxIdleTime(Duration.ofSeconds(1)))
			.build();
		this.pools = List.of(callPool, streamPool);
		this.calls = new ReactorClientHttpConnector(
				this.headers.fixed(client(callPool, https, options), MediaType.APPLICATION_JSON_VALUE)
					.compress(true)
					.responseTimeout(options.responseTimeout()));
		// No response time-out here: it would end a stream that is merely idle. Errors
		// come
		// as JSON.
		this.streams = new ReactorClientHttpConnector(this.headers.fixed(client(streamPool, https, options),
				MediaType.TEXT_EVENT_STREAM_VALUE + ", " + MediaType.APPLICATION_JSON_VALUE));
	}

	private static HttpClient client(ConnectionProvider pool, boolean https, HttpOptions options) {
		HttpClient client = HttpClient.create(pool)
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(options.connectTimeout().toMillis()))
			// A redirect could carry the token to another host.
			.followRedirect(false)
			// It would send a command twice: what may be repeated is not for the wire to
			// decide.
			.disableRetry(true);
		if (https) {
			client = secure(client, options);
		}
		ProxyOptions proxy = options.proxy();
		return (proxy != null) ? client.proxy((spec) -> proxy(spec, proxy, options.connectTimeout())) : client;
	}

	private static HttpClient secure(HttpClient client, HttpOptions options) {
		SslContext tls = tls(options);
		HttpClient secure = client.secure((spec) -> spec.sslContext(tls).handshakeTimeout(options.connectTimeout()));
		return options.http2() ? secure.protocol(HttpProtocol.H2, HttpProtocol.HTTP11) : secure;
	}

	private static SslContext tls(HttpOptions options) {
		ApplicationProtocolConfig protocols = new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
				ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
				ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT, ApplicationProtocolNames.HTTP_2,
				ApplicationProtocolNames.HTTP_1_1);
		try {
			SSLContext own = options.sslContext();
			// Whoever brings a context may have narrowed its ciphers and versions.
			SSLParameters narrowed = (own != null) ? own.getDefaultSSLParameters() : new SSLParameters();
			return new JdkSslContext((own != null) ? own : SSLContext.getDefault(), true,
					(own != null) ? List.of(narrowed.getCipherSuites()) : null, IdentityCipherSuiteFilter.INSTANCE,
					options.http2() ? protocols : ApplicationProtocolConfig.DISABLED, ClientAuth.NONE,
					narrowed.getProtocols(), false);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("The JVM has no usable TLS", ex);
		}
	}

	private static void proxy(ProxyProvider.TypeSpec spec, ProxyOptions options, Duration connectTimeout) {
		ProxyProvider.Builder proxy = spec.type(ProxyProvider.Proxy.HTTP)
			.host(options.host())
			.port(options.port())
			.connectTimeoutMillis(connectTimeout.toMillis());
		String password = options.password();
		if (options.username() != null && password != null) {
			proxy.username(options.username()).password((username) -> password);
		}
	}

	ClientHttpConnector calls() {
		return this.calls;
	}

	ClientHttpConnector streams() {
		return this.streams;
	}

	OwnHeaders headers() {
		return this.headers;
	}

	@Override
	public void close() {
		this.pools.forEach(ConnectionProvider::dispose);
	}

}
