package io.losant4j.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random queries against Losant's schema. A failure names the seed, and
 * {@code -Dlosant.seed=} replays it.
 */
class DeviceQueryGrammarTest {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final long seed = Long.getLong("losant.seed", System.nanoTime());

	private final Random random = new Random(this.seed);

	@Test
	void whateverIsSaidLosantsSchemaAllows() {
		for (int i = 0; i < 1_000; i++) {
			DeviceQuery query = replayable(() -> query(3));

			assertThat(DeviceQuerySchema.violations(MAPPER.readTree(query.toString()))).as(() -> described(query))
				.isEmpty();
			assertThat(MAPPER.readValue(query.toString(), DeviceQuery.class)).as(() -> described(query))
				.isEqualTo(query);
			assertThat(query.isEmpty()).as(() -> described(query)).isFalse();
		}
	}

	@Test
	void whateverIsReadLosantsSchemaAllows() {
		int read = 0;
		int refused = 0;
		for (int i = 0; i < 3_000; i++) {
			Map<String, @Nullable Object> json = spoiledObject(replayable(() -> query(2)).toMap());
			boolean allowed = DeviceQuerySchema.violations(MAPPER.valueToTree(json)).isEmpty();
			try {
				assertThat(DeviceQuery.of(json).toMap()).as(() -> described(json)).isEqualTo(bare(json));
				assertThat(allowed).as(() -> described(json)).isTrue();
				read++;
			}
			catch (IllegalArgumentException ex) {
				assertThat(!allowed || testsNothing(json)).as(() -> described(json) + ": " + ex.getMessage()).isTrue();
				refused++;
			}
		}
		assertThat(read).as(() -> described("read")).isGreaterThan(200);
		assertThat(refused).as(() -> described("refused")).isGreaterThan(200);
	}

	/** The JSON as the grammar says it: an {@code $eq} that stands alone is left out. */
	private static @Nullable Object bare(@Nullable Object json) {
		if (json instanceof Map<?, ?> map) {
			if (map.size() == 1 && map.containsKey("$eq")) {
				return bare(map.get("$eq"));
			}
			Map<Object, @Nullable Object> bare = new LinkedHashMap<>();
			map.forEach((key, value) -> bare.put(key, bare(value)));
			return bare;
		}
		return (json instanceof List<?> list)
				? list.stream().map(DeviceQueryGrammarTest::bare).collect(Collectors.toList()) : json;
	}

	private String described(Object subject) {
		return "-Dlosant.seed=" + this.seed + " " + subject;
	}

	private <T> T replayable(Supplier<T> supplier) {
		try {
			return supplier.get();
		}
		catch (RuntimeException ex) {
			throw new AssertionError(described(ex), ex);
		}
	}

	/**
	 * What the schema allows and the grammar does not: see {@link DeviceQueryGrammar}.
	 */
	private static boolean testsNothing(Object json) {
		if (json instanceof Map<?, ?> map) {
			return map.isEmpty() || map.keySet().equals(Set.of("$ci"))
					|| map.values().stream().anyMatch((value) -> value != null && testsNothing(value));
		}
		return json instanceof List<?> list
				&& (list.isEmpty() || list.stream().anyMatch((value) -> value != null && testsNothing(value)));
	}

