package io.losant4j.samples.bulk;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
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

	private static final Pattern DEVICE = Pattern.compile("\"deviceIds\":\\[\"(\\w+)\"]");

	private final AtomicInteger connections = new AtomicInteger();

	private final AtomicInteger underWay = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final Map<String, Integer> changes = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Runnable> before = new AtomicReference<>();

	/**
	 * Starts the proxy.
	 * @param enough how many changes {@link #awaitEnough()} waits for
	 */
	CountingProxy(URI target, int enough) {
		this.target = target;
		this.enough = new CountDownLatch(enough);
		this.server = HttpServer.create()
			.host("127.0.0.1")
			.port(0)
			.doOnChannelInit((observer, channel, address) -> count(channel))
			.handle(this::forward)
			.bindNow(PATIENCE);
	}

	String baseUrl() {
		return "http://127.0.0.1:" + this.server.port();
	}

	/** How often each device, or else each path, was changed with success. */
	Map<String, Integer> changes() {
		return this.changes;
	}

	/** Does something when the first change has come, and before it is made. */
	void beforeTheFirstChange(Runnable something) {
		this.before.set(something);
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

	/**
	 * Returns when nobody is connected any more, and the simulator has answered all that
	 * it was asked.
	 */
	synchronized void awaitIdle() throws InterruptedException {
		while (this.connections.get() > 0 || this.underWay.get() > 0) {
			wait(PATIENCE.toMillis());
		}
	}

	private void count(Channel connection) {
		this.connections.incrementAndGet();
		connection.closeFuture().addListener((closed) -> end(this.connections));
	}

	private synchronized void end(AtomicInteger counter) {
		counter.decrementAndGet();
		notifyAll();
	}

	private Mono<Void> forward(HttpServerRequest request, HttpServerResponse response) {
		boolean change = !request.method().equals(HttpMethod.GET);
		return request.receive().aggregate().asString().defaultIfEmpty("").flatMap((body) -> {
			if (change) {
				this.most.accumulateAndGet(this.underWay.incrementAndGet(), Math::max);
			}
			// Whoever asked may be gone; what was asked is done all the same.
			return Mono.fromFuture(before(change).then(answer(request, body, change)).toFuture(), true);
		})
			.flatMap((answer) -> response.status(answer.status())
				.header("Content-Type", "application/json")
				.sendString(Mono.just(answer.body()))
				.then());
	}

	private Mono<Void> before(boolean change) {
		Runnable something = change ? this.before.getAndSet(null) : null;
		return (something != null) ? Mono.<Void>fromRunnable(something).subscribeOn(Schedulers.boundedElastic())
				: Mono.empty();
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
		// Over before its answer is heard: the next one may come at once.
		return change ? answer.doOnNext((done) -> count(request, body, done)).doOnTerminate(() -> end(this.underWay))
				: answer;
	}

	private void count(HttpServerRequest request, String body, Answer answer) {
		if (answer.status() == 200) {
			Matcher device = DEVICE.matcher(body);
			String changed = device.find() ? device.group(1) : request.uri().replaceFirst("\\?.*", "");
			this.changes.merge(changed, 1, Integer::sum);
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
