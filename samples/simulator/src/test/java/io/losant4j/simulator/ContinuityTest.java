package io.losant4j.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.losant4j.LosantApplication;
import io.losant4j.LosantClient;
import io.losant4j.auth.Credentials;
import io.losant4j.device.DataType;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceAttribute;
import io.losant4j.device.DevicePost;
import io.losant4j.stream.Overflow;
import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Streams that never lose a value and never lie about it: many devices, a network that
 * does them every wrong that a network can, and an account of both ends.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ContinuityTest {

	private static final int DEVICES = 100;

	private static final int CUTS = 2_000;

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private static final StreamOptions OPTIONS = StreamOptions.defaults()
		.withKeepAlive(Duration.ofSeconds(1))
		// a busy machine is not a silent server
		.withMissedKeepAlives(6)
		.withOpenTimeout(Duration.ofSeconds(15))
		.withMinBackOff(Duration.ofMillis(10))
		.withMaxBackOff(Duration.ofMillis(200))
		.withMaxEventSize(2_000)
		.withOverlap(Duration.ofSeconds(5))
		.withLookBack(Duration.ofMinutes(10));

	private final LosantSimulator simulator = LosantSimulator.builder().unthrottled().start();

	private final RoughNetwork network = new RoughNetwork(this.simulator.baseUrl());

	private final TallyingListener listener = new TallyingListener();

	private final LosantClient emitting = client(this.simulator.baseUrl().toString());

	private final LosantClient listening = client(this.network.url());

	private final Tally told = new Tally();

	private final List<NumberEmitter> emitters = new ArrayList<>();

	private final List<Watched> lines = new ArrayList<>();

	private final List<SlowReader> slowReaders = new ArrayList<>();

	private final List<Throwable> errors = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.listening.close();
		this.emitting.close();
		this.network.close();
		this.simulator.close();
	}

	@Test
	void everyNumberComesOnceAndInOrderAndEveryCountIsTrue() {
		IntStream.range(0, DEVICES).forEach(this::listen);
		await("all lines have been open", () -> all((line) -> !line.witness().opened().isEmpty()));

		Mono<Void> emission = Flux.fromIterable(this.emitters).flatMap(NumberEmitter::emit, DEVICES).then().cache();
		emission.subscribe((none) -> {
		}, this.errors::add);
		await("the network is calm", () -> all((line) -> line.network().isCalm()));
		this.emitters.forEach(NumberEmitter::stop);
		emission.block(PATIENCE);
		await("all has come", () -> all((line) -> line.witness().numbers().size() >= line.emitter().emitted()));
		await("all has been told", () -> this.told.counts().gaps() == this.network.tally().counts().gaps());
		this.slowReaders.forEach((reader) -> reader.request(Long.MAX_VALUE));

		assertThat(this.errors).as(Seed.text()).isEmpty();
		assertThat(this.lines.stream().mapToInt((line) -> line.network().cuts()).sum()).as(Seed.text())
			.isGreaterThanOrEqualTo(CUTS);
		this.lines.forEach(ContinuityTest::check);
		this.slowReaders.forEach(ContinuityTest::check);
		assertThat(this.listener.tally().counts()).as(Seed.text()).isEqualTo(oracle());
		assertThat(this.told.counts()).as(Seed.text()).isEqualTo(oracle());
	}

	private void listen(int i) {
		DevicePost post = DevicePost.named("Device " + i).attributes(DeviceAttribute.of("n", DataType.NUMBER));
		String id = Objects.requireNonNull(
				Objects.requireNonNull(application(this.emitting).devices().post(post).block(PATIENCE)).id());
		NumberEmitter emitter = new NumberEmitter(application(this.emitting).device(id));
		this.emitters.add(emitter);
		DeviceActions device = application(this.listening).device(id);
		watch(emitter, this.network.line("/devices/" + id + "/stateStream", Seed.random(2L * i)),
				device.stateSignals(OPTIONS), (state) -> state.number("n").orElseThrow().intValue());
		watch(emitter, this.network.line("/devices/" + id + "/commandStream", Seed.random(2L * i + 1)),
				device.commandSignals(OPTIONS), (command) -> (Integer) Objects.requireNonNull(command.payload()));
		if (i % 10 == 0) {
			Overflow overflow = (i % 20 == 0) ? Overflow.DROP_OLDEST : Overflow.DROP_NEWEST;
			SlowReader reader = new SlowReader(emitter, this.told);
			device.stateSignals(OPTIONS.withBuffer(8).withOverflow(overflow)).subscribe(reader);
			this.slowReaders.add(reader);
		}
	}

	private <T> void watch(NumberEmitter emitter, RoughLine network, Flux<StreamSignal<T>> signals,
			Function<T, Integer> number) {
		LineWitness<T> witness = new LineWitness<>(this.told, number);
		this.lines.add(new Watched(network, emitter, witness));
		signals.subscribe(witness, this.errors::add);
	}

	private static void check(Watched line) {
		List<Integer> all = IntStream.rangeClosed(1, line.emitter().emitted()).boxed().toList();
		assertThat(line.witness().numbers()).as(Seed.text()).isEqualTo(all);
		assertThat(line.witness().lies()).as(Seed.text()).isEmpty();
		assertThat(line.witness().opened()).as(Seed.text()).isEqualTo(line.network().opened());
		// live is at most what the network let pass; all else came from the history
		assertThat(without(all, line.network().passed())).as(Seed.text())
			.isEqualTo(without(line.witness().recovered(), line.network().passed()));
	}

	private static void check(SlowReader reader) {
		assertThat(reader.numbers()).as(Seed.text()).isSorted().doesNotHaveDuplicates();
		assertThat(reader.dropped()).as(Seed.text()).isPositive().isEqualTo(reader.lost());
	}

	/** What the network did, the emitters sent, and the slow did not get. */
	private Tally.Counts oracle() {
		Tally.Counts network = this.network.tally().counts();
		long recovered = this.lines.stream().mapToLong((line) -> line.witness().recovered().size()).sum();
		long emitted = this.lines.stream().mapToLong((line) -> line.emitter().emitted()).sum();
		long dropped = this.slowReaders.stream().mapToLong(SlowReader::lost).sum();
		return new Tally.Counts(network.opened(), network.closed(), network.failed(), network.gaps(), recovered,
				network.malformed(), emitted, dropped);
	}

	private boolean all(Predicate<Watched> condition) {
		return this.errors.isEmpty() && this.lines.stream().allMatch(condition);
	}

	private void await(String what, BooleanSupplier condition) {
		Mono.fromSupplier(condition::getAsBoolean)
			.filter((met) -> met || !this.errors.isEmpty())
			.repeatWhenEmpty((empties) -> empties.delayElements(Duration.ofMillis(50)))
			.timeout(PATIENCE, Mono
				.error(() -> new AssertionError(Seed.text() + ": not so within " + PATIENCE + ": " + what + "; network "
						+ this.network.tally().counts() + ", client " + this.listener.tally().counts())))
			.block();
	}

	private LosantClient client(String url) {
		return LosantClient.builder()
			.baseUrl(url)
			.credentials(Credentials.accessToken(this.simulator.accessToken()))
			.streamListener(this.listener)
			.build();
	}

	private LosantApplication application(LosantClient client) {
		return client.application(this.simulator.applicationId());
	}

	private static Set<Integer> without(Collection<Integer> numbers, Set<Integer> others) {
		Set<Integer> rest = new TreeSet<>(numbers);
		rest.removeAll(others);
		return rest;
	}

	/**
	 * A line from its three sides.
	 *
	 * @param network what happens to it on the way
	 * @param emitter what is sent
	 * @param witness what comes
	 */
	private record Watched(RoughLine network, NumberEmitter emitter, LineWitness<?> witness) {
	}

}
