package io.losant4j.http;

import java.time.Duration;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

/**
 * How the client uses HTTP: time-outs, pools, limits and headers. Immutable; start from
 * {@link #defaults()} and change what differs.
 *
 * @param connectTimeout the longest time to establish a connection, TLS included; at most
 * 1 day
 * @param responseTimeout the longest silence of the server while an answer is awaited or
 * read; streams have a limit of their own
 * @param maxConnections the most connections for calls at once
 * @param maxStreams the most connections for streams at once; streams have a pool of
 * their own, so that they never starve calls
 * @param pendingAcquireTimeout the longest wait for a free connection
 * @param maxIdleTime the longest time that a connection waits for its next call; should
 * be below the idle time-out of every load balancer on the way, so that no call begins on
 * a connection that the other side has dropped
 * @param maxLifeTime the longest time that a connection is used for calls
 * @param maxResponseSize the largest answer that is read, in bytes
 * @param acceptVersion the range of API versions that is asked for in the
 * {@code Accept-Version} header
 * @param losantDomain the value of Losant's domain header, or {@code null} for none;
 * rarely needed
 * @param http2 whether HTTP/2 is offered, with TLS only
 * @param proxy the proxy that connections go through, or {@code null} for none
 * @param sslContext the keys and the trust of TLS, or {@code null} for the JVM's own
 * @param plainHttp whether a base URL without TLS is taken for a host that is not
 * loopback, where everybody on the way can read and change what is sent
 */
