package io.losant4j.spring.boot;

import io.losant4j.bulk.WriterOptions;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.ProxyOptions;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/**
 * The client's options as the properties tell them.
 */
final class ClientOptions {

	private ClientOptions() {
	}

	static HttpOptions http(String prefix, LosantProperties.Http properties, ObjectProvider<SslBundles> bundles) {
		int maxResponseSize = CheckedProperty.bytes(prefix + ".max-response-size", properties.maxResponseSize());
		ProxyOptions proxy = proxy(prefix + ".proxy", properties.proxy());
		HttpOptions options = CheckedProperty.check(prefix,
				() -> new HttpOptions(properties.connectTimeout(), properties.responseTimeout(),
						properties.maxConnections(), properties.maxStreams(), properties.pendingAcquireTimeout(),
						properties.maxIdleTime(), properties.maxLifeTime(), maxResponseSize, properties.acceptVersion(),
						emptyToNull(properties.losantDomain()), properties.http2(), proxy, null,
						properties.plainHttp()));
		String bundle = properties.ssl().bundle();
		return StringUtils.hasText(bundle)
				? options.withSslContext(BundledSslContext.of(prefix + ".ssl.bundle", bundle, bundles)) : options;
	}

	private static @Nullable ProxyOptions proxy(String prefix, LosantProperties.@Nullable Proxy properties) {
		if (properties == null || (properties.port() == null && emptyToNull(properties.host()) == null
				&& emptyToNull(properties.username()) == null && emptyToNull(properties.password()) == null)) {
			return null;
		}
		return CheckedProperty.check(prefix, () -> {
			try {
				return new ProxyOptions((properties.host() != null) ? properties.host() : "",
						(properties.port() != null) ? properties.port() : 0, emptyToNull(properties.username()),
						emptyToNull(properties.password()));
			}
			catch (IllegalArgumentException ex) {
				throw new IllegalArgumentException(String.valueOf(ex.getMessage()).replaceFirst("^proxy ", ""), ex);
			}
		});
	}

	// What is set to nothing, as by an empty environment variable, is not set.
	private static @Nullable String emptyToNull(@Nullable String value) {
		return StringUtils.hasText(value) ? value : null;
	}

	static RetryPolicy retry(String prefix, LosantProperties.Retry properties) {
		return CheckedProperty.check(prefix, () -> new RetryPolicy(properties.maxAttempts(), properties.minBackOff(),
				properties.maxBackOff(), properties.maxRetryAfter(), properties.deadline(), properties.budget()));
	}

	static StreamOptions stream(String prefix, LosantProperties.Stream properties) {
		int maxEventSize = CheckedProperty.bytes(prefix + ".max-event-size", properties.maxEventSize());
		return CheckedProperty.check(prefix,
				() -> new StreamOptions(properties.keepAlive(), properties.missedKeepAlives(),
						properties.silenceFloor(), properties.openTimeout(), properties.minBackOff(),
						properties.maxBackOff(), maxEventSize, properties.grace(), properties.buffer(),
						properties.overflow(), properties.recoverGaps(), properties.overlap(), properties.lookBack(),
						properties.recoverAtMost(), null));
	}

	static WriterOptions writer(String prefix, LosantProperties.Writer properties) {
		int maxBatchBytes = CheckedProperty.bytes(prefix + ".max-batch-bytes", properties.maxBatchBytes());
		return CheckedProperty.check(prefix,
				() -> new WriterOptions(properties.maxBatchItems(), maxBatchBytes, properties.maxBatchAge(),
						properties.maxItems(), properties.maxBytes().toBytes(), properties.minConcurrency(),
						properties.maxConcurrency(), properties.callsPerDevice(), properties.maxAttempts(),
						properties.minBackOff(), properties.maxBackOff(), properties.callTimeout(),
						properties.closeTimeout(), properties.sameTime()));
	}

}
