package io.losant4j.bulk;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.device.Device;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DevicesActions;
import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many go at once, how fast the source is asked, and in which order outcomes come.
 */
class BulkFlowTest {

	private static final Duration REAL_TIME = Duration.ofSeconds(20);

	private static final Device CHANGED = new Device(null, null, null, null, null, null, null, null, List.of(),
			List.of(), null, null, null, List.of(), null, null, null, null);

	/** What Losant answers to the patch of a device, until a test says otherwise. */
	private final Map<String, Mono<Device>> answers = new ConcurrentHashMap<>();

	private final BulkUpdates bulk = BulkUpdates.of(fake(DevicesActions.class, ""),
			(id) -> fake(DeviceActions.class, id));

	@Test
	void takesNoMoreThanCanBeUnderWay() {
		AtomicInteger taken = new AtomicInteger();
		Flux<DeviceUpdate> source = updates(1_000).doOnNext((update) -> taken.incrementAndGet());

		StepVerifier.create(this.bulk.patchEach(source, BulkOptions.defaults().withConcurrency(8)), 0)
			.then(() -> assertThat(taken).as("nobody asks").hasValueLessThanOrEqualTo(8))
			.thenRequest(10)
			.expectNextCount(10)
			.then(() -> assertThat(taken).hasValueLessThanOrEqualTo(18))
			.thenRequest(990)
			.expectNextCount(990)
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void takesNoMoreIdsThanSlicesCanBeUnderWay() {
		AtomicInteger taken = new AtomicInteger();
		Flux<String> source = updates(1_000).map(DeviceUpdate::deviceId).doOnNext((id) -> taken.incrementAndGet());
		Flux<?> outcomes = this.bulk.patchAll(source, DevicePatch.empty(), new BulkOptions(2, 10));

		StepVerifier.create(outcomes, 0)
			.then(() -> assertThat(taken).hasValueLessThanOrEqualTo(20))
			.thenRequest(100)
			.expectNextCount(100)
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void makesAsManyCallsAtOnceAsIsAllowed() {
		long seed = Long.getLong("losant.seed", System.nanoTime());
		Random random = new Random(seed);
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		Set<String> patched = new HashSet<>();
		int updates = 10_000;
		for (int i = 0; i < updates; i++) {
			Duration takes = Duration.ofMillis(1 + random.nextInt(50));
			this.answers.put(id(i), Mono.defer(() -> {
				most.accumulateAndGet(now.incrementAndGet(), Math::max);
				return Mono.delay(takes).map((tick) -> {
					now.decrementAndGet();
					return CHANGED;
				});
			}));
		}

		StepVerifier
			.withVirtualTime(() -> this.bulk.patchEach(updates(updates), BulkOptions.defaults().withConcurrency(64)))
			.thenAwait(Duration.ofMinutes(1))
			.recordWith(ArrayList::new)
			.thenConsumeWhile((outcome) -> outcome instanceof BulkOutcome.Done,
					(outcome) -> patched.add(outcome.item().deviceId()))
			.expectComplete()
			.verify(REAL_TIME);
		assertThat(patched).as("-Dlosant.seed=" + seed).hasSize(updates);
		assertThat(most).as("-Dlosant.seed=" + seed).hasValue(64);
	}

	@Test
	void tellsOutcomesAsCallsEnd() {
		Sinks.One<Device> slow = Sinks.one();
		this.answers.put(id(0), slow.asMono());

		StepVerifier
			.create(this.bulk.patchEach(updates(3), BulkOptions.defaults().withConcurrency(2))
				.map((outcome) -> outcome.item().deviceId()))
			.expectNext(id(1), id(2))
			.then(() -> slow.tryEmitValue(CHANGED))
			.expectNext(id(0))
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void anItemThatFailsStopsNoOther() {
		for (int i = 0; i < 1_000; i += 3) {
			this.answers.put(id(i),
					Mono.error(new LosantApiException(new FailedRequest("device.patch", "PATCH", "/devices", 1, false),
							404, null, null, null)));
		}
		for (int i = 1; i < 1_000; i += 3) {
			this.answers.put(id(i), Mono.error(new IllegalStateException("a bug")));
		}

		StepVerifier
			.create(this.bulk.patchEach(updates(1_000), BulkOptions.defaults())
				.collectMultimap((outcome) -> outcome.getClass().getSimpleName()))
			.assertNext((outcomes) -> {
				assertThat(outcomes.get("Failed")).hasSize(667);
				assertThat(outcomes.get("Done")).hasSize(333);
			})
			.expectComplete()
			.verify(REAL_TIME);
	}

	@Test
	void errorsAsTheSourceDoesAfterTheOutcomesOfWhatWasUnderWay() {
		Sinks.One<Device> slow = Sinks.one();
		this.answers.put(id(0), slow.asMono());
		IllegalStateException broken = new IllegalStateException("the source is broken");

		StepVerifier.create(this.bulk.patchEach(updates(1).concatWith(Mono.error(broken)), BulkOptions.defaults()))
			.then(() -> slow.tryEmitValue(CHANGED))
			.expectNextCount(1)
			.expectErrorMatches(broken::equals)
			.verify(REAL_TIME);
	}

	@Test
	void cancellingEndsTheCallsUnderWay() {
		Sinks.One<Device> slow = Sinks.one();
		AtomicInteger cancelled = new AtomicInteger();
		this.answers.put(id(0), slow.asMono());
		for (int i = 1; i < 10; i++) {
			this.answers.put(id(i), Mono.<Device>never().doOnCancel(cancelled::incrementAndGet));
		}

		StepVerifier.create(this.bulk.patchEach(updates(10), BulkOptions.defaults().withConcurrency(4)))
			.then(() -> slow.tryEmitValue(CHANGED))
			.expectNextCount(1)
			.thenCancel()
			.verify(REAL_TIME);
		assertThat(cancelled).hasValue(3);
	}

	@Test
	void tenThousandPatchesOnManyThreads() {
		for (int i = 0; i < 10_000; i++) {
			this.answers.put(id(i), Mono.just(CHANGED).subscribeOn(Schedulers.parallel()));
		}

		StepVerifier
			.create(this.bulk.patchEach(updates(10_000), BulkOptions.defaults().withConcurrency(64))
				.map((outcome) -> outcome.item().deviceId())
				.distinct()
				.count())
			.expectNext(10_000L)
			.expectComplete()
			.verify(REAL_TIME);
	}

	private static Flux<DeviceUpdate> updates(int count) {
		return Flux.range(0, count).map((i) -> new DeviceUpdate(id(i), DevicePatch.empty().name("device " + i)));
	}

	private static String id(int number) {
		return "%024x".formatted(number);
	}

	/** Actions that know patch, and nothing else. */
	private <T> T fake(Class<T> actions, String id) {
		return actions.cast(
				Proxy.newProxyInstance(actions.getClassLoader(), new Class<?>[] { actions }, (proxy, method, args) -> {
					assertThat(method.getName()).isEqualTo("patch");
					return this.answers.getOrDefault(id, Mono.just(CHANGED));
				}));
	}

}
