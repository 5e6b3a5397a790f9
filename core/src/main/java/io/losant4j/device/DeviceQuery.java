package io.losant4j.device;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which devices are meant: Losant's advanced device query. Immutable, and checked when it
 * is made: what Losant's schema does not allow is an {@link IllegalArgumentException}
 * that names the field, the rule and the value.
 *
 * <pre class="code">
 * DeviceQuery.tag("site").is("berlin")
 *     .and(DeviceQuery.name().startsWith("freezer").ignoringCase())
 *     .and(DeviceQuery.anyOf(
 *         DeviceQuery.connectionStatus().isNot("connected"),
 *         DeviceQuery.lastUpdated().isBefore(yesterday)));
 * </pre>
 *
 * A condition that tests nothing, such as a list without items, would match every device
 * of the application and is refused too; {@link #everything()} says so openly.
 *
 * @see <a href="https://docs.losant.com/devices/device-queries/">Losant: device
 * queries</a>
 * @see <a href="https://docs.losant.com/references/advanced-queries/">Losant: advanced
 * queries</a>
 */
public sealed class DeviceQuery
		permits DeviceQueryText.Condition, DeviceQueryTime.Condition, DeviceQueryTag.KeyCondition {

	/** As many items as Losant takes in one list of a query. */
	private static final int MAX_MEMBERS = 100;

	private static final DeviceQuery EVERYTHING = new DeviceQuery(Map.of());

	private final Map<String, @Nullable Object> json;

	private DeviceQuery(Map<String, @Nullable Object> json) {
		this.json = json;
	}

	/** For one field, whose value has been checked. */
	DeviceQuery(String field, Map<String, @Nullable Object> value) {
		this.json = Collections.singletonMap(field, DeviceQueryGrammar.bare(value));
	}

	static DeviceQuery ofTags(Map<String, @Nullable Object> tags) {
		return new DeviceQuery("tags", tags);
	}

	/**
	 * The empty query, which matches every device of the application.
	 * @return the empty query
	 */
	public static DeviceQuery everything() {
		return EVERYTHING;
	}

	/**
	 * A query in Losant's own JSON, as the query editor of its web site shows it. Jackson
	 * reads a query this way too.
	 * @param json maps, lists, texts, numbers, booleans and nulls
	 * @return the query
	 * @throws IllegalArgumentException if Losant's schema does not allow it
	 */
	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public static DeviceQuery of(Map<String, ? extends @Nullable Object> json) {
		return new DeviceQuery(DeviceQueryGrammar.query(json));
	}

	/**
	 * Devices that match all of the queries: {@code $and}.
	 * @param queries 1 to 100 queries; {@link #everything()} adds nothing
	 * @return the query
	 */
	public static DeviceQuery allOf(DeviceQuery... queries) {
		return allOf(Arrays.asList(queries));
	}

	/**
	 * Devices that match all of the queries: {@code $and}.
	 * @param queries 1 to 100 queries; {@link #everything()} adds nothing
	 * @return the query
	 */
	public static DeviceQuery allOf(Collection<? extends DeviceQuery> queries) {
		List<DeviceQuery> testing = new ArrayList<>(queries);
		testing.removeIf(EVERYTHING::equals);
		return (testing.isEmpty() && !queries.isEmpty()) ? EVERYTHING : combined("$and", testing);
	}

	/**
	 * Devices that match at least one of the queries: {@code $or}.
	 * @param queries 1 to 100 queries, none of them empty
	 * @return the query
	 */
	public static DeviceQuery anyOf(DeviceQuery... queries) {
		return anyOf(Arrays.asList(queries));
	}

	/**
	 * Devices that match at least one of the queries: {@code $or}.
	 * @param queries 1 to 100 queries, none of them empty; an empty collection is
	 * refused, as Losant would match every device
	 * @return the query
	 */
	public static DeviceQuery anyOf(Collection<? extends DeviceQuery> queries) {
		return combined("$or", queries);
	}

	/**
	 * Devices that match none of the queries: {@code $nor}.
	 * @param queries 1 to 100 queries, none of them empty
	 * @return the query
	 */
	public static DeviceQuery noneOf(DeviceQuery... queries) {
		return noneOf(Arrays.asList(queries));
	}

	/**
	 * Devices that match none of the queries: {@code $nor}.
	 * @param queries 1 to 100 queries, none of them empty
	 * @return the query
	 */
	public static DeviceQuery noneOf(Collection<? extends DeviceQuery> queries) {
		return combined("$nor", queries);
	}

	private static DeviceQuery combined(String combinator, Collection<? extends DeviceQuery> queries) {
		List<Map<String, @Nullable Object>> members = new ArrayList<>();
		for (Object query : DeviceQueryGrammar.items(combinator, queries)) {
			if (!(query instanceof DeviceQuery member) || member.isEmpty()) {
				throw DeviceQueryGrammar.refusal(combinator, "made of queries that are not empty", query);
			}
			members.add(member.json);
		}
		return new DeviceQuery(Map.of(combinator, Collections.unmodifiableList(members)));
	}

	/**
	 * Devices that match this query and the other. A chain of these makes one flat
	 * {@code $and}.
	 * @param other the other query; {@link #everything()} adds nothing
	 * @return the query
	 */
	public DeviceQuery and(DeviceQuery other) {
		if (isEmpty() || other.isEmpty()) {
			return isEmpty() ? other : this;
		}
		if (this.json.size() == 1 && this.json.get("$and") instanceof List<?> members && members.size() < MAX_MEMBERS) {
			List<@Nullable Object> longer = new ArrayList<>(members);
			longer.add(other.json);
			return new DeviceQuery(Map.of("$and", Collections.unmodifiableList(longer)));
		}
		return allOf(this, other);
	}

	/**
	 * The devices with these ids, more of them than one list of a query may hold:
	 * {@code $in}, and {@code $or} of these for more than 100. For the actions that take
	 * no ids but a query:
	 * {@code devices.delete(DevicesSelection.where(DeviceQuery.ids(scrapped)))}.
	 * @param ids the ids, 1 to 1,000
	 * @return the query
	 * @throws IllegalArgumentException if an id is refused, or there are none or too many
	 */
	public static DeviceQuery ids(Collection<String> ids) {
		List<String> all = Check.ids("ids", ids);
		List<DeviceQuery> lists = new ArrayList<>();
		for (int from = 0; from < all.size(); from += MAX_MEMBERS) {
			lists.add(id().isAnyOf(all.subList(from, Math.min(from + MAX_MEMBERS, all.size()))));
		}
		return (lists.size() == 1) ? lists.get(0) : anyOf(lists);
	}

	/**
	 * Devices by their id.
	 * @return the field {@code id}
	 */
	public static DeviceQueryId id() {
		return new DeviceQueryId("id");
	}

	/**
	 * Peripherals by the id of their gateway.
	 * @return the field {@code gatewayId}
	 */
	public static DeviceQueryId gatewayId() {
		return new DeviceQueryId("gatewayId");
	}

	/**
	 * Devices by the id of the system right above them; {@code isNull()} for those in
	 * none.
	 * @return the field {@code parentId}
	 */
	public static DeviceQueryId parentId() {
		return new DeviceQueryId("parentId");
	}

	/**
	 * Devices by the id of any system above them.
	 * @return the field {@code ancestorId}
	 */
	public static DeviceQueryId ancestorId() {
		return new DeviceQueryId("ancestorId");
	}

	/**
	 * Devices by the id of an experience user.
	 * @return the field {@code experienceUserId}
	 */
	public static DeviceQueryId experienceUserId() {
		return new DeviceQueryId("experienceUserId");
	}

	/**
	 * Devices by the id of an experience group.
	 * @return the field {@code experienceGroupId}
	 */
	public static DeviceQueryId experienceGroupId() {
		return new DeviceQueryId("experienceGroupId");
	}

	/**
	 * Devices by their name.
	 * @return the field {@code name}
	 */
	public static DeviceQueryText name() {
		return new DeviceQueryText("name");
	}

	/**
	 * Devices by their class: {@code deviceClass().is(DeviceClass.GATEWAY)}.
	 * @return the field {@code deviceClass}
	 */
	public static DeviceQueryClass deviceClass() {
		return new DeviceQueryClass("deviceClass");
	}

	/**
	 * Devices by the name of an attribute that they have.
	 * @return the field {@code attributeName}
	 */
	public static DeviceQueryText attributeName() {
		return new DeviceQueryText("attributeName");
	}

	/**
	 * Devices by their connection, such as {@code connected}.
	 * @return the field {@code connectionStatus}
	 */
	public static DeviceQueryText connectionStatus() {
		return new DeviceQueryText("connectionStatus");
	}

	/**
	 * Devices by when they were made.
	 * @return the field {@code creationDate}
	 */
	public static DeviceQueryTime creationDate() {
		return new DeviceQueryTime("creationDate");
	}

	/**
	 * Devices by when they were last changed.
	 * @return the field {@code lastUpdated}
	 */
	public static DeviceQueryTime lastUpdated() {
		return new DeviceQueryTime("lastUpdated");
	}

	/**
	 * Devices by when they were deleted.
	 * @return the field {@code deletedAt}
	 */
	public static DeviceQueryTime deletedAt() {
		return new DeviceQueryTime("deletedAt");
	}

	/**
	 * Devices by when they last connected.
	 * @return the field {@code connectedAt}
	 */
	public static DeviceQueryTime connectedAt() {
		return new DeviceQueryTime("connectedAt");
	}

	/**
	 * Devices by when they last disconnected.
	 * @return the field {@code disconnectedAt}
	 */
	public static DeviceQueryTime disconnectedAt() {
		return new DeviceQueryTime("disconnectedAt");
	}

	/**
	 * Devices by the value of the tag with this key: {@code tag("site").is("berlin")}.
	 * @param key the key, 1 to 255 letters, digits, {@code _} or {@code -}
	 * @return the value, waiting to hear what it is compared with
	 */
	public static DeviceQueryTag<DeviceQuery> tag(String key) {
		return DeviceQueryTag.valueOf(key);
	}

	/**
	 * Devices by the keys of their tags, whatever the values: {@code $tagKey}.
	 * @return the key, waiting to hear what it is compared with
	 */
	public static DeviceQueryTag<DeviceQueryTag.KeyCondition> tagKey() {
		return DeviceQueryTag.anyKey();
	}

	/**
	 * Devices by the values of their tags, whatever the keys: {@code $tagValue}.
	 * @return the value, waiting to hear what it is compared with
	 */
	public static DeviceQueryTag<DeviceQuery> tagValue() {
		return DeviceQueryTag.anyValue();
	}

	/**
	 * Devices with at least one tag: {@code tags: {$ne: null}}. Losant knows this since
	 * version 1.29.4 of its API.
	 * @return the query
	 */
	public static DeviceQuery tagged() {
		return ofTags(Collections.singletonMap("$ne", null));
	}

	/**
	 * Devices without tags: {@code tags: null}. Losant knows this since version 1.29.4 of
	 * its API.
	 * @return the query
	 */
	public static DeviceQuery untagged() {
		return ofTags(Collections.singletonMap("$eq", null));
	}

	/**
	 * Whether this is the empty query, which matches every device of the application.
	 * @return {@code true} where nothing is tested
	 */
	public boolean isEmpty() {
		return this.json.isEmpty();
	}

	/**
	 * The query in Losant's own JSON, and what Jackson writes.
	 * @return unmodifiable maps and lists of texts, numbers, booleans and nulls, in the
	 * order in which they were said
	 */
	@JsonValue
	public Map<String, @Nullable Object> toMap() {
		return this.json;
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return other instanceof DeviceQuery query && this.json.equals(query.json);
	}

	@Override
	public final int hashCode() {
		return this.json.hashCode();
	}

	/**
	 * The query as JSON text, as the parameter {@code query} of an action takes it.
	 */
	@Override
	public final String toString() {
		return JsonMapper.shared().writeValueAsString(this.json);
	}

}
