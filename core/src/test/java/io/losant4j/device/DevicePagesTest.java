package io.losant4j.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.PublisherProbe;

import static io.losant4j.MockLosant.TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs over the pages of servers that page in their own ways, some of them wrong. A
 * failure names the seed, and {@code -Dlosant.seed=} replays it.
 */
class DevicePagesTest {

	private static final int ENDLESS = 500;

	private final long seed = Long.getLong("losant.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	private int pagesAsked;

	@Test
	void findsEveryDeviceOnceWhateverThePageSizeOfTheServer() {
		for (int i = 0; i < 1_000; i++) {
			List<String> devices = ids(this.random.nextInt(60));
			int size = 1 + this.random.nextInt(20);
			@Nullable Integer said = this.random.nextBoolean() ? size : null;
			@Nullable Integer total = this.random.nextBoolean() ? this.random.nextInt() : null;

			List<String> found = run((number) -> page(slice(devices, number * size, size), said, total));

			assertThat(found).as(described(size)).isEqualTo(devices);
			assertThat(this.pagesAsked).as(described(size)).isLessThanOrEqualTo(devices.size() / size + 3);
		}
	}

	@Test
	void findsEveryDeviceOnceWhileDevicesAreInserted() {
		for (int i = 0; i < 1_000; i++) {
			List<String> devices = new ArrayList<>(ids(60));
			List<String> before = List.copyOf(devices);
			int size = 5 + this.random.nextInt(20);

			List<String> found = run((number) -> {
				DevicePage page = page(slice(devices, number * size, size), size, devices.size());
				devices.add(0, "new" + number);
				return page;
			});

			assertThat(found).as(described(size)).doesNotHaveDuplicates().containsAll(before);
		}
	}

	@Test
	void endsWhateverTheServerAnswers() {
		List<String> known = ids(50);
		for (int i = 0; i < 1_000; i++) {
			List<String> found = run((number) -> {
				List<@Nullable String> ids = new ArrayList<>();
				for (int n = this.random.nextInt(6); n > 0; n--) {
					ids.add((this.random.nextInt(20) > 0) ? known.get(this.random.nextInt(known.size())) : null);
				}
				return page(ids, this.random.nextBoolean() ? this.random.nextInt(6) : null, Integer.MAX_VALUE);
			});

			assertThat(withoutUnknown(found)).as(described(0)).doesNotHaveDuplicates();
		}
	}

	@Test
	void endsWhereAServerDoesNotPage() {
		assertThat(run((number) -> page(ids(3), 3, 1_000))).isEqualTo(ids(3));
		assertThat(this.pagesAsked).isEqualTo(3);
	}

	@Test
	void endsAfterAnEmptyPage() {
		assertThat(run((number) -> page(List.of(), 0, 0))).isEmpty();
		assertThat(this.pagesAsked).isEqualTo(1);
		assertThat(run((number) -> page(List.of(), 0, null))).isEmpty();
		assertThat(this.pagesAsked).isEqualTo(1);
	}

	@Test
	void endsAfterAPageThatIsShorterThanItsServerSaysUnlessTheTotalTellsOfMore() {
		assertThat(run((number) -> page(ids(3), 4, null))).isEqualTo(ids(3));
		assertThat(this.pagesAsked).isEqualTo(1);
		assertThat(run((number) -> page(ids(3), 4, 3))).isEqualTo(ids(3));
		assertThat(this.pagesAsked).isEqualTo(1);
		assertThat(run((number) -> page(slice(ids(5), number * 3, 3), 4, 5))).isEqualTo(ids(5));
		assertThat(this.pagesAsked).isEqualTo(2);
	}

	@Test
	void findsEveryDeviceOfAServerThatEchoesAPageSizeThatItDoesNotGive() {
		assertThat(run((number) -> page(slice(ids(60), number * 20, 20), 1_000, 60))).isEqualTo(ids(60));
		assertThat(this.pagesAsked).isEqualTo(3);
	}

	@Test
	void findsTheOtherDevicesWhereOneIsMissingFromAPage() {
		List<String> found = run((number) -> {
			List<String> items = new ArrayList<>(slice(ids(60), number * 20, 20));
			items.remove(ids(60).get(7));
			return page(items, 20, 60);
		});

		assertThat(found).hasSize(59).doesNotHaveDuplicates();
	}

	@Test
	void findsEveryDeviceWhereAsManyAreInsertedAsAPageHolds() {
		List<String> devices = new ArrayList<>(ids(60));

		List<String> found = run((number) -> {
			DevicePage page = page(slice(devices, number * 10, 10), 10, devices.size());
			if (number == 0) {
				IntStream.range(0, 10).forEach((n) -> devices.add(0, "new" + n));
			}
			return page;
		});

		assertThat(found).doesNotHaveDuplicates().containsAll(ids(60));
	}

	@Test
	void endsWhereDevicesHaveNoId() {
		assertThat(run((number) -> page(Arrays.asList(null, null), null, null))).containsExactly("?");
		assertThat(this.pagesAsked).isEqualTo(3);
	}

	@Test
	void passesOverWhatIsNoDevice() {
		DevicePage page = page(Collections.singletonList((Device) null), null, null, 0);

		StepVerifier.create(DevicePages.run(DevicesQuery.all(), (query) -> Mono.just(page)))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void isAtMostOnePageAheadOfDemand() {
		Flux<Device> devices = devices((number) -> page(slice(ids(9), number * 3, 3), 3, 9));

		StepVerifier.create(devices, 0)
			.expectSubscription()
			.then(() -> assertThat(this.pagesAsked).isEqualTo(1))
			.thenRequest(2)
			.expectNextCount(2)
			.then(() -> assertThat(this.pagesAsked).isEqualTo(1))
			.thenRequest(1)
			.expectNextCount(1)
			.then(() -> assertThat(this.pagesAsked).isEqualTo(2))
			.thenRequest(4)
			.expectNextCount(4)
			.then(() -> assertThat(this.pagesAsked).isEqualTo(3))
			.thenCancel()
			.verify(TIMEOUT);
		assertThat(this.pagesAsked).isEqualTo(3);
	}

	@Test
	void asksForNoPageOnceCancelled() {
		StepVerifier.create(devices((number) -> page(slice(ids(9), number * 3, 3), 3, 9)).take(3))
			.expectNextCount(3)
			.expectComplete()
			.verify(TIMEOUT);
		assertThat(this.pagesAsked).isEqualTo(1);
	}

	@Test
	void cancelsThePageThatIsUnderWay() {
		PublisherProbe<DevicePage> page = PublisherProbe.of(Mono.never());

		Disposable run = DevicePages.run(DevicesQuery.all(), (query) -> page.mono()).subscribe();
		page.assertWasSubscribed();
		page.assertWasNotCancelled();

		run.dispose();
		page.assertWasCancelled();
	}

	private List<String> run(IntFunction<DevicePage> server) {
		List<String> found = new ArrayList<>();
		StepVerifier.create(devices(server))
			.thenConsumeWhile((device) -> true, (device) -> found.add((device.id() != null) ? device.id() : "?"))
			.expectComplete()
			.verify(TIMEOUT);
		return found;
	}

	private Flux<Device> devices(IntFunction<DevicePage> server) {
		this.pagesAsked = 0;
		return DevicePages.run(DevicesQuery.all(), (query) -> {
			assertThat(query.parameters()).as(described(0)).containsEntry("page", this.pagesAsked);
			assertThat(this.pagesAsked).as(described(0)).isLessThan(ENDLESS);
			return Mono.just(server.apply(this.pagesAsked++));
		});
	}

	private String described(int size) {
		return "-Dlosant.seed=" + this.seed + " pages of " + size;
	}

	private static List<String> withoutUnknown(List<String> ids) {
		return ids.stream().filter((id) -> !id.equals("?")).toList();
	}

	private static List<String> ids(int count) {
		return IntStream.range(0, count).mapToObj((n) -> "%024x".formatted(n)).toList();
	}

	private static <T> List<T> slice(List<T> all, int from, int size) {
		return all.subList(Math.min(from, all.size()), Math.min(from + size, all.size()));
	}

	private static DevicePage page(List<? extends @Nullable String> ids, @Nullable Integer perPage,
			@Nullable Integer total) {
		return page(ids.stream().map(DevicePagesTest::device).toList(), perPage, total, ids.size());
	}

	@SuppressWarnings("NullAway") // a server may answer a list of nulls
	private static DevicePage page(List<Device> items, @Nullable Integer perPage, @Nullable Integer total, int count) {
		return new DevicePage(items, count, total, perPage, null, null, null, null, null, null, List.of(), List.of(),
				null, Map.of());
	}

	private static Device device(@Nullable String id) {
		return new Device(id, null, null, null, null, null, null, null, List.of(), List.of(), null, null, null,
				List.of(), null, null, null, null);
	}

}
