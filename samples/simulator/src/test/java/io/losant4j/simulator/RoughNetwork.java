package io.losant4j.simulator;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;

/**
 * Stands between a client and a simulator, and treats each attempt to open a stream as
 * its script says. Calls get through late, or not at all. Counts what it does.
 */
final class RoughNetwork implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final Map<String, RoughLine> lines = new ConcurrentHashMap<>();

	private final Tally tally = new Tally();

	private final ConnectionProvider connections = ConnectionProvider.builder("rough-network")
		.maxConnections(1_000)
		.pendingAcquireMaxCount(-1)
		.build();

	private final HttpClient server;

	private final DisposableServer front;

	RoughNetwork(URI server) {
		this.server = HttpClient.create(this.connections).baseUrl(server.toString());
		this.front = HttpServer.create().host("127.0.0.1").port(0).handle(this::handle).bindNow(PATIENCE);
	}

	String url() {
		return "http://127.0.0.1:" + this.front.port();
	}

	Tally tally() {
		return this.tally;
	}

	/** Decides what happens to a line, such as {@code /devices/1/stateStream}. */
	RoughLine line(String path, Random chance) {
		RoughLine line = new RoughLine(this.tally, chance);
		this.lines.put(path, line);
		return line;
	}

	private RoughLine line(String path) {
		return Objects.requireNonNull(this.lines.get(path), path);
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		String path = new QueryStringDecoder(request.uri()).path();
		String ofApplication = path.substring(path.indexOf("/devices/"));
		return ofApplication.endsWith("Stream") ? stream(line(ofApplication), request, response)
				: call(line(ofApplication + "Stream").nextCall(), request, response);
	}

	private Publisher<Void> stream(RoughLine line, HttpServerRequest request, HttpServerResponse response) {
		Fate fate = line.nextFate();
		if (fate.end() == Fate.End.UNAVAILABLE) {
			return unavailable(request, response);
		}
		if (fate.end() == Fate.End.REFUSED) {
			response.withConnection(RoughNetwork::reset);
			return Mono.never();
		}
		if (fate.end() == Fate.End.MUTE) {
			return Mono.never();
		}
		RoughLine.Passage passage = line.passage(fate);
		Consumer<Connection> cut = (fate.end() == Fate.End.RESET) ? RoughNetwork::reset : DisposableChannel::dispose;
		response.withConnection((connection) -> connection.onDispose(passage::noteClosed));
		// the headers wait for the first event: who sees them may count on all that
		// follow
		return passage.of(events(request))
			.map(RoughNetwork::bytes)
			.switchOnFirst((first, all) -> response.sse().send(all, (buffer) -> true))
			.then(Mono.fromRunnable(() -> response.withConnection(cut)));
	}

	/** The events as the server sends them, each with the blank line at its end. */
	private Flux<String> events(HttpServerRequest request) {
		StringBuilder rest = new StringBuilder();
		return forward(request).response((answer, body) -> body.asString(StandardCharsets.UTF_8))
			.concatMapIterable((text) -> {
				List<String> events = new ArrayList<>();
				rest.append(text);
				for (int end = rest.indexOf("\n\n"); end >= 0; end = rest.indexOf("\n\n")) {
					events.add(rest.substring(0, end + 2));
					rest.delete(0, end + 2);
				}
				return events;
			});
	}

	private Publisher<Void> call(Random chance, HttpServerRequest request, HttpServerResponse response) {
		int what = chance.nextInt(20);
		if (what == 0) {
			return unavailable(request, response);
		}
		if (what == 1) {
			response.withConnection(RoughNetwork::reset);
			return Mono.never();
		}
		return forward(request)
			.responseSingle((answer, body) -> body.asString().map((text) -> new Reply(answer.status(), text)))
			.delayElement(Duration.ofMillis(chance.nextInt(150)))
			.flatMap((reply) -> Mono.from(response.status(reply.status())
				.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
				.sendString(Mono.just(reply.body()))));
	}

	private HttpClient.ResponseReceiver<?> forward(HttpServerRequest request) {
		return this.server
			.headers((headers) -> headers.set(HttpHeaderNames.AUTHORIZATION,
					Objects.requireNonNull(request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION))))
			.get()
			.uri(request.uri());
	}

	/** Once the request is read: an earlier answer would hold up the next request. */
	private static Publisher<Void> unavailable(HttpServerRequest request, HttpServerResponse response) {
		return request.receive()
			.then(Mono.defer(() -> response.status(503)
				.header(HttpHeaderNames.CONTENT_TYPE, "application/json")
				.sendString(Mono.just("{\"type\":\"ServiceUnavailable\",\"message\":\"later\"}"))
				.then()));
	}

	private static void reset(Connection connection) {
		connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
		connection.dispose();
	}

	private static ByteBuf bytes(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.front.disposeNow(PATIENCE);
		this.connections.disposeLater().block(PATIENCE);
	}

	private record Reply(HttpResponseStatus status, String body) {
	}

}
