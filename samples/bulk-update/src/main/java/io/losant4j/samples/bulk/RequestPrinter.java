package io.losant4j.samples.bulk;

import java.io.PrintWriter;
import java.time.Duration;

import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * A server that prints each request as it came, and does nothing: what the program would
 * do is printed by doing it here.
 */
final class RequestPrinter implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final PrintWriter out;

	private final DisposableServer server;

	RequestPrinter(PrintWriter out) {
		this.out = out;
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::print).bindNow(PATIENCE);
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.port();
	}

	private Mono<Void> print(HttpServerRequest request, HttpServerResponse response) {
		String path = request.uri().replaceFirst("\\?.*", "");
		return request.receive()
			.aggregate()
			.asString()
			.doOnNext((body) -> println(request.method() + " " + path + " " + body))
			.then(response.header("Content-Type", "application/json")
				.sendString(Mono.just("{\"success\":true}"))
				.then());
	}

	private synchronized void println(String line) {
		this.out.println(line);
	}

	@Override
	public void close() {
		this.server.disposeNow(PATIENCE);
		this.out.flush();
	}

}
