package io.losant4j.samples.streams;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceState;
import io.losant4j.device.DevicesQuery;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Opens many live streams at once, has a value come through each of them, and prints what
 * they cost the client as a row of a Markdown table. From the root of the source tree:
 *
 * <pre class="code">
 * mvn -q -pl samples/streams -am spring-boot:run
 * </pre>
 */
public final class StreamFigures {

	private static final int STREAMS = 2_000;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	/** Opened first, so that what all streams share is not counted as theirs. */
	private static final int FIRST = 64;

	private StreamFigures() {
	}

	/**
	 * Measures and prints.
	 * @param args the number of streams, 2,000 without one
	 * @throws IOException if the simulator does not start
	 */
	public static void main(String[] args) throws IOException {
		int streams = (args.length > 0) ? Integer.parseInt(args[0]) : STREAMS;
		System.out.println(Figures.HEADER);
		System.out.println(measure(streams).row());
	}

	static Figures measure(int streams) throws IOException {
		try (SeparateSimulator simulator = SeparateSimulator.start(FIRST + streams);
				LosantClient client = LosantClient.builder()
					.baseUrl(simulator.baseUrl())
					.credentials(Credentials.accessToken(simulator.accessToken()))
					.build()) {
			LosantApplication application = client.application(simulator.applicationId());
			List<String> devices = ids(application);
			Disposable.Composite subscriptions = Disposables.composite();
			listen(application, devices.subList(0, FIRST), subscriptions);
			long heapBefore = usedHeap();
			int threadsBefore = threads();
			listen(application, devices.subList(FIRST, FIRST + streams), subscriptions);
			Figures figures = new Figures(streams, (usedHeap() - heapBefore) / streams, threadsBefore, threads());
			subscriptions.dispose();
			return figures;
		}
	}

	private static List<String> ids(LosantApplication application) {
		return Objects.requireNonNull(application.devices()
			.getAll(DevicesQuery.all())
			.mapNotNull((device) -> device.id())
			.collectList()
			.block(PATIENCE));
	}

	/** Returns when a value has come through every stream; all stay open. */
	private static void listen(LosantApplication application, List<String> devices,
			Disposable.Composite subscriptions) {
		Flux.fromIterable(devices)
			.flatMap((id) -> listen(application.device(id), subscriptions), devices.size())
			.then()
			.block(PATIENCE);
	}

	private static Mono<Void> listen(DeviceActions device, Disposable.Composite subscriptions) {
		Sinks.Empty<Void> opened = Sinks.empty();
		Sinks.Empty<Void> came = Sinks.empty();
		subscriptions.add(device.stateSignals(StreamOptions.defaults()).subscribe((signal) -> {
			if (signal instanceof StreamSignal.Opened) {
				opened.tryEmitEmpty();
			}
			else if (signal instanceof StreamSignal.Value) {
				came.tryEmitEmpty();
			}
		}, opened::tryEmitError));
		return opened.asMono().then(device.sendState(DeviceState.of("temperature", 1))).then(came.asMono());
	}

	private static int threads() {
		return ManagementFactory.getThreadMXBean().getThreadCount();
	}

	/** What is left of the heap after it has been cleaned up. */
	private static long usedHeap() {
		return LongStream.generate(() -> {
			System.gc();
			return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
		}).limit(5).min().orElseThrow();
	}

}
