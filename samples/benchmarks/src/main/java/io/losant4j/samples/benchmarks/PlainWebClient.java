package io.losant4j.samples.benchmarks;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.losant4j.device.Device;
import io.losant4j.device.DevicePage;
import io.losant4j.device.DeviceState;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Spring's WebClient as it is usually written: its defaults but for the pool, a base URL,
 * a default header, URI templates, {@code retrieve()}.
 */
final class PlainWebClient implements Contender {

	private static final String DEVICES = "/applications/{applicationId}/devices";

	private static final ParameterizedTypeReference<ServerSentEvent<DeviceState>> EVENT = new ParameterizedTypeReference<>() {
	};

	/** The default pool is too small for as many streams. */
	private static final ConnectionProvider POOL = ConnectionProvider.create("plain", 10_000);

	private final WebClient client;

	PlainWebClient(String baseUrl) {
		this.client = WebClient.builder()
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(POOL)))
			.baseUrl(baseUrl)
			.defaultHeader("Authorization", "Bearer " + Canned.TOKEN)
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(64 * 1024 * 1024))
			.build();
	}

	@Override
	public Set<Work> works() {
		return EnumSet.allOf(Work.class);
	}

	@Override
	public Mono<?> sendState(Map<String, Object> data) {
		return post(DeviceState.of(data));
	}

	@Override
	public Mono<?> sendStates(List<Map<String, Object>> states) {
		return post(states.stream().map(DeviceState::of).toList());
	}

	private Mono<?> post(Object body) {
		return this.client.post()
			.uri(DEVICES + "/{deviceId}/state", Canned.APPLICATION, Canned.BUSY)
			.bodyValue(body)
			.retrieve()
			.toBodilessEntity();
	}

	@Override
	public Mono<?> getDevice() {
		return this.client.get()
			.uri(DEVICES + "/{deviceId}", Canned.APPLICATION, Canned.BUSY)
			.retrieve()
			.bodyToMono(Device.class);
	}

	@Override
	public Mono<?> getPage() {
		return this.client.get().uri(DEVICES, Canned.APPLICATION).retrieve().bodyToMono(DevicePage.class);
	}

	@Override
	public Flux<?> events(String deviceId) {
		return this.client.get()
			.uri(DEVICES + "/{deviceId}/stateStream", Canned.APPLICATION, deviceId)
			.retrieve()
			.bodyToFlux(EVENT)
			.map((event) -> Objects.requireNonNull(event.data()));
	}

	@Override
	public void close() {
		POOL.dispose();
	}

}
