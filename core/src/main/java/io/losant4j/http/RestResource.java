package io.losant4j.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * A resource of Losant's API, its path expanded once, so that an action only adds its own
 * suffix. Thread-safe.
 */
public final class RestResource {

	private final LosantHttp http;

	private final String template;

	private final String url;

	private final ConcurrentMap<String, Target> targets = new ConcurrentHashMap<>(4);

	private RestResource(LosantHttp http, String template, String url) {
		this.http = http;
		this.template = template;
		this.url = url;
	}

	static RestResource of(LosantHttp http, String baseUrl, PathTemplate template, Map<String, String> values) {
		return new RestResource(http, template.toString(), baseUrl + template.expand(values));
	}

	/**
	 * Begins a GET.
	 * @param action Losant's name of the action, such as {@code device.getState}
	 * @param suffix what follows the resource's path, such as {@code /state}, or empty
	 * @return the request, to be completed and retrieved
	 */
	public RestRequest get(String action, String suffix) {
		return request(HttpMethod.GET, action, suffix);
	}

	/**
	 * Begins a POST.
	 * @param action Losant's name of the action, such as {@code device.sendState}
	 * @param suffix what follows the resource's path, such as {@code /state}, or empty
	 * @return the request, to be completed and retrieved
	 */
	public RestRequest post(String action, String suffix) {
		return request(HttpMethod.POST, action, suffix);
	}

	/**
	 * Begins a PATCH.
	 * @param action Losant's name of the action, such as {@code device.patch}
	 * @param suffix what follows the resource's path, or empty
	 * @return the request, to be completed and retrieved
	 */
	public RestRequest patch(String action, String suffix) {
		return request(HttpMethod.PATCH, action, suffix);
	}

	/**
	 * Begins a DELETE.
	 * @param action Losant's name of the action, such as {@code device.delete}
	 * @param suffix what follows the resource's path, such as {@code /data}, or empty
	 * @return the request, to be completed and retrieved
	 */
	public RestRequest delete(String action, String suffix) {
		return request(HttpMethod.DELETE, action, suffix);
	}

	/**
	 * Begins a request.
	 * @param method the method
	 * @param action Losant's name of the action, such as {@code device.get}
	 * @param suffix what follows the resource's path, or empty
	 * @return the request, to be completed and retrieved
	 */
	public RestRequest request(HttpMethod method, String action, String suffix) {
		return new RestRequest(this.http, method, action, this.targets.computeIfAbsent(suffix, this::target));
	}

	private Target target(String suffix) {
		return new Target(this.template + suffix, this.url + suffix);
	}

	/**
	 * Where requests go, worked out once: taking a URI apart costs as much as sending it.
	 */
	static final class Target {

		private final String template;

		private final String url;

		/** Worked out when it is needed first: a stream never needs it. */
		private volatile @Nullable URI plain;

		Target(String template, String url) {
			this.template = template;
			this.url = url;
		}

		/** The path with its variables. */
		String template() {
			return this.template;
		}

		/** The finished URL, without a query. */
		String url() {
			return this.url;
		}

		/** The URI of a call that asks for nothing in particular. */
		URI plain() {
			URI known = this.plain;
			if (known == null) {
				known = URI.create(this.url + '?' + RestRequest.CHEAPEST_FORM);
				this.plain = known;
			}
			return known;
		}

	}

}
