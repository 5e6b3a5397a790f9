package io.losant4j.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which part of a sorted list the caller asks for.
 *
 * @param sortField the field to sort by
 * @param sortDirection {@code asc} or {@code desc}
 * @param page which page, from 0
 * @param perPage how many on a page
 */
record Page(String sortField, String sortDirection, int page, int perPage) {

	private static final int DEFAULT_PER_PAGE = 100;

	private static final int MAX_PER_PAGE = 1000;

	static Page of(Params query, String defaultField, Set<String> fields) {
		return new Page(query.choice("sortField", defaultField, fields),
				query.choice("sortDirection", "asc", Set.of("asc", "desc")),
				query.number("page", 0, 0, Integer.MAX_VALUE),
				query.number("perPage", DEFAULT_PER_PAGE, 1, MAX_PER_PAGE));
	}

	/** The envelope around this page of the items. */
	<T> ObjectNode of(List<T> items, Map<String, Comparator<T>> orders, Function<T, JsonNode> toJson) {
		Comparator<T> order = Objects.requireNonNull(orders.get(this.sortField));
		ArrayNode page = Json.array();
		items.stream()
			.sorted(this.sortDirection.equals("desc") ? order.reversed() : order)
			.skip((long) this.page * this.perPage)
			.limit(this.perPage)
			.map(toJson)
			.forEach(page::add);
		ObjectNode envelope = Json.object().put("count", page.size()).put("totalCount", items.size());
		envelope.put("perPage", this.perPage).put("page", this.page);
		envelope.put("sortField", this.sortField).put("sortDirection", this.sortDirection);
		envelope.set("items", page);
		return envelope;
	}

}
