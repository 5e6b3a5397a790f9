package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

/**
 * Which devices a body means. Ids, tags and a query add up: a device is meant that fits
 * any of them, as Losant's documentation leaves it open.
 *
 * @param given whether the body says anything of it
 * @param ids the ids that the body names
 * @param others whether a device is meant besides
 */
record Selection(boolean given, Set<String> ids, List<Predicate<Device>> others) {

	/**
	 * Reads a selection from a body that was checked.
	 * @param at the name of the body
	 * @param queryField the field with the query, {@code query} or {@code deviceQuery}
	 */
	static Selection of(String at, JsonNode body, String queryField, Application application) {
		List<Predicate<Device>> others = new ArrayList<>();
		Set<String> wanted = new HashSet<>();
		JsonNode ids = body.get("deviceIds");
		if (ids != null) {
			ids.forEach((id) -> wanted.add(id.stringValue().toLowerCase(Locale.ROOT)));
		}
		JsonNode tags = body.get("deviceTags");
		if (tags != null && !tags.isEmpty()) {
			others.add(DeviceFilter.withTags(tags));
		}
		JsonNode query = body.get(queryField);
		if (query != null) {
			others.add(DeviceQuery.of(at + "." + queryField, query, application));
		}
		return new Selection(ids != null || !others.isEmpty(), wanted, others);
	}

	/** The query parameter {@code query}, all devices without it. */
	static Predicate<Device> ofQuery(Params params, Application application) {
		JsonNode query = params.json("query");
		return (query != null) ? DeviceQuery.of("query", query, application) : (device) -> true;
	}

	/** The devices that are meant, and that the caller may know of, by id. */
	List<Device> of(Application application, Caller caller) {
		// Ids alone are looked up: a call for one device must not look at thousands.
		Stream<Device> candidates = this.others.isEmpty()
				? this.ids.stream().map(application::find).flatMap(Stream::ofNullable) : application.living();
		return candidates.filter((device) -> caller.sees(device.id()))
			.filter((device) -> this.ids.contains(device.id())
					|| this.others.stream().anyMatch((matches) -> matches.test(device)))
			.sorted(DevicesActions.BY_ID)
			.toList();
	}

	/** The same, where no selection means every device. */
	Selection orAll() {
		return this.given ? this : new Selection(true, Set.of(), List.of((device) -> true));
	}

}
