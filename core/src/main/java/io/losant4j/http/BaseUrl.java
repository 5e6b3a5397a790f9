package io.losant4j.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import io.netty.util.NetUtil;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Where Losant is, checked once: a token must not travel in the clear, nor to a place
 * that nobody meant.
 */
final class BaseUrl {

	private BaseUrl() {
	}

	/**
	 * Checks a base URL.
	 * @param plainHttp whether {@code http} is taken for any host
	 * @return the URL without slashes at its end
	 */
	static String check(String url, boolean plainHttp) {
		URI uri;
		try {
			uri = new URI(url);
		}
		catch (URISyntaxException ex) {
			throw refused("is not a URL: " + ex.getReason(), null);
		}
		String host = uri.getHost();
		String scheme = (uri.getScheme() != null) ? uri.getScheme().toLowerCase(Locale.ROOT) : "";
		// Java finds no user info in a URL that it cannot take apart.
		if (url.contains("@")) {
			throw refused("must not carry user info", null);
		}
		if (host == null || !(scheme.equals("https") || scheme.equals("http"))) {
			throw refused("must be an absolute https URL such as https://api.losant.com", url);
		}
		if (uri.getQuery() != null || uri.getFragment() != null) {
			throw refused("must not have a query or a fragment", null);
		}
		if (uri.getPort() == 0 || uri.getPort() > 65_535) {
			throw refused("must have a port of 1 to 65535, or none", url);
		}
		if (scheme.equals("http") && !plainHttp && !isLoopback(host)) {
			throw refused("must be https, since a token would travel in the clear; http is for loopback only", url);
		}
		return StringUtils.trimTrailingCharacter(url, '/');
	}

	static boolean isHttps(String url) {
		return url.regionMatches(true, 0, "https:", 0, "https:".length());
	}

	private static boolean isLoopback(String host) {
		String address = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		byte[] literal = NetUtil.createByteArrayFromIpAddressString(address);
		try {
			// A literal needs no look-up; any name but localhost would.
			return address.equalsIgnoreCase("localhost")
					|| (literal != null && InetAddress.getByAddress(literal).isLoopbackAddress());
		}
		catch (java.net.UnknownHostException ex) {
			return false;
		}
	}

	// A URL with user info may hold a password: it is not repeated.
	private static IllegalArgumentException refused(String rule, @Nullable String url) {
		return new IllegalArgumentException("baseUrl " + rule + ((url != null) ? ", was '" + url + "'" : ""));
	}

}
