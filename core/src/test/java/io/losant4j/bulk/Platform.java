package io.losant4j.bulk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

import io.losant4j.device.Check;
import io.losant4j.device.DeviceState;
import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.test.scheduler.VirtualTimeScheduler;

/**
 * A Losant in memory and in virtual time, which stores by device and millisecond and
 * allows 30 calls in 15 seconds for each device, counted as they arrive. A script decides
 * the fate of each call.
 */
final class Platform implements Transport {

	static final WriterListener NOBODY = new WriterListener() {
	};

	static final Instant START = Instant.parse("2026-11-20T00:00:00Z");

	private static final long WINDOW = Duration.ofSeconds(15).toMillis();

	final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	/** What is stored: by device, then by millisecond. */
	final Map<String, TreeMap<Long, Map<String, Object>>> stored = new HashMap<>();

	/** All calls, in the order in which they were sent. */
	final List<Sent> calls = new ArrayList<>();

	private final Map<String, Deque<Long>> arrivals = new HashMap<>();

	private final Map<String, Integer> underWay = new HashMap<>();

	/** How many calls came over the limit. */
	int throttled;

	/** The most calls that were under way at once. */
	int mostAtOnce;

	/** How many writers there are, each with one call at once to a device. */
	int mostWriters = 1;

	private int atOnce;

	/** The largest body. */
	int limit = Integer.MAX_VALUE;

	/** Whether the client can afford to repeat a call. */
	boolean affordsRepetition = true;

	/** What becomes of each call. */
	Function<Sent, Fate> script = (call) -> Fate.taken();

	/** How long calls are on the way, there and back, in milliseconds. */
	Supplier<long[]> latency = () -> new long[] { 20, 20 };

	Platform() {
		this.time.advanceTimeTo(START);
	}

	DefaultStateWriter writer(WriterOptions options) {
		return writer(options, new DeviceWindows(), NOBODY);
	}

	DefaultStateWriter writer(WriterOptions options, DeviceWindows windows, WriterListener listener) {
		return new DefaultStateWriter(this, options, windows, timing(), new QuietListener(listener));
	}

	private Timing timing() {
		return new Timing(this.time, this::now, (most) -> most);
	}

	long now() {
		return this.time.now(TimeUnit.MILLISECONDS);
	}

	@Override
	public int measure(DeviceState state) {
		return Check.sendable(state).data().toString().length();
	}

	@Override
	public boolean mayRepeat() {
		return this.affordsRepetition;
	}

	@Override
	public Mono<Void> send(String deviceId, List<DeviceState> states, boolean again) {
		return Mono.create((sink) -> {
			Sent call = new Sent(this.calls.size(), deviceId, states, now(), again);
			this.calls.add(call);
			if (this.underWay.merge(deviceId, 1, Integer::sum) > this.mostWriters) {
				throw new AssertionError("two calls at once to " + deviceId);
			}
			this.atOnce++;
			this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
			sink.onDispose(() -> {
				this.atOnce--;
				this.underWay.merge(deviceId, -1, Integer::sum);
			});
			Fate fate = this.script.apply(call);
			long[] way = this.latency.get();
			this.time.schedule(() -> arrive(call, fate, way[1], sink), way[0], TimeUnit.MILLISECONDS);
		});
	}

	private void arrive(Sent call, Fate fate, long back, MonoSink<Void> sink) {
		RuntimeException refusal = fate.arrives() ? refusal(call, fate) : null;
		if (fate.arrives() && refusal == null) {
			call.states().forEach((state) -> store(call.deviceId(), state));
		}
		if (fate.answered() || refusal != null) {
			this.time.schedule(() -> answer(sink, refusal), back, TimeUnit.MILLISECONDS);
		}
		else {
			this.time.schedule(
					() -> sink.error(new LosantConnectionException(request(true), "lost its connection", null)),
					fate.silence(), TimeUnit.MILLISECONDS);
		}
	}

	private static void answer(MonoSink<Void> sink, @Nullable RuntimeException refusal) {
		if (refusal != null) {
			sink.error(refusal);
		}
		else {
			sink.success();
		}
	}

