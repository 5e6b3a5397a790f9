package io.losant4j.samples.benchmarks;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DevicesActions;
import io.losant4j.device.DevicesQuery;
import io.losant4j.http.HttpOptions;
import io.losant4j.stream.StreamOptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * This library, with a pool that is larger than what is in flight.
 */
final class Losant4j implements Contender {

	/** A round is over when it ends. */
	private static final StreamOptions STREAM = StreamOptions.defaults().withGrace(Duration.ZERO);

	private final LosantClient client;

	private final LosantApplication application;

	private final DeviceActions device;

	private final DevicesActions devices;

	Losant4j(String baseUrl) {
		this.client = LosantClient.builder()
			.baseUrl(baseUrl)
			.credentials(Credentials.accessToken(Canned.TOKEN))
			.http(HttpOptions.defaults().withMaxConnections(2 * Work.IN_FLIGHT))
			.build();
		this.application = this.client.application(Canned.APPLICATION);
		this.device = this.application.device(Canned.BUSY);
		this.devices = this.application.devices();
	}

	@Override
	public Set<Work> works() {
		return EnumSet.allOf(Work.class);
	}

	@Override
	public Mono<?> sendState(Map<String, Object> data) {
		return this.device.sendState(DeviceState.of(data));
	}

	@Override
	public Mono<?> sendStates(List<Map<String, Object>> states) {
		return this.device.sendState(states.stream().map(DeviceState::of).toList());
	}

	@Override
	public Mono<?> getDevice() {
		return this.device.get();
	}

	@Override
	public Mono<?> getPage() {
		return this.devices.get(DevicesQuery.all());
	}

	@Override
	public Flux<?> events(String deviceId) {
		return this.application.device(deviceId).stateStream(STREAM);
	}

	@Override
	public void close() {
		this.client.close();
	}

}
