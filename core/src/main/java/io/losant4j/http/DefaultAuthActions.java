package io.losant4j.http;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.AuthedDevice;
import io.losant4j.auth.AuthedUser;
import io.losant4j.auth.DeviceCredentials;
import io.losant4j.auth.UserCredentials;
import reactor.core.publisher.Mono;

/**
 * A login changes nothing in Losant, so that it may be repeated, unless it has used up a
 * code that is good for one login only.
 */
final class DefaultAuthActions implements AuthActions {

	private final RestResource auth;

	DefaultAuthActions(LosantHttp http) {
		this.auth = http.resource("/auth");
	}

	@Override
	public Mono<AuthedDevice> authenticateDevice(DeviceCredentials credentials) {
		return this.auth.post("auth.authenticateDevice", "/device")
			.login()
			.repeatable(true)
			.body(credentials)
			.retrieve(AuthedDevice.class);
	}

	@Override
	public Mono<AuthedUser> authenticateUser(UserCredentials credentials) {
		return this.auth.post("auth.authenticateUser", "/user")
			.login()
			.repeatable(!credentials.hasTwoFactorCode())
			.body(credentials)
			.retrieve(AuthedUser.class);
	}

}
