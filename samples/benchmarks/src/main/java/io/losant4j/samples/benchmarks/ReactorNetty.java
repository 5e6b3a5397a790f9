package io.losant4j.samples.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.EnumSet;
import java.util.function.Function;

import io.losant4j.device.Device;
import io.losant4j.device.DevicePage;
import io.losant4j.device.DeviceState;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reactor Netty without anything on top, written for speed: what there is to reach. It
 * checks a status and no more; errors, retries and re-connecting are not its business.
 */
final class ReactorNetty implements Contender {

	private final ConnectionProvider pool = ConnectionProvider.builder("raw")
		.maxConnections(10_000)
		.pendingAcquireMaxCount(-1)
		.build();

	private final HttpClient client;

	private final JsonMapper json = new JsonMapper();

	private final ObjectReader states;

	private final ObjectReader devices;

	private final ObjectReader pages;

	/** Decodes with the readers that it is given. */
	ReactorNetty(String baseUrl, Function<Class<?>, ObjectReader> readers) {
		this.client = HttpClient.create(this.pool)
			.baseUrl(baseUrl)
			.headers((headers) -> headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + Canned.TOKEN)
				.set(HttpHeaderNames.ACCEPT, "application/json"));
		this.states = readers.apply(DeviceState.class);
		this.devices = readers.apply(Device.class);
		this.pages = readers.apply(DevicePage.class);
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
		return this.client.headers((headers) -> headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json"))
			.post()
			.uri(Canned.devicePath(Canned.BUSY) + "/state")
			.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(this.json.writeValueAsBytes(body))))
			.responseSingle((response, content) -> (response.status().code() == 200) ? content.then()
					: Mono.error(new IllegalStateException(response.status().toString())));
	}

	@Override
	public Mono<?> getDevice() {
		return get(Canned.devicePath(Canned.BUSY), this.devices);
	}

	@Override
	public Mono<?> getPage() {
		return get(Canned.DEVICES_PATH, this.pages);
	}

	private Mono<Object> get(String path, ObjectReader reader) {
		return this.client.get()
			.uri(path)
			.responseSingle((response, content) -> content.asByteArray().map(reader::readValue));
	}

	@Override
	public Flux<?> events(String deviceId) {
		return this.client.headers((headers) -> headers.set(HttpHeaderNames.ACCEPT, "text/event-stream"))
			.get()
			.uri(Canned.devicePath(deviceId) + "/stateStream")
			.response((response, content) -> {
				DataLines lines = new DataLines();
				return content.concatMapIterable((buffer) -> lines.in(bytes(buffer)))
					.<Object>map((data) -> this.states.readValue(data));
			});
	}

	private static byte[] bytes(ByteBuf buffer) {
		byte[] bytes = new byte[buffer.readableBytes()];
		buffer.readBytes(bytes);
		return bytes;
	}

	@Override
	public void close() {
		this.pool.dispose();
	}

}
