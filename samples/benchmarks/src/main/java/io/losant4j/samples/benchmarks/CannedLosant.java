package io.losant4j.samples.benchmarks;

import java.time.Duration;
import java.time.Instant;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;

/**
 * A server that answers as fast as it can, so that it is never what is waited for. Runs
 * in a process of its own until its input ends; prints its URL when it is ready.
 */
final class CannedLosant {

	private static final int EVENTS_A_BUFFER = 100;

	private static final byte[] PAGE = Canned.page(1_000);

	private CannedLosant() {
	}

	public static void main(String[] args) throws java.io.IOException {
		DisposableServer server = HttpServer.create().host("127.0.0.1").port(0).route(CannedLosant::routes).bindNow();
		System.out.println("http://127.0.0.1:" + server.port());
		while (System.in.read() >= 0) {
			// whoever started this process ends it by closing its input
		}
		server.disposeNow(Duration.ofSeconds(5));
	}

	private static void routes(HttpServerRoutes routes) {
		String device = Canned.DEVICES_PATH + "/{deviceId}";
		routes
			.post(device + "/state",
					(request, response) -> request.receive().then().thenEmpty(json(response, Canned.SUCCESS)))
			.get(Canned.DEVICES_PATH, (request, response) -> json(response, PAGE))
			.get(device + "/stateStream",
					(request, response) -> response.sse()
						.send(Canned.BUSY.equals(request.param("deviceId")) ? busy() : idle(), (buffer) -> true))
			.get(device, (request, response) -> json(response, Canned.DEVICE));
	}

	private static Mono<Void> json(HttpServerResponse response, byte[] body) {
		return response.header("Content-Type", "application/json")
			.header("Content-Length", String.valueOf(body.length))
			.sendObject(Unpooled.wrappedBuffer(body))
			.then();
	}

	/** Each event is one millisecond after the last; the first is an hour ago. */
	private static Publisher<ByteBuf> busy() {
		return Flux.generate(() -> Instant.now().minus(Duration.ofHours(1)).toEpochMilli(), (millis, sink) -> {
			ByteBuf buffer = Unpooled.buffer(16 * 1024);
			EventTime time = new EventTime(millis);
			for (int i = 0; i < EVENTS_A_BUFFER; i++) {
				time.writeNext(buffer);
			}
			sink.next(buffer);
			return millis + EVENTS_A_BUFFER;
		});
	}

	private static Publisher<ByteBuf> idle() {
		ByteBuf hello = Unpooled.wrappedBuffer(Canned.event(Instant.now().toString()));
		return Mono.just(hello).concatWith(Mono.never());
	}

}
