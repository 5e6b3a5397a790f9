package io.losant4j.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import io.netty.buffer.UnpooledByteBufAllocator;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * Buffers as they come from the network, each of which must have been released in the
 * end.
 */
final class Wire {

	/**
	 * Without netty's own detector, because we count ourselves.
	 */
	private final NettyDataBufferFactory factory = new NettyDataBufferFactory(
			new UnpooledByteBufAllocator(false, true));

	private final ConcurrentLinkedQueue<NettyDataBuffer> made = new ConcurrentLinkedQueue<>();

	DataBuffer buffer(byte[] bytes) {
		NettyDataBuffer buffer = this.factory.allocateBuffer(Math.max(1, bytes.length));
		buffer.write(bytes);
		this.made.add(buffer);
		return buffer;
	}

	DataBuffer buffer(String text) {
		return buffer(text.getBytes(StandardCharsets.UTF_8));
	}

	/** Made when they are asked for, as a socket does. */
	Flux<DataBuffer> buffers(List<byte[]> parts) {
		return Flux.fromIterable(parts).map(this::buffer);
	}

	Flux<DataBuffer> buffers(String... parts) {
		return Flux.just(parts).map(this::buffer);
	}

	long unreleased() {
		return this.made.stream().filter((buffer) -> buffer.getNativeBuffer().refCnt() > 0).count();
	}

	static List<byte[]> split(byte[] bytes, Function<Integer, Integer> size) {
		List<byte[]> parts = new ArrayList<>();
		for (int from = 0; from < bytes.length;) {
			int to = Math.min(bytes.length, from + size.apply(bytes.length - from));
			byte[] part = new byte[to - from];
			System.arraycopy(bytes, from, part, 0, part.length);
			parts.add(part);
			from = to;
		}
		return parts;
	}

	/** Where the cuts fall is chance; some parts are empty. */
	static List<byte[]> split(byte[] bytes, Random random) {
		int most = 1 + random.nextInt(12);
		return split(bytes, (left) -> random.nextInt(most + 1));
	}

	/** Nothing comes too late for it. */
	static Silence noSilence() {
		return new Silence(Duration.ofDays(1), Schedulers.parallel(), () -> new AssertionError("a day has passed"));
	}

	/** A line of texts that is never connected. */
	static Line<String> texts() {
		return texts(new Connector() {

			@Override
			public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
				return Flux.error(new AssertionError("must not be connected"));
			}

		});
	}

	static Line<String> texts(Connector connector) {
		return new Line<>("key", "test GET /stream", "deviceState", connector,
				(bytes, offset, length) -> new String(bytes, offset, length, StandardCharsets.UTF_8));
	}

	/** A signal in a word, to compare with. */
	static String word(StreamSignal<?> signal) {
		if (signal instanceof StreamSignal.Value<?> value) {
			return "=" + value.value();
		}
		if (signal instanceof StreamSignal.Malformed<?> malformed) {
			return "!" + malformed.cause().getMessage();
		}
		if (signal instanceof StreamSignal.Dropped<?> dropped) {
			return "dropped " + dropped.values();
		}
		if (signal instanceof StreamSignal.Opened<?> opened) {
			return "opened " + opened.attempt();
		}
		if (signal instanceof StreamSignal.Closed<?> closed) {
			return "closed " + closed.attempt();
		}
		if (signal instanceof StreamSignal.Gap<?> gap) {
			return (gap.recovered() ? "recovered " : "lost ") + gap.values();
		}
		return "keep-alive";
	}

	static final Duration PATIENCE = Duration.ofSeconds(30);

}
