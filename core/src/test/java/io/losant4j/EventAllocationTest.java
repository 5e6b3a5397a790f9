package io.losant4j;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.sun.management.ThreadMXBean;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceState;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.Connector;
import io.losant4j.stream.EventDecoder;
import io.losant4j.stream.History;
import io.losant4j.stream.Line;
import io.losant4j.stream.LiveLines;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.ObjectReader;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an event allocates, from the buffer to the subscriber: stable where time is not.
 */
class EventAllocationTest {

	private static final int EVENTS = 100;

	private static final int WARM_UP = 300;

	private static final int MEASURED = 100;

	private static final String EVENT = """
			event: deviceState
			data: {"time":"%s","data":{"temperature":-18.4,"humidity":54,"door":"closed"}}

			""";

	private static final Instant START = Instant.parse("2026-06-14T04:00:00Z");

	private static final List<byte[]> BUFFERS = IntStream.range(0, WARM_UP + MEASURED)
		.mapToObj(EventAllocationTest::buffer)
		.toList();

	/** Each event is a millisecond after the one before. */
	private static byte[] buffer(int number) {
		return IntStream.range(number * EVENTS, (number + 1) * EVENTS)
			.mapToObj((millis) -> EVENT.formatted(START.plusMillis(millis)))
			.collect(Collectors.joining())
			.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void theLineItselfAllocatesNextToNothing() {
		// the signal around the value is 16 bytes
		assertThat(bytesPerEvent(line((bytes, offset, length) -> true))).isBetween(16L, 150L);
	}

	@Test
	void aStateAllocatesLittleBeyondWhatJacksonNeeds() {
		// 1,300 bytes when this was written, 3,800 by Jackson's defaults
		assertThat(bytesPerEvent(states())).isBetween(500L, 1_600L);
	}

	@Test
	void rememberingAStateAllocatesNextToNothing() {
		History<DeviceState> past = new History<>() {

			@Override
			public Mono<Page<DeviceState>> read(Instant from) {
				return Mono.error(new AssertionError("nothing is missed"));
			}

			@Override
			public @Nullable Instant time(DeviceState state) {
				return state.time();
			}

		};

		assertThat(bytesPerEvent(states().withHistory(past))).isBetween(500L, 1_600L);
	}

	private static Line<DeviceState> states() {
		try (LosantHttp http = LosantHttp.create("http://localhost:1", Credentials.accessToken("token"),
				HttpOptions.defaults(), RetryPolicy.none(), WebClient.builder())) {
			ObjectReader reader = http.reader(DeviceState.class);
			return line((bytes, offset, length) -> reader.readValue(bytes, offset, length));
		}
	}

	private static <T> Line<T> line(EventDecoder<T> decoder) {
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		return new Line<>(body, "line", "deviceState", connector(body), decoder);
	}

	@SuppressWarnings("unchecked") // the key is the body
	private static long bytesPerEvent(Line<?> line) {
		Sinks.Many<DataBuffer> body = (Sinks.Many<DataBuffer>) line.key();
		AtomicLong values = new AtomicLong();
		try (LiveLines lines = LiveLines.create(1, () -> true, new StreamListener() {
		})) {
			Disposable subscription = lines.values(line, StreamOptions.defaults())
				.subscribe((value) -> values.incrementAndGet());
			feed(body, BUFFERS.subList(0, WARM_UP));
			long before = allocated();
			feed(body, BUFFERS.subList(WARM_UP, WARM_UP + MEASURED));
			long bytes = allocated() - before;
			subscription.dispose();
			assertThat(values).hasValue((long) EVENTS * (WARM_UP + MEASURED));
			return bytes / (EVENTS * MEASURED);
		}
	}

	private static void feed(Sinks.Many<DataBuffer> body, List<byte[]> buffers) {
		buffers.forEach((buffer) -> body.tryEmitNext(DefaultDataBufferFactory.sharedInstance.wrap(buffer)).orThrow());
	}

	private static Connector connector(Sinks.Many<DataBuffer> body) {
		return new Connector() {

			@Override
			public <R> Flux<R> connect(Function<Flux<DataBuffer>, Flux<R>> reader) {
				return reader.apply(body.asFlux());
			}

		};
	}

	private static long allocated() {
		return ManagementFactory.getPlatformMXBean(ThreadMXBean.class)
			.getThreadAllocatedBytes(Thread.currentThread().getId());
	}

}