	private DeviceQuery query(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 8 : 4)) {
			case 0 -> this.random.nextBoolean() ? compared(idField(), this::anyId)
					: compared(DeviceQuery.deviceClass(), () -> DeviceClass.of(anyText(300)));
			case 1 -> textCondition();
			case 2 -> timeCondition();
			case 3 -> tagCondition();
			case 4 -> DeviceQuery.allOf(queries(depth - 1));
			case 5 -> DeviceQuery.anyOf(queries(depth - 1));
			case 6 -> DeviceQuery.noneOf(queries(depth - 1));
			default -> query(depth - 1).and(query(depth - 1));
		};
	}

	private List<DeviceQuery> queries(int depth) {
		return some(() -> query(depth), (this.random.nextInt(10) == 0) ? 100 : 4);
	}

	private <V, Q extends DeviceQuery> Q compared(DeviceQueryField<V, Q> field, Supplier<V> value) {
		return switch (this.random.nextInt(10)) {
			case 0 -> field.is(value.get());
			case 1 -> field.isNot(value.get());
			case 2 -> field.isNull();
			case 3 -> field.isNotNull();
			case 4 -> field.isAfter(value.get());
			case 5 -> field.isBefore(value.get());
			case 6 -> field.isAtOrAfter(value.get());
			case 7 -> field.isAtOrBefore(value.get());
			case 8 -> field.isAnyOf(some(value, 100));
			default -> field.isNoneOf(some(value, 100));
		};
	}

	private DeviceQueryId idField() {
		return oneOf(DeviceQuery.id(), DeviceQuery.gatewayId(), DeviceQuery.parentId(), DeviceQuery.ancestorId(),
				DeviceQuery.experienceUserId(), DeviceQuery.experienceGroupId());
	}

	private DeviceQuery textCondition() {
		DeviceQueryText field = oneOf(DeviceQuery.name(), DeviceQuery.attributeName(), DeviceQuery.connectionStatus());
		DeviceQueryText.Condition condition = compared(field, () -> anyText(300));
		if (this.random.nextBoolean()) {
			condition = condition.also().startsWith(anyText(300) + '.');
		}
		if (this.random.nextBoolean()) {
			condition = condition.also().endsWith(anyText(300) + '.').also().contains(anyText(300) + '.');
		}
		return this.random.nextBoolean() ? condition.ignoringCase() : condition;
	}

	private DeviceQuery timeCondition() {
		DeviceQueryTime field = oneOf(DeviceQuery.creationDate(), DeviceQuery.lastUpdated(), DeviceQuery.deletedAt(),
				DeviceQuery.connectedAt(), DeviceQuery.disconnectedAt());
		return this.random.nextBoolean() ? compared(field, this::anyTime)
				: field.isAtOrAfter(anyTime()).also().isBefore(anyTime());
	}

	private DeviceQuery tagCondition() {
		return switch (this.random.nextInt(6)) {
			case 0 -> tagged(DeviceQuery.tag(anyTagKey()));
			case 1 -> tagged(DeviceQuery.tagKey());
			case 2 -> tagged(DeviceQuery.tagValue());
			case 3 -> tagged(DeviceQuery.tagKey().isAnyOf(some(this::anyTagKey, 100)).withValue());
			case 4 -> DeviceQuery.tagged();
			default -> DeviceQuery.untagged();
		};
	}

	private DeviceQuery tagged(DeviceQueryTag<?> tag) {
		return switch (this.random.nextInt(6)) {
			case 0 -> tag.is(anyText(255));
			case 1 -> tag.isNot(anyText(255));
			case 2 -> tag.isNull();
			case 3 -> tag.isNotNull();
			case 4 -> tag.isAnyOf(some(() -> anyText(255), 100));
			default -> tag.isNoneOf(some(() -> anyText(255), 100));
		};
	}

	@SafeVarargs
	private <T> T oneOf(T... choices) {
		return choices[this.random.nextInt(choices.length)];
	}

	private <T> List<T> some(Supplier<T> supplier, int most) {
		int limit = (this.random.nextInt(10) == 0) ? most : 1 + this.random.nextInt(Math.min(most, 4));
		return Stream.generate(supplier).limit(limit).toList();
	}

	private String anyId() {
		return "%024x".formatted(this.random.nextLong());
	}

	private Instant anyTime() {
		return Instant.ofEpochMilli(this.random.nextLong());
	}

	private String anyTagKey() {
		return anyText("abcXYZ019_-", 1 + this.random.nextInt(255));
	}

	private String anyText(int most) {
		return anyText("aZ0 \"\\$\n\u0000é漢\uD83D\uDE00", this.random.nextInt(most + 1));
	}

	private String anyText(String alphabet, int length) {
		int[] characters = alphabet.codePoints().toArray();
		return this.random.ints(length, 0, characters.length)
			.map((i) -> characters[i])
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * Words and values of the grammar, now and then in a place where they do not belong.
	 */
	private @Nullable Object spoiled(@Nullable Object json) {
		if (this.random.nextInt(40) == 0) {
			return anyValue(2);
		}
		if (json instanceof Map<?, ?> map) {
			return spoiledObject(map);
		}
		if (json instanceof List<?> list) {
			List<@Nullable Object> spoiled = new ArrayList<>(list);
			spoiled.set(0, spoiled(spoiled.get(0)));
			return spoiled;
		}
		return json;
	}

	private Map<String, @Nullable Object> spoiledObject(Map<?, ?> map) {
		Map<String, @Nullable Object> spoiled = new LinkedHashMap<>();
		map.forEach((key, value) -> spoiled.put((this.random.nextInt(20) == 0) ? anyWord() : String.valueOf(key),
				spoiled(value)));
		if (this.random.nextInt(20) == 0) {
			spoiled.put(anyWord(), anyValue(2));
		}
		return spoiled;
	}

	private String anyWord() {
		return oneOf("$and", "$or", "$nor", "id", "name", "creationDate", "tags", "$eq", "$ne", "$gt", "$in", "$nin",
				"$startsWith", "$ci", "$tagKey", "$tagValue", "site", "");
	}

	private @Nullable Object anyValue(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 12 : 7)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> this.random.nextLong();
			case 3 -> anyId();
			case 4 -> anyText(3);
			case 5 -> "x".repeat(this.random.nextInt(250, 260));
			case 6 -> List.of();
			case 7, 8 -> {
				List<@Nullable Object> list = new ArrayList<>();
				for (int i = (this.random.nextInt(10) == 0) ? 101 : this.random.nextInt(3); i > 0; i--) {
					list.add(anyValue(depth - 1));
				}
				yield list;
			}
			default -> spoiledObject(query(1).toMap());
		};
	}

}
