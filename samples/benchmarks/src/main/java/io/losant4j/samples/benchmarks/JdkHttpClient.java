package io.losant4j.samples.benchmarks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.losant4j.device.Device;
import io.losant4j.device.DevicePage;
import io.losant4j.device.DeviceState;
import org.reactivestreams.FlowAdapters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JDK's own client, asynchronous, with Jackson.
 */
final class JdkHttpClient implements Contender {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper json = new JsonMapper();

	private final String baseUrl;

	JdkHttpClient(String baseUrl) {
		this.baseUrl = baseUrl;
	}

	@Override
	public Set<Work> works() {
		return EnumSet.complementOf(EnumSet.of(Work.IDLE_STREAM));
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
		HttpRequest request = request(Canned.devicePath(Canned.BUSY) + "/state")
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofByteArray(this.json.writeValueAsBytes(body)))
			.build();
		return Mono.fromFuture(() -> this.client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
	}

	@Override
	public Mono<?> getDevice() {
		return get(Canned.devicePath(Canned.BUSY), Device.class);
	}

	@Override
	public Mono<?> getPage() {
		return get(Canned.DEVICES_PATH, DevicePage.class);
	}

	private <T> Mono<T> get(String path, Class<T> type) {
		HttpRequest request = request(path).build();
		return Mono.fromFuture(() -> this.client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
			.map((response) -> this.json.readValue(response.body(), type));
	}

	@Override
	public Flux<?> events(String deviceId) {
		HttpRequest request = request(Canned.devicePath(deviceId) + "/stateStream")
			.header("Accept", "text/event-stream")
			.build();
		return Mono.fromFuture(() -> this.client.sendAsync(request, HttpResponse.BodyHandlers.ofPublisher()))
			.flatMapMany((response) -> {
				DataLines lines = new DataLines();
				return Flux.from(FlowAdapters.toPublisher(response.body()))
					.concatMapIterable((buffers) -> buffers)
					.concatMapIterable((buffer) -> {
						byte[] bytes = new byte[buffer.remaining()];
						buffer.get(bytes);
						return lines.in(bytes);
					})
					.map((data) -> this.json.readValue(data, DeviceState.class));
			});
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.baseUrl + path))
			.header("Authorization", "Bearer " + Canned.TOKEN)
			.header("Accept", "application/json");
	}

	@Override
	public void close() {
		// the JDK ends it when nobody holds it any more
	}

}
