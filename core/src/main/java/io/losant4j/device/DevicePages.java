package io.losant4j.device;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One run over all pages of a query: which page is next, which devices have been seen,
 * and when the run is at its end. Losant's total is not asked: it changes during a run.
 */
final class DevicePages {

	private final Set<String> seen = new HashSet<>();

	private DevicesQuery next;

	private boolean more = true;

	private DevicePages(DevicesQuery query) {
		this.next = query.firstOfAllPages();
	}

	/** All devices of a query; each subscription is a run of its own. */
	static Flux<Device> run(DevicesQuery query, Function<DevicesQuery, Mono<DevicePage>> get) {
		return Flux.defer(() -> {
			DevicePages pages = new DevicePages(query);
			// The next page is asked for when the last device of this one was demanded.
			return Mono.defer(() -> get.apply(pages.next)).flatMapIterable(pages::unseen).repeat(() -> pages.more);
		});
	}

	private List<Device> unseen(DevicePage page) {
		int before = this.seen.size();
		List<Device> unseen = page.items().stream().filter(Objects::nonNull).filter(this::isNew).toList();
		// A server that does not page answers the same devices for ever: news must come.
		this.more = this.seen.size() > before && isFull(page);
		this.next = this.next.nextPage();
		return unseen;
	}

	private boolean isNew(Device device) {
		String id = (device.id() != null) ? device.id() : device.deviceId();
		return id == null || this.seen.add(id);
	}

	/** What counts is the size that the server gives its pages, not the one asked for. */
	private static boolean isFull(DevicePage page) {
		@Nullable Integer size = page.perPage();
		return size == null || page.items().size() >= size;
	}

}
