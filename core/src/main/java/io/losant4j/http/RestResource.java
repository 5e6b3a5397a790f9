package io.losant4j.http;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.http.HttpMethod;
import org.springframework.web.util.UriUtils;

/**
 * A resource of Losant's API, its path expanded once, so that an action only adds its own
 * suffix. Thread-safe.
 */
public final class RestResource {

	private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

	private static final Pattern ID = Pattern.compile("[A-Fa-f0-9]{24}");

	private final LosantHttp http;

	private final String template;

	private final String url;

	private RestResource(LosantHttp http, String template, String url) {
		this.http = http;
		this.template = template;
		this.url = url;
	}

	static RestResource of(LosantHttp http, String baseUrl, String template, String... values) {
		return new RestResource(http, template, baseUrl + expand(template, values));
	}

	private static String expand(String template, String... values) {
		Matcher variable = VARIABLE.matcher(template);
		StringBuilder path = new StringBuilder();
		int index = 0;
		while (variable.find()) {
			String value = values[index++];
			if (variable.group(1).endsWith("Id") && !ID.matcher(value).matches()) {
				throw new IllegalArgumentException(
						variable.group(1) + " must be 24 hexadecimal characters, was '" + value + "'");
			}
			variable.appendReplacement(path, Matcher.quoteReplacement(UriUtils.encode(value, StandardCharsets.UTF_8)));
		}
		return variable.appendTail(path).toString();
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

	private RestRequest request(HttpMethod method, String action, String suffix) {
		return new RestRequest(this.http, method, action, this.template + suffix, this.url + suffix);
	}

}
