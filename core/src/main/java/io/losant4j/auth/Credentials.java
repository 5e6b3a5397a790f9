package io.losant4j.auth;

import reactor.core.publisher.Mono;

/**
 * Who the client is towards Losant. Values are immutable, and their {@code toString}
 * never shows a secret.
 *
 * <p>
 * All of a client's calls and streams share one token. It is obtained with the first of
 * them, used until it is about to expire (where it tells), and replaced once when Losant
 * refuses it with status 401; the refused request is then made once more. However many
 * wait for a token, there is one login. A login that failed is not remembered: the next
 * call tries again. While a token is still good, one that could not be replaced in time
 * is used a while longer.
 *
 * @see <a href="https://docs.losant.com/rest-api/overview/#authentication">Losant:
 * authentication</a>
 */
public sealed interface Credentials permits AccessToken, TokenSource, DeviceCredentials, UserCredentials {

	/**
	 * A token that was made beforehand, such as an application API token. It is the only
	 * one: where Losant refuses it, calls error with status 401.
	 * @param token the token, without {@code Bearer}; visible ASCII characters only
	 * @return the credentials
	 * @throws IllegalArgumentException if the token is empty or could not stand in a
	 * header
	 */
	static Credentials accessToken(String token) {
		return new AccessToken(token);
	}

	/**
	 * Tokens that come from somewhere else, such as a vault.
	 * @param tokens emits a token, without {@code Bearer}; subscribed when one is needed,
	 * once for all who wait; it may take as long as a call's deadline. Where it errors,
	 * calls error with a {@link io.losant4j.error.LosantConnectionException} that has the
	 * error as its cause, so no secret should be in its words
	 * @return the credentials
	 */
	static Credentials accessToken(Mono<String> tokens) {
		return new TokenSource(tokens);
	}

	/**
	 * A device with an access key that covers it. More can be said with
	 * {@link DeviceCredentials}, which are credentials too.
	 * @param deviceId the id of the device
	 * @param key the access key
	 * @param secret the secret of the access key
	 * @return the credentials
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters, or the
	 * key or the secret is empty
	 */
	static Credentials device(String deviceId, String key, String secret) {
		return DeviceCredentials.of(deviceId, key, secret);
	}

	/**
	 * A user with a password. More can be said with {@link UserCredentials}, which are
	 * credentials too, such as the code of a second factor; since a code is good for one
	 * login, such a client is good for the life of one token.
	 * @param email the user's e-mail address, at most 1,024 characters
	 * @param password the password, 8 to 2,048 characters
	 * @return the credentials
	 * @throws IllegalArgumentException if the address or the password is refused
	 */
	static Credentials user(String email, String password) {
		return UserCredentials.of(email, password);
	}

}
