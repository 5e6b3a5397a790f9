package io.losant4j.device;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One run over all pages of a query: which page is next, which devices have been seen,
 * and when the run is at its end. Losant's total ends no run, as it changes meanwhile,
 * but a page that is not full ends none either while the total tells of more.
 */
final class DevicePages {

	/** A server that does not page answers the same devices for ever. */
	private static final int MAX_BARREN = 2;

	/** The ids, and the devices without one. */
	private final Set<Object> seen = new HashSet<>();

	private DevicesQuery next;

	/** How many pages in a row brought nothing new. */
	private int barren;

	private boolean more = true;

	private DevicePages(DevicesQuery first) {
		this.next = first;
	}

	/** All devices of a query; each subscription is a run of its own. */
	static Flux<Device> run(DevicesQuery query, Function<DevicesQuery, Mono<DevicePage>> get) {
		DevicesQuery first = query.firstOfAllPages();
		return Flux.defer(() -> {
			DevicePages pages = new DevicePages(first);
			// The next page is asked for when the last device of this one was demanded.
			return Mono.defer(() -> get.apply(pages.next)).flatMapIterable(pages::unseen).repeat(() -> pages.more);
		});
	}

	private List<Device> unseen(DevicePage page) {
		int before = this.seen.size();
		List<Device> unseen = page.items().stream().filter(this::isNew).toList();
		// One page without news is none without more: inserts may have pushed it down.
		this.barren = (this.seen.size() > before) ? 0 : this.barren + 1;
		this.more = this.barren < MAX_BARREN && (isFull(page) || isShortOfTotal(page));
		this.next = this.next.nextPage();
		return unseen;
	}

	private boolean isNew(Device device) {
		String id = (device.id() != null) ? device.id() : device.deviceId();
		return this.seen.add((id != null) ? id : device);
	}

	/** What counts is the size that the server gives its pages, not the one asked for. */
	private static boolean isFull(DevicePage page) {
		@Nullable Integer size = page.perPage();
		return !page.items().isEmpty() && (size == null || page.items().size() >= size);
	}

	/**
	 * A server may echo a size that it does not give, or leave a device out of a page.
	 */
	private boolean isShortOfTotal(DevicePage page) {
		@Nullable Integer total = page.totalCount();
		return total != null && this.seen.size() < total;
	}

}
