package io.losant4j.data;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.losant4j.device.Check;
import io.losant4j.device.TagFilter;

/**
 * The ways to say which devices a question is about. A list without items is refused: it
 * would silently mean other devices than none.
 */
final class Devices {

	private Devices() {
	}

	static List<String> ids(Collection<String> ids) {
		List<String> copy = List.copyOf(Check.size("deviceIds", ids, 1, 1_000));
		copy.forEach((id) -> Check.id("deviceIds", id));
		return copy;
	}

	static List<Map<String, String>> tags(TagFilter... tags) {
		return Check.size("deviceTags", List.of(tags), 1, 100).stream().map(Devices::fields).toList();
	}

	private static Map<String, String> fields(TagFilter filter) {
		Map<String, String> fields = new LinkedHashMap<>();
		if (filter.key() != null) {
			fields.put("key", Check.key("deviceTags key", filter.key()));
		}
		if (filter.value() != null) {
			fields.put("value", Check.length("deviceTags value", filter.value(), 1, 255));
		}
		Check.size("deviceTags fields", fields.keySet(), 1, 2);
		return fields;
	}

}