	private @Nullable RuntimeException refusal(Sent call, Fate fate) {
		if (isOverLimit(call.deviceId())) {
			this.throttled++;
			return error(429, null);
		}
		if (fate.status() != 0) {
			return error(fate.status(), fate.retryAfter());
		}
		if (call.states().stream().anyMatch((state) -> state.data().containsKey("bad"))) {
			return error(400, null);
		}
		boolean tooLarge = this.limit < Integer.MAX_VALUE
				&& call.states().stream().mapToInt((state) -> measure(state) + 1).sum() > this.limit;
		return tooLarge ? error(413, null) : null;
	}

	private boolean isOverLimit(String deviceId) {
		Deque<Long> recent = this.arrivals.computeIfAbsent(deviceId, (id) -> new ArrayDeque<>());
		while (!recent.isEmpty() && recent.getFirst() <= now() - WINDOW) {
			recent.removeFirst();
		}
		recent.addLast(now());
		return recent.size() > 30;
	}

	private void store(String deviceId, DeviceState state) {
		Instant when = state.time();
		if (when == null) {
			throw new AssertionError("a state without a time: " + state);
		}
		this.stored.computeIfAbsent(deviceId, (id) -> new TreeMap<>())
			.computeIfAbsent(when.toEpochMilli(), (millis) -> new LinkedHashMap<>())
			.putAll(state.data());
	}

	static LosantApiException error(int status, @Nullable Duration retryAfter) {
		return new LosantApiException(request(status >= 500), status, null, null, retryAfter);
	}

	/** What is stored of a device. */
	SortedMap<Long, Map<String, Object>> stored(String deviceId) {
		return this.stored.getOrDefault(deviceId, new TreeMap<>());
	}

	/** How long it is since the start. */
	Duration elapsed() {
		return Duration.ofMillis(now() - START.toEpochMilli());
	}

	/** Lets time pass. */
	void advance(Duration time) {
		this.time.advanceTimeBy(time);
	}

	/** A report of a device whose attribute {@code n} has a value, at some time. */
	static DeviceReport report(int device, Object value, Instant time) {
		return new DeviceReport(device(device), DeviceState.of("n", value).at(time));
	}

	/** Values that a device reported, one in each second of the last hours. */
	static Flux<DeviceReport> reports(int device, int count) {
		return Flux.range(0, count).map((i) -> report(device, i, START.minusSeconds(count - i)));
	}

	/** The nth device. */
	static String device(int number) {
		return String.format("%024x", number);
	}

	/**
	 * A call as it was sent.
	 */
	record Sent(int number, String deviceId, List<DeviceState> states, long at, boolean again) {

		List<Object> values(String attribute) {
			return states().stream().map((state) -> state.data().getOrDefault(attribute, "none")).toList();
		}

	}

	/**
	 * What becomes of a call.
	 *
	 * @param arrives whether Losant gets it
	 * @param status an error that it is answered with, or 0
	 * @param retryAfter what the error asks for
	 * @param answered whether an answer comes back
	 * @param silence how long it takes to find out that none does
	 */
	record Fate(boolean arrives, int status, @Nullable Duration retryAfter, boolean answered, long silence) {

		static Fate taken() {
			return new Fate(true, 0, null, true, 0);
		}

		static Fate refused(int status) {
			return new Fate(true, status, null, true, 0);
		}

		static Fate refused(int status, Duration retryAfter) {
			return new Fate(true, status, retryAfter, true, 0);
		}

		/** It is taken, but nobody hears of it. */
		static Fate unheard(Duration silence) {
			return new Fate(true, 0, null, false, silence.toMillis());
		}

		/** It never arrives. */
		static Fate lost(Duration silence) {
			return new Fate(false, 0, null, false, silence.toMillis());
		}

	}

	private static FailedRequest request(boolean mayBeProcessed) {
		return new FailedRequest("device.sendState", "POST", "/state", 1, mayBeProcessed);
	}

}
