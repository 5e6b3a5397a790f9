package io.losant4j.auth;

/**
 * Who the client is towards Losant. Values are immutable, and their {@code toString}
 * never shows a secret.
 *
 * @see <a href="https://docs.losant.com/rest-api/overview/#authentication">Losant:
 * authentication</a>
 */
public sealed interface Credentials permits AccessToken {

	/**
	 * A token that was made beforehand, such as an application API token. It is used
	 * until Losant refuses it.
	 * @param token the token, without {@code Bearer}; visible ASCII characters only
	 * @return the credentials
	 * @throws IllegalArgumentException if the token is empty or could not stand in a
	 * header
	 */
	static Credentials accessToken(String token) {
		return new AccessToken(token);
	}

}
