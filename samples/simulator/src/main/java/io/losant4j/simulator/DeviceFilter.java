package io.losant4j.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which devices {@code devices.get} answers, and how the answer tells of it.
 *
 * @param matches whether a device is one of them
 * @param echo the filters that were given
 */
record DeviceFilter(Predicate<Device> matches, ObjectNode echo) {

	/** A {@code query} overrides all other filters. */
	static DeviceFilter of(Application application, Params params) {
		ObjectNode echo = Json.object();
		JsonNode query = params.json("query");
		if (query != null) {
			echo.set("query", query);
			return new DeviceFilter(DeviceQuery.of("query", query, application), echo);
		}
		List<Predicate<Device>> all = new ArrayList<>();
		String filterField = params.text("filterField");
		String filter = params.text("filter");
		if (filterField != null) {
			Rule.oneOf("name").check("filterField", Json.text(filterField));
			echo.put("filterField", filterField);
		}
		if (filter != null) {
			echo.put("filter", filter);
			Pattern glob = glob(filter);
			all.add((device) -> glob.matcher(device.profile().name().toLowerCase(Locale.ROOT)).matches());
		}
		String parentId = params.text("parentId");
		if (parentId != null) {
			Rule.ID.check("parentId", Json.text(parentId));
			echo.put("parentId", parentId);
			all.add((device) -> parentId.equalsIgnoreCase(device.profile().parentId()));
		}
		JsonNode deviceClass = params.brackets("deviceClass");
		if (deviceClass != null) {
			echo.set("deviceClass", deviceClass);
			all.add(ofClasses(deviceClass));
		}
		JsonNode tagFilter = params.brackets("tagFilter");
		if (tagFilter != null) {
			DeviceRules.TAG_FILTER.check("tagFilter", tagFilter);
			echo.set("tagFilter", tagFilter);
			all.add(withTags(tagFilter));
		}
		return new DeviceFilter(all.stream().reduce((device) -> true, Predicate::and), echo);
	}

	private static Predicate<Device> ofClasses(JsonNode oneOrMany) {
		List<String> classes = new ArrayList<>();
		for (JsonNode item : oneOrMany.isArray() ? oneOrMany : Json.array().add(oneOrMany)) {
			DeviceRules.DEVICE_CLASS.check("deviceClass", item);
			classes.add(item.stringValue());
		}
		return (device) -> classes.contains(device.profile().deviceClass());
	}

	/** Devices that have a tag for every pair; a pair may lack its key or its value. */
	static Predicate<Device> withTags(JsonNode pairs) {
		return (device) -> {
			for (JsonNode pair : pairs) {
				if (!hasTag(device.profile(), pair)) {
					return false;
				}
			}
			return true;
		};
	}

	private static boolean hasTag(Profile profile, JsonNode pair) {
		for (JsonNode tag : profile.tags()) {
			boolean key = !pair.has("key") || pair.get("key").equals(tag.get("key"));
			boolean value = !pair.has("value") || pair.get("value").equals(tag.get("value"));
			if (key && value) {
				return true;
			}
		}
		return false;
	}

	/** {@code *} stands for anything, {@code ?} for one character, in either case. */
	static Pattern glob(String text) {
		StringBuilder form = new StringBuilder();
		text.toLowerCase(Locale.ROOT).codePoints().forEach((c) -> form.append(switch (c) {
			case '*' -> ".*";
			case '?' -> ".";
			default -> Pattern.quote(Character.toString(c));
		}));
		return Pattern.compile(form.toString(), Pattern.DOTALL);
	}

}
