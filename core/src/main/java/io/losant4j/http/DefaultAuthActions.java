package io.losant4j.http;

import io.losant4j.auth.AuthActions;
import io.losant4j.auth.AuthedDevice;
import io.losant4j.auth.AuthedUser;
import io.losant4j.auth.DeviceCredentials;
import io.losant4j.auth.UserCredentials;
import reactor.core.publisher.Mono;

final class DefaultAuthActions implements AuthActions {

	private final RestResource auth;

	DefaultAuthActions(LosantHttp http) {
		this.auth = http.resource("/auth");
	}

	@Override
	public Mono<AuthedDevice> authenticateDevice(DeviceCredentials credentials) {
		return this.auth.post("auth.authenticateDevice", "/device")
			.login()
			.body(credentials)
			.retrieve(AuthedDevice.class);
	}

	@Override
	public Mono<AuthedUser> authenticateUser(UserCredentials credentials) {
		return this.auth.post("auth.authenticateUser", "/user").login().body(credentials).retrieve(AuthedUser.class);
	}

}
