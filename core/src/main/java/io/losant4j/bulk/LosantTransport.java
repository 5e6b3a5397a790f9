package io.losant4j.bulk;

import java.time.Duration;
import java.util.List;

import io.losant4j.device.Check;
import io.losant4j.device.DeviceHandles;
import io.losant4j.device.DeviceState;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * Sends states as the device's own action does, but never again: an attempt counts
 * against the device's limit, so the writer decides when there is another.
 */
final class LosantTransport implements Transport {

	private final LosantHttp http;

	private final DeviceHandles devices;

	private final String applicationId;

	private final Context once;

	private final Context again;

	LosantTransport(LosantHttp http, DeviceHandles devices, String applicationId, Duration timeout) {
		this.http = http;
		this.devices = devices;
		this.applicationId = Check.id("applicationId", applicationId);
		this.once = Context.of(RetryPolicy.class, RetryPolicy.none().withDeadline(timeout));
		this.again = LosantHttp.repeated(this.once);
	}

	@Override
	public int measure(DeviceState state) {
		return this.http.measure(Check.sendable(state));
	}

	@Override
	public Mono<Void> send(String deviceId, List<DeviceState> states, boolean again) {
		return Mono.defer(() -> this.devices.device(this.applicationId, deviceId).sendState(states))
			.contextWrite(again ? this.again : this.once);
	}

	@Override
	public boolean mayRepeat() {
		return this.http.mayRepeat();
	}

}
