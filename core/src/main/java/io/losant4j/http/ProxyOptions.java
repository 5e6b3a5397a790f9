package io.losant4j.http;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy between the client and Losant. The client tunnels through it: it sees no
 * token. {@code toString} never shows the password.
 *
 * @param host the proxy's host
 * @param port the proxy's port
 * @param username the name to log in with, or {@code null} for none
 * @param password the password to log in with, or {@code null} for none
 */
public record ProxyOptions(String host, int port, @Nullable String username, @Nullable String password) {

	public ProxyOptions {
		if (host.isBlank()) {
			throw new IllegalArgumentException("proxy host must not be empty");
		}
		if (port < 1 || port > 65_535) {
			throw new IllegalArgumentException("proxy port must be from 1 to 65535, was " + port);
		}
		if ((username == null) != (password == null)) {
			throw new IllegalArgumentException("proxy username and password must come together");
		}
	}

	/**
	 * A proxy without a login.
	 * @param host the proxy's host
	 * @param port the proxy's port
	 * @return the options
	 * @throws IllegalArgumentException if the host is empty or the port is out of range
	 */
	public static ProxyOptions of(String host, int port) {
		return new ProxyOptions(host, port, null, null);
	}

	/**
	 * Logs in at the proxy.
	 * @param username the name
	 * @param password the password
	 * @return a changed copy
	 */
	public ProxyOptions withLogin(String username, String password) {
		return new ProxyOptions(this.host, this.port, username, password);
	}

	@Override
	public String toString() {
		return "ProxyOptions[host=" + this.host + ", port=" + this.port + ", hidden]";
	}

}
