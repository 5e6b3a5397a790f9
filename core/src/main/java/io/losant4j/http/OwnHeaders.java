package io.losant4j.http;

import java.util.Map;
import java.util.TreeMap;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;

/**
 * The headers that the client sets itself, at the last moment and in place of any others:
 * an application's filters do not see the token, and its default headers do not reach
 * Losant under these names. Those that are always the same are set by the connection.
 */
final class OwnHeaders {

	private final Map<String, String> fixed = new TreeMap<>();

	OwnHeaders(HttpOptions options) {
		String version = OwnHeaders.class.getPackage().getImplementationVersion();
		this.fixed.put(HttpHeaders.USER_AGENT, "losant4j/" + ((version != null) ? version : "dev"));
		this.fixed.put("Accept-Version", options.acceptVersion());
		if (options.losantDomain() != null) {
			this.fixed.put("losantdomain", options.losantDomain());
		}
	}

	/** Sets those that are always the same, once for a client. */
	HttpClient fixed(HttpClient client, String accept) {
		return client.headers((headers) -> {
			this.fixed.forEach(headers::set);
			headers.set(HttpHeaders.ACCEPT, accept);
		});
	}

	/**
	 * Leaves no header of somebody else's in the way, and adds those of this request,
	 * where the wire takes them: on the way through Spring's headers they would be copied
	 * twice.
	 */
	void write(ClientHttpRequest request, @Nullable String token, boolean withBody) {
		HttpHeaders headers = request.getHeaders();
		if (!headers.isEmpty()) {
			this.fixed.keySet().forEach(headers::remove);
			headers.remove(HttpHeaders.ACCEPT);
			headers.remove(HttpHeaders.AUTHORIZATION);
			headers.remove(HttpHeaders.CONTENT_TYPE);
		}
		Object wire = request.getNativeRequest();
		if (token != null && wire instanceof HttpClientRequest http) {
			http.header(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
		}
		if (withBody && wire instanceof HttpClientRequest http) {
			http.header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
		}
	}

}
