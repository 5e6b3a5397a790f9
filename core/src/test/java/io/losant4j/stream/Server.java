package io.losant4j.stream;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A server as a connector sees it: answers each attempt as told, accepts it if told
 * nothing, and knows what is open.
 */
final class Server implements Connector {

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final List<Session> sessions = new CopyOnWriteArrayList<>();

	private final AtomicInteger attempts = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	final Wire wire = new Wire();

	private volatile Answer otherwise = new Answer(Mono.empty(), Flux.defer(() -> new Session().body()));

	@Override
	public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
		return Flux.defer(() -> {
			this.attempts.incrementAndGet();
			Answer told = this.answers.poll();
			Answer answer = (told != null) ? told : this.otherwise;
			return answer.headers()
				.thenMany(Flux.defer(() -> reader.apply(answer.body()
					.doOnSubscribe((subscription) -> this.open.incrementAndGet())
					.doFinally((end) -> this.open.decrementAndGet()))));
		});
	}

	/** The next attempts are answered with these bodies, each then ending. */
	Server answering(String... bodies) {
		for (String body : bodies) {
			this.answers.add(new Answer(Mono.empty(), this.wire.buffers(body)));
		}
		return this;
	}

	/** The next attempt fails. */
	Server refusing(Throwable error) {
		this.answers.add(new Answer(Mono.error(error), Flux.never()));
		return this;
	}

	/** The next attempt is never answered. */
	Server blackholing() {
		this.answers.add(new Answer(Mono.never(), Flux.never()));
		return this;
	}

	/** Whatever has not been told otherwise is answered so. */
	Server always(Flux<DataBuffer> body) {
		this.otherwise = new Answer(Mono.empty(), body);
		return this;
	}

	int attempts() {
		return this.attempts.get();
	}

	int open() {
		return this.open.get();
	}

	/** The connection that was accepted last. */
	Session session() {
		return this.sessions.get(this.sessions.size() - 1);
	}

	/** Whoever was accepted gets this event. */
	void toAll(String data) {
		this.sessions.forEach((session) -> session.event(data));
	}

	static String event(String data) {
		return "event: deviceState\ndata: " + data + "\n\n";
	}

	/** When its headers come, and what comes after them. */
	private record Answer(Mono<Void> headers, Flux<DataBuffer> body) {
	}

	/** One accepted connection. */
	final class Session {

		private final Sinks.Many<DataBuffer> sink = Sinks.many().unicast().onBackpressureBuffer();

		private Session() {
			Server.this.sessions.add(this);
		}

		private Flux<DataBuffer> body() {
			return this.sink.asFlux().doOnDiscard(DataBuffer.class, DataBufferUtils::release);
		}

		void send(String text) {
			this.sink.emitNext(Server.this.wire.buffer(text), Sinks.EmitFailureHandler.FAIL_FAST);
		}

		void event(String data) {
			send(Server.event(data));
		}

		void hangUp() {
			this.sink.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
		}

		void reset(Throwable error) {
			this.sink.emitError(error, Sinks.EmitFailureHandler.FAIL_FAST);
		}

	}

}