public record HttpOptions(Duration connectTimeout, Duration responseTimeout, int maxConnections, int maxStreams,
		Duration pendingAcquireTimeout, Duration maxIdleTime, Duration maxLifeTime, int maxResponseSize,
		String acceptVersion, @Nullable String losantDomain, boolean http2, @Nullable ProxyOptions proxy,
		@Nullable SSLContext sslContext, boolean plainHttp) {

	private static final Duration LONGEST_TO_CONNECT = Duration.ofDays(1);

	public HttpOptions {
		positive("connectTimeout", connectTimeout);
		if (connectTimeout.compareTo(LONGEST_TO_CONNECT) > 0) {
			throw new IllegalArgumentException("connectTimeout must be at most 1 day, was " + connectTimeout);
		}
		positive("responseTimeout", responseTimeout);
		positive("maxConnections", maxConnections);
		positive("maxStreams", maxStreams);
		positive("pendingAcquireTimeout", pendingAcquireTimeout);
		positive("maxIdleTime", maxIdleTime);
		positive("maxLifeTime", maxLifeTime);
		positive("maxResponseSize", maxResponseSize);
		headerValue("acceptVersion", acceptVersion);
		if (losantDomain != null) {
			headerValue("losantDomain", losantDomain);
		}
	}

	/**
	 * The defaults: 10 s to connect, 30 s for an answer, 64 connections for calls, 10,000
	 * for streams, 45 s for a free connection, connections that idle up to 45 s and live
	 * up to 5 minutes, answers up to 64 MiB, the API version that this client was written
	 * for, HTTP/1.1, no proxy, and the JVM's own TLS, without which only loopback is
	 * spoken to.
	 * @return the options
	 */
	public static HttpOptions defaults() {
		return new HttpOptions(Duration.ofSeconds(10), Duration.ofSeconds(30), 64, 10_000, Duration.ofSeconds(45),
				Duration.ofSeconds(45), Duration.ofMinutes(5), 64 * 1024 * 1024, "^1.30.0", null, false, null, null,
				false);
	}

	/**
	 * Changes the time to establish a connection.
	 * @param timeout the longest time, positive
	 * @return a changed copy
	 */
	public HttpOptions withConnectTimeout(Duration timeout) {
		return new HttpOptions(timeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the time to wait for an answer.
	 * @param timeout the longest silence of the server, positive
	 * @return a changed copy
	 */
	public HttpOptions withResponseTimeout(Duration timeout) {
		return new HttpOptions(this.connectTimeout, timeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the number of connections for calls.
	 * @param connections the most connections at once, positive
	 * @return a changed copy
	 */
	public HttpOptions withMaxConnections(int connections) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, connections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the number of connections for streams.
	 * @param streams the most streams at once, positive
	 * @return a changed copy
	 */
	public HttpOptions withMaxStreams(int streams) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, streams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the time to wait for a free connection.
	 * @param timeout the longest wait, positive
	 * @return a changed copy
	 */
	public HttpOptions withPendingAcquireTimeout(Duration timeout) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams, timeout,
				this.maxIdleTime, this.maxLifeTime, this.maxResponseSize, this.acceptVersion, this.losantDomain,
				this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the time that a connection waits for its next call.
	 * @param time the longest time, positive
	 * @return a changed copy
	 */
	public HttpOptions withMaxIdleTime(Duration time) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, time, this.maxLifeTime, this.maxResponseSize, this.acceptVersion,
				this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the time that a connection is used.
	 * @param time the longest time, positive
	 * @return a changed copy
	 */
	public HttpOptions withMaxLifeTime(Duration time) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, time, this.maxResponseSize, this.acceptVersion,
				this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the size of the largest answer that is read.
	 * @param bytes the size in bytes, positive
	 * @return a changed copy
	 */
	public HttpOptions withMaxResponseSize(int bytes) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, bytes, this.acceptVersion,
				this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the range of API versions that is asked for.
	 * @param range a semantic version range such as {@code ^1.30.0}
	 * @return a changed copy
	 */
	public HttpOptions withAcceptVersion(String range) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize, range,
				this.losantDomain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes Losant's domain header, sent with every request.
	 * @param domain the header's value, or {@code null} for none
	 * @return a changed copy
	 */
	public HttpOptions withLosantDomain(@Nullable String domain) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, domain, this.http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes whether HTTP/2 is offered.
	 * @param http2 whether it is; a server without it is spoken to in HTTP/1.1
	 * @return a changed copy
	 */
	public HttpOptions withHttp2(boolean http2) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, http2, this.proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the proxy that connections go through.
	 * @param proxy the proxy, or {@code null} for none
	 * @return a changed copy
	 */
	public HttpOptions withProxy(@Nullable ProxyOptions proxy) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, proxy, this.sslContext, this.plainHttp);
	}

	/**
	 * Changes the keys and the trust of TLS.
	 * @param context the context, or {@code null} for the JVM's own
	 * @return a changed copy
	 */
	public HttpOptions withSslContext(@Nullable SSLContext context) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, this.proxy, context, this.plainHttp);
	}

	/**
	 * Changes whether the base URL may be {@code http} where its host is not loopback.
	 * This is for a Losant of one's own behind something that speaks TLS for it, such as
	 * a side-car in the same network. It is dangerous: the token, and all that is sent
	 * and answered, can be read and changed by everybody on the way.
	 * @param plainHttp whether it may
	 * @return a changed copy
	 */
	public HttpOptions withPlainHttp(boolean plainHttp) {
		return new HttpOptions(this.connectTimeout, this.responseTimeout, this.maxConnections, this.maxStreams,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxLifeTime, this.maxResponseSize,
				this.acceptVersion, this.losantDomain, this.http2, this.proxy, this.sslContext, plainHttp);
	}

	private static void positive(String name, Duration value) {
		if (value.toMillis() < 1) {
			throw new IllegalArgumentException(name + " must be at least 1 ms, was " + value);
		}
	}

	private static void positive(String name, int value) {
		if (value < 1) {
			throw new IllegalArgumentException(name + " must be at least 1, was " + value);
		}
	}

	private static void headerValue(String name, String value) {
		if (value.isBlank() || !value.chars().allMatch((c) -> c >= 0x20 && c < 0x7f)) {
			throw new IllegalArgumentException(name + " must be visible ASCII text, was '" + value + "'");
		}
	}

}
