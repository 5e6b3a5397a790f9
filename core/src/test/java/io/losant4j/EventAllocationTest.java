package io.losant4j;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import com.sun.management.ThreadMXBean;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceState;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import io.losant4j.stream.Connector;
import io.losant4j.stream.EventDecoder;
import io.losant4j.stream.Line;
import io.losant4j.stream.LiveLines;
import io.losant4j.stream.StreamListener;
import io.losant4j.stream.StreamOptions;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
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

	private static final byte[] BUFFER = """
			event: deviceState
			data: {"time":"2026-06-14T04:00:00.123Z","data":{"temperature":-18.4,"humidity":54,"door":"closed"}}

			""".repeat(EVENTS).getBytes(StandardCharsets.UTF_8);

	@Test
	void theLineItselfAllocatesNextToNothing() {
		// the signal around the value is 16 bytes
		assertThat(bytesPerEvent((bytes, offset, length) -> true)).isBetween(16L, 250L);
	}

	@Test
	void aStateAllocatesLittleBeyondWhatJacksonNeeds() {
		try (LosantHttp http = LosantHttp.create("http://localhost:1", Credentials.accessToken("token"),
				HttpOptions.defaults(), RetryPolicy.none(), WebClient.builder())) {
			ObjectReader reader = http.reader(DeviceState.class);

			// 1,600 bytes when this was written, 3,800 by Jackson's defaults
			assertThat(bytesPerEvent((bytes, offset, length) -> reader.readValue(bytes, offset, length)))
				.isBetween(500L, 2_200L);
		}
	}

	private static long bytesPerEvent(EventDecoder<Object> decoder) {
		AtomicLong values = new AtomicLong();
		Sinks.Many<DataBuffer> body = Sinks.many().unicast().onBackpressureBuffer();
		try (LiveLines lines = LiveLines.create(1, () -> true, new StreamListener() {
		})) {
			Disposable subscription = lines
				.values(new Line<>("key", "line", "deviceState", connector(body), decoder), StreamOptions.defaults())
				.subscribe((value) -> values.incrementAndGet());
			feed(body, WARM_UP);
			long before = allocated();
			feed(body, MEASURED);
			long bytes = allocated() - before;
			subscription.dispose();
			assertThat(values).hasValue((long) EVENTS * (WARM_UP + MEASURED));
			return bytes / (EVENTS * MEASURED);
		}
	}

	private static void feed(Sinks.Many<DataBuffer> body, int buffers) {
		for (int i = 0; i < buffers; i++) {
			body.tryEmitNext(DefaultDataBufferFactory.sharedInstance.wrap(BUFFER)).orThrow();
		}
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
