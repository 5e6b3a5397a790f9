package io.losant4j.simulator;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.concurrent.GlobalEventExecutor;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableChannel;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The socket: reads requests, writes answers, and goes off line when told to.
 */
final class HttpFront {

	/** Events that a reader may be behind before its connection is cut. */
	private static final int EVENTS_BEHIND = 256;

	private static final int WORTH_COMPRESSING = 1024;

	private static final Duration BINDING = Duration.ofSeconds(10);

	private final Router router;

	private final Tokens tokens;

	private final Jobs jobs;

	private final Faults faults;

	private final int maxBodySize;

	private final LoopResources loops = LoopResources.create("losant-simulator");

	private @Nullable DisposableServer server;

	private ChannelGroup connections = connections();

	HttpFront(Router router, Tokens tokens, Jobs jobs, Faults faults, int maxBodySize) {
		this.router = router;
		this.tokens = tokens;
		this.jobs = jobs;
		this.faults = faults;
		this.maxBodySize = maxBodySize;
	}

	/** Binds the port, 0 for a free one, and returns it. */
	int bind(int port) {
		this.connections = connections();
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(port)
			.runOn(this.loops)
			.channelGroup(this.connections)
			.compress(true)
			.handle(this::handle)
			.bindNow(BINDING);
		return this.server.port();
	}

	/** Once closed, it also closes a connection that was just being accepted. */
	private static ChannelGroup connections() {
		return new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
	}

	/** Unbinds the port and cuts all connections; does nothing where it is off line. */
	void unbind() {
		if (this.server != null) {
			this.server.channel().close().syncUninterruptibly();
			this.connections.close().syncUninterruptibly();
			this.server.disposeNow(BINDING);
			this.server = null;
		}
	}

	void close() {
		unbind();
		this.loops.disposeLater(Duration.ZERO, BINDING).block(BINDING);
	}

	private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
		Faults.Fate fate = this.faults.next(request.uri());
		return read(request).doOnNext((body) -> this.faults.refuse(fate))
			.map((body) -> answer(request, body))
			.onErrorResume(ApiError.class, (error) -> Mono.just(error.answer()))
			.onErrorResume((cause) -> Mono.just(ApiError.internal(cause).answer()))
			.delayUntil((answer) -> fate.held())
			.flatMap((answer) -> fate.losesAnswer() ? lose(response) : Mono.from(write(answer, response)));
	}

	/** All of the body, which is read to its end even where it is too large. */
	private Mono<byte[]> read(HttpServerRequest request) {
		int limit = this.maxBodySize;
		return request.receive().asByteArray().reduceWith(ByteArrayOutputStream::new, (body, part) -> {
			if (body.size() <= limit) {
				body.writeBytes(part);
			}
			return body;
		}).map((body) -> {
			if (body.size() > limit) {
				throw ApiError.tooLarge(limit);
			}
			return body.toByteArray();
		});
	}

	private Answer answer(HttpServerRequest request, byte[] body) {
		QueryStringDecoder uri = decode(request.uri());
		String method = request.method().name();
		Map<String, String> variables = new HashMap<>();
		Router.Route route = this.router.find(method, uri.path(), variables);
		String authorization = request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION);
		Caller caller = Caller.ANYONE;
		if (!route.open()) {
			caller = this.tokens.caller(authorization);
			caller.requireScope(route.name(), method);
		}
		JsonNode content = content(request, method, body);
		this.jobs.doWhatIsDue();
		return route.action().on(new Call(caller, authorization, variables, new Params(uri.parameters()), content));
	}

	private static QueryStringDecoder decode(String text) {
		QueryStringDecoder uri = QueryStringDecoder.builder().hasPath(true).semicolonIsNormalChar(true).build(text);
		try {
			uri.path();
			uri.parameters();
			return uri;
		}
		catch (IllegalArgumentException ex) {
			throw ApiError.validation("URL", "must be percent-encoded");
		}
	}

	/** The JSON of the body; what comes with a GET or a DELETE is ignored. */
	private static JsonNode content(HttpServerRequest request, String method, byte[] body) {
		if (body.length == 0 || method.equals("GET") || method.equals("DELETE")) {
			return MissingNode.getInstance();
		}
		String type = request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE, "");
		Rule.require(type.toLowerCase(Locale.ROOT).startsWith("application/json"), "Content-Type",
				"must be application/json");
		return Json.read("body", body);
	}

	private static Publisher<Void> write(Answer answer, HttpServerResponse response) {
		if (answer instanceof Answer.Json json) {
			byte[] body = Json.write(json.body());
			return response.status(json.status())
				.header(HttpHeaderNames.CONTENT_TYPE, "application/json; charset=utf-8")
				.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length))
				.compression(body.length >= WORTH_COMPRESSING)
				.sendObject(Unpooled.wrappedBuffer(body));
		}
		response.header(HttpHeaderNames.CACHE_CONTROL, "no-cache").compression(false).sse();
		// listens before the headers go out: who sees them may count on every event since
		return ((Answer.Events) answer).events()
			.onBackpressureBuffer(EVENTS_BEHIND, (event) -> cut(response))
			.map(Unpooled::wrappedBuffer)
			.switchOnFirst((first, all) -> response.send(all, (ByteBuf event) -> true));
	}

	/** Ends the connection of a call that was done in place of answering it. */
	private Mono<Void> lose(HttpServerResponse response) {
		return Mono.<Void>never().doOnSubscribe((subscription) -> {
			this.faults.countLost();
			cut(response);
		});
	}

	/** Ends the connection of a reader too slow to follow. */
	private static void cut(HttpServerResponse response) {
		response.withConnection(DisposableChannel::dispose);
	}

}
