package io.losant4j.samples.bulk;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.handler.codec.http.HttpMethod;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Stands before a simulator and counts the changes that it made, also those whose answer
 * nobody waited for.
 */
final class CountingProxy implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient client = HttpClient.create();

	private final URI target;

	private final DisposableServer server;

	private final CountDownLatch enough;

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final Map<String, Integer> changes = new ConcurrentHashMap<>();

	/**
	 * Starts the proxy.
	 * @param enough how many changes {@link #awaitEnough()} waits for
	 */
	CountingProxy(URI target, int enough) {
		this.target = target;
		this.enough = new CountDownLatch(enough);
		this.server = HttpServer.create().host("127.0.0.1").port(0).handle(this::forward).bindNow(PATIENCE);
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/** How often each path was changed with success. */
	Map<String, Integer> changes() {
		return this.changes;
	}

	/** The most changes that were under way at once. */
	int most() {
		return this.most.get();
	}

	void awaitEnough() throws InterruptedException {
		if (!this.enough.await(5, TimeUnit.MINUTES)) {
			throw new IllegalStateException("too few changes came: " + this.changes.size());
		}
	}

	/** Returns when the simulator has answered all that it was asked. */
	synchronized void awaitIdle() throws InterruptedException {
		while (this.underWay.get() > 0) {
			wait(PATIENCE.toMillis());
		}
	}

	private synchronized void end() {
		this.underWay.decrementAndGet();
		notifyAll();
	}

	private Mono<Void> forward(HttpServerRequest request, HttpServerResponse response) {
		boolean change = !request.method().equals(HttpMethod.GET);
		return request.receive().aggregate().asString().defaultIfEmpty("").flatMap((body) -> {
			if (change) {
				this.most.accumulateAndGet(this.underWay.incrementAndGet(), Math::max);
			}
			// Whoever asked may be gone; what was asked is done all the same.
			return Mono.fromFuture(answer(request, body, change).toFuture(), true);
		})
			.flatMap((answer) -> response.status(answer.status())
				.header("Content-Type", "application/json")
				.sendString(Mono.just(answer.body()))
				.then());
	}

	private Mono<Answer> answer(HttpServerRequest request, String body, boolean change) {
		Mono<Answer> answer = this.client.headers((headers) -> {
			headers.set("Authorization", request.requestHeaders().get("Authorization"));
			headers.set("Content-Type", "application/json");
		})
			.request(request.method())
			.uri(this.target.toString() + request.uri())
			.send(ByteBufFlux.fromString(Mono.just(body)))
			.responseSingle((head, content) -> content.asString()
				.defaultIfEmpty("")
				.map((bytes) -> new Answer(head.status().code(), bytes)));
		return change ? answer.doOnNext((done) -> count(request, done)).doFinally((signal) -> end()) : answer;
	}

	private void count(HttpServerRequest request, Answer answer) {
		if (answer.status() == 200) {
			this.changes.merge(request.uri().replaceFirst("\\?.*", ""), 1, Integer::sum);
			this.enough.countDown();
		}
	}

	@Override
	public void close() {
		this.server.disposeNow(PATIENCE);
	}

	private record Answer(int status, String body) {
	}

}
