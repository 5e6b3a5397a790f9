package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import tools.jackson.databind.JsonNode;

/**
 * Which devices a body means. Ids, tags and a query add up: a device is meant that fits
 * any of them, as Losant's documentation leaves it open.
 *
 * @param given whether the body says anything of it
 * @param matches whether a device is meant
 */
record Selection(boolean given, Predicate<Device> matches) {

	/**
	 * Reads a selection from a body that was checked.
	 * @param at the name of the body
	 * @param queryField the field with the query, {@code query} or {@code deviceQuery}
	 */
	static Selection of(String at, JsonNode body, String queryField, Application application) {
		List<Predicate<Device>> any = new ArrayList<>();
		JsonNode ids = body.get("deviceIds");
		if (ids != null) {
			Set<String> wanted = new HashSet<>();
			ids.forEach((id) -> wanted.add(id.stringValue().toLowerCase(Locale.ROOT)));
			any.add((device) -> wanted.contains(device.id()));
		}
		JsonNode tags = body.get("deviceTags");
		if (tags != null && !tags.isEmpty()) {
			any.add(DeviceFilter.withTags(tags));
		}
		JsonNode query = body.get(queryField);
		if (query != null) {
			any.add(DeviceQuery.of(at + "." + queryField, query, application));
		}
		return new Selection(!any.isEmpty(), (device) -> any.stream().anyMatch((matches) -> matches.test(device)));
	}

	/** The query parameter {@code query}, all devices without it. */
	static Predicate<Device> ofQuery(Params params, Application application) {
		JsonNode query = params.json("query");
		return (query != null) ? DeviceQuery.of("query", query, application) : (device) -> true;
	}

	/** The devices that are meant, and that the caller may know of, by id. */
	List<Device> of(Application application, Caller caller) {
		return application.living()
			.filter((device) -> caller.sees(device.id()))
			.filter(this.matches)
			.sorted(DevicesActions.BY_ID)
			.toList();
	}

	/** The same, where no selection means every device. */
	Selection orAll() {
		return this.given ? this : new Selection(true, (device) -> true);
	}

}
