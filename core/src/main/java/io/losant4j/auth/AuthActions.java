package io.losant4j.auth;

import reactor.core.publisher.Mono;

/**
 * The actions that turn credentials into a token. They carry no token of their own: who
 * asks is told by the credentials alone. Thread-safe.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a login of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}, whose message never shows what was sent or
 * answered, other than Losant's own words on an error.
 *
 * @see <a href="https://docs.losant.com/rest-api/auth/">Losant: auth actions</a>
 */
public interface AuthActions {

	/**
	 * Logs a device in.
	 * @param credentials the device and its access key
	 * @return emits the token and what it is good for, and completes; errors with status
	 * 401 where Losant does not take the credentials
	 * @see <a href="https://docs.losant.com/rest-api/auth/#authenticate-device">Losant:
	 * authenticate device</a>
	 */
	Mono<AuthedDevice> authenticateDevice(DeviceCredentials credentials);

	/**
	 * Logs a user in.
	 * @param credentials the user's e-mail address and password
	 * @return emits the token and whose it is, and completes; errors with status 401
	 * where Losant does not take the credentials
	 * @see <a href="https://docs.losant.com/rest-api/auth/#authenticate-user">Losant:
	 * authenticate user</a>
	 */
	Mono<AuthedUser> authenticateUser(UserCredentials credentials);

}
