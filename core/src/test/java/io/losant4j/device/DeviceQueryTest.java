package io.losant4j.device;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static io.losant4j.device.DeviceQuery.allOf;
import static io.losant4j.device.DeviceQuery.anyOf;
import static io.losant4j.device.DeviceQuery.noneOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DeviceQueryTest {

	private static final String ID = "575ecf887ae143cd83dc4aa2";

	private static final String OTHER_ID = "575EC8687AE143CD83DC4A97";

	private static final Instant TIME = Instant.parse("2024-05-01T00:00:00.123456Z");

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final DeviceQuery named = DeviceQuery.name().is("a");

	private final DeviceQuery located = DeviceQuery.tag("site").is("berlin");

	static Stream<Arguments> fields() {
		return Stream.of(arguments(DeviceQuery.id().is(ID), "id"),
				arguments(DeviceQuery.gatewayId().is(ID), "gatewayId"),
				arguments(DeviceQuery.parentId().is(ID), "parentId"),
				arguments(DeviceQuery.ancestorId().is(ID), "ancestorId"),
				arguments(DeviceQuery.experienceUserId().is(ID), "experienceUserId"),
				arguments(DeviceQuery.experienceGroupId().is(ID), "experienceGroupId"),
				arguments(DeviceQuery.name().is(ID), "name"),
				arguments(DeviceQuery.deviceClass().is(DeviceClass.of(ID)), "deviceClass"),
				arguments(DeviceQuery.attributeName().is(ID), "attributeName"),
				arguments(DeviceQuery.connectionStatus().is(ID), "connectionStatus"));
	}

	@ParameterizedTest
	@MethodSource("fields")
	void everyFieldHasLosantsName(DeviceQuery query, String field) {
		assertThat(query).hasToString("{\"" + field + "\":\"" + ID + "\"}");
	}

	static Stream<Arguments> times() {
		return Stream.of(arguments(DeviceQuery.creationDate().is(TIME), "creationDate"),
				arguments(DeviceQuery.lastUpdated().is(TIME), "lastUpdated"),
				arguments(DeviceQuery.deletedAt().is(TIME), "deletedAt"),
				arguments(DeviceQuery.connectedAt().is(TIME), "connectedAt"),
				arguments(DeviceQuery.disconnectedAt().is(TIME), "disconnectedAt"));
	}

	@ParameterizedTest
	@MethodSource("times")
	void everyTimeIsInMilliseconds(DeviceQuery query, String field) {
		assertThat(query).hasToString("{\"" + field + "\":1714521600123}");
	}

	static Stream<Arguments> operators() {
		return Stream.of(arguments(DeviceQuery.parentId().isNot(ID), "{'parentId':{'$ne':'" + ID + "'}}"),
				arguments(DeviceQuery.parentId().isNull(), "{'parentId':null}"),
				arguments(DeviceQuery.parentId().isNotNull(), "{'parentId':{'$ne':null}}"),
				arguments(DeviceQuery.id().isAfter(ID), "{'id':{'$gt':'" + ID + "'}}"),
				arguments(DeviceQuery.id().isBefore(ID), "{'id':{'$lt':'" + ID + "'}}"),
				arguments(DeviceQuery.id().isAtOrAfter(ID), "{'id':{'$gte':'" + ID + "'}}"),
				arguments(DeviceQuery.id().isAtOrBefore(ID), "{'id':{'$lte':'" + ID + "'}}"),
				arguments(DeviceQuery.id().isAnyOf(ID, OTHER_ID), "{'id':{'$in':['" + ID + "','" + OTHER_ID + "']}}"),
				arguments(DeviceQuery.id().isAnyOf(List.of(ID)), "{'id':{'$in':['" + ID + "']}}"),
				arguments(DeviceQuery.id().isNoneOf(ID), "{'id':{'$nin':['" + ID + "']}}"),
				arguments(DeviceQuery.id().isNoneOf(List.of(ID)), "{'id':{'$nin':['" + ID + "']}}"),
				arguments(DeviceQuery.name().isNot("a"), "{'name':{'$ne':'a'}}"),
				arguments(DeviceQuery.name().isNull(), "{'name':null}"),
				arguments(DeviceQuery.name().isNotNull(), "{'name':{'$ne':null}}"),
				arguments(DeviceQuery.name().isAfter("a"), "{'name':{'$gt':'a'}}"),
				arguments(DeviceQuery.name().isBefore("a"), "{'name':{'$lt':'a'}}"),
				arguments(DeviceQuery.name().isAtOrAfter("a"), "{'name':{'$gte':'a'}}"),
				arguments(DeviceQuery.name().isAtOrBefore("a"), "{'name':{'$lte':'a'}}"),
				arguments(DeviceQuery.name().startsWith("freezer"), "{'name':{'$startsWith':'freezer'}}"),
				arguments(DeviceQuery.name().endsWith("r"), "{'name':{'$endsWith':'r'}}"),
				arguments(DeviceQuery.name().contains("ez"), "{'name':{'$contains':'ez'}}"),
				arguments(DeviceQuery.deviceClass().isAnyOf(DeviceClass.GATEWAY, DeviceClass.EDGE_COMPUTE),
						"{'deviceClass':{'$in':['gateway','edgeCompute']}}"),
				arguments(DeviceQuery.deviceClass().isNoneOf(DeviceClass.FLOATING),
						"{'deviceClass':{'$nin':['floating']}}"),
				arguments(DeviceQuery.name().is("a").ignoringCase(), "{'name':{'$eq':'a','$ci':true}}"),
				arguments(DeviceQuery.name().startsWith("f").also().endsWith("r").ignoringCase(),
						"{'name':{'$startsWith':'f','$endsWith':'r','$ci':true}}"),
				arguments(DeviceQuery.name().is("f").also().isNot("r"), "{'name':{'$eq':'f','$ne':'r'}}"),
				arguments(DeviceQuery.creationDate().isAtOrAfter(TIME).also().isBefore(TIME.plusMillis(1)),
						"{'creationDate':{'$gte':1714521600123,'$lt':1714521600124}}"),
				arguments(DeviceQuery.connectedAt().isAfter(Instant.EPOCH), "{'connectedAt':{'$gt':0}}"),
				arguments(DeviceQuery.deletedAt().isNull(), "{'deletedAt':null}"),
				arguments(DeviceQuery.lastUpdated().isAnyOf(TIME), "{'lastUpdated':{'$in':[1714521600123]}}"));
	}

	@ParameterizedTest
	@MethodSource({ "operators", "tags", "combinators" })
	void everyOperatorHasItsJson(DeviceQuery query, String json) {
		assertThat(query).hasToString(json.replace('\'', '"'));
	}

	static Stream<Arguments> tags() {
		return Stream.of(arguments(DeviceQuery.tag("site").is("berlin"), "{'tags':{'site':'berlin'}}"),
				arguments(DeviceQuery.tag("site").isNot("berlin"), "{'tags':{'$ne':{'site':'berlin'}}}"),
				arguments(DeviceQuery.tag("site").isNull(), "{'tags':{'site':null}}"),
				arguments(DeviceQuery.tag("site").isNotNull(), "{'tags':{'$ne':{'site':null}}}"),
				arguments(DeviceQuery.tag("site").isAnyOf("a", "b"), "{'tags':{'site':{'$in':['a','b']}}}"),
				arguments(DeviceQuery.tag("site").isNoneOf("a"), "{'tags':{'site':{'$nin':['a']}}}"),
				arguments(DeviceQuery.tagKey().is("site"), "{'tags':{'$tagKey':'site'}}"),
				arguments(DeviceQuery.tagKey().isNot("site"), "{'tags':{'$ne':{'$tagKey':'site'}}}"),
				arguments(DeviceQuery.tagKey().isNoneOf(List.of("site")), "{'tags':{'$tagKey':{'$nin':['site']}}}"),
				arguments(DeviceQuery.tagValue().is("berlin"), "{'tags':{'$tagValue':'berlin'}}"),
				arguments(DeviceQuery.tagValue().isNull(), "{'tags':{'$tagValue':null}}"),
				arguments(DeviceQuery.tagKey().isAnyOf("site", "plant").withValue().is("berlin"),
						"{'tags':{'$tagKey':{'$in':['site','plant']},'$tagValue':'berlin'}}"),
				arguments(DeviceQuery.tagKey().is("site").withValue().isNot("berlin"),
						"{'tags':{'$ne':{'$tagKey':'site','$tagValue':'berlin'}}}"),
				arguments(DeviceQuery.tagged(), "{'tags':{'$ne':null}}"),
				arguments(DeviceQuery.untagged(), "{'tags':null}"));
	}

	static Stream<Arguments> combinators() {
		DeviceQuery a = DeviceQuery.name().is("a");
		DeviceQuery b = DeviceQuery.name().is("b");
		DeviceQuery c = DeviceQuery.name().is("c");
		DeviceQuery everything = DeviceQuery.everything();
		return Stream.of(arguments(everything, "{}"), arguments(allOf(a, b), "{'$and':[{'name':'a'},{'name':'b'}]}"),
				arguments(anyOf(List.of(a, b)), "{'$or':[{'name':'a'},{'name':'b'}]}"),
				arguments(noneOf(a), "{'$nor':[{'name':'a'}]}"),
				arguments(a.and(b).and(c), "{'$and':[{'name':'a'},{'name':'b'},{'name':'c'}]}"),
				arguments(anyOf(a, b).and(c), "{'$and':[{'$or':[{'name':'a'},{'name':'b'}]},{'name':'c'}]}"),
				arguments(everything.and(a), "{'name':'a'}"), arguments(a.and(everything), "{'name':'a'}"),
				arguments(allOf(everything, a), "{'$and':[{'name':'a'}]}"), arguments(allOf(everything), "{}"));
	}

	@Test
	void onlyTheQueryThatTestsNothingIsEmpty() {
		assertThat(DeviceQuery.everything().isEmpty()).isTrue();
		assertThat(DeviceQuery.of(Map.of()).isEmpty()).isTrue();
		assertThat(allOf(DeviceQuery.everything(), DeviceQuery.everything()).isEmpty()).isTrue();
		assertThat(DeviceQuery.everything().and(DeviceQuery.everything()).isEmpty()).isTrue();
		assertThat(this.named.isEmpty()).isFalse();
		assertThat(DeviceQuery.untagged().isEmpty()).isFalse();
	}

	@Test
	void aChainOfMoreThanAHundredStaysWithinTheLimit() {
		DeviceQuery chain = IntStream.range(0, 250)
			.mapToObj((i) -> (DeviceQuery) DeviceQuery.name().contains("n" + i))
			.reduce(DeviceQuery.everything(), DeviceQuery::and);

		assertThat(DeviceQuerySchema.violations(MAPPER.readTree(chain.toString()))).isEmpty();
		assertThat(IntStream.range(0, 250)).allMatch((i) -> chain.toString().contains("\"n" + i + '"'));
	}

	@Test
	void queriesAreEqualWhenTheySayTheSame() {
		DeviceQuery read = DeviceQuery.of(Map.of("tags", Map.of("site", "berlin")));

		assertThat(read).isEqualTo(this.located).hasSameHashCodeAs(this.located).isNotEqualTo(this.named);
		assertThat(this.named).isEqualTo(DeviceQuery.of(Map.of("name", "a"))).isNotEqualTo("{\"name\":\"a\"}");
		assertThat(DeviceQuery.of(Map.of("creationDate", 5)))
			.isEqualTo(DeviceQuery.creationDate().is(Instant.ofEpochMilli(5)));
	}

	@Test
	void anyJacksonMapperWritesAndReadsAQuery() {
		record Request(DeviceQuery query) {
		}
		DeviceQuery query = this.named.and(DeviceQuery.name().startsWith("x").ignoringCase())
			.and(DeviceQuery.tagKey().isNull());

		assertThat(MAPPER.writeValueAsString(new Request(query))).isEqualTo("{\"query\":" + query + '}');
		assertThat(MAPPER.readValue(query.toString(), DeviceQuery.class)).isEqualTo(query);
	}

	@Test
	void losantsOwnSamplesAreRead() {
		String sample = "{\"$or\":[{\"name\":{\"$ne\":\"my Value\"}},{\"parentId\":\"575ec8687ae143cd83dc4a97\"}]}";

		assertThat(MAPPER.readValue(sample, DeviceQuery.class)).hasToString(sample)
			.isEqualTo(
					anyOf(DeviceQuery.name().isNot("my Value"), DeviceQuery.parentId().is("575ec8687ae143cd83dc4a97")));
	}

	@Test
	void aQueryCannotBeChanged() {
		String[] names = { "a", "b" };
		List<String> sites = Arrays.asList("x", "y");
		DeviceQuery query = DeviceQuery.name().isAnyOf(names).and(DeviceQuery.tag("site").isAnyOf(sites));

		names[0] = "z";
		sites.set(0, "z");

		assertThat(query.toString()).doesNotContain("z");
		assertThat(query.toMap()).isUnmodifiable();
		assertThat(query.toMap()).extractingByKey("$and", InstanceOfAssertFactories.LIST).isUnmodifiable();
		assertThat(this.located.toMap()).extractingByKey("tags", InstanceOfAssertFactories.MAP).isUnmodifiable();
	}

	@Test
	void sayingMoreOfAFieldLeavesWhatWasSaidAsItWas() {
		DeviceQueryText.Condition freezers = DeviceQuery.name().startsWith("freezer");

		freezers.ignoringCase();
		freezers.also().endsWith("old");

		assertThat(freezers).hasToString("{\"name\":{\"$startsWith\":\"freezer\"}}");
	}

	@Test
	void sayingTheSameIsBeingEqual() {
		DeviceQuery byName = DeviceQuery.name().is("a");
		assertThat(DeviceQuery.of(Map.of("name", Map.of("$eq", "a")))).isEqualTo(byName);
		assertThat(DeviceQuery.of(Map.of("$and", List.of(Map.of("name", Map.of("$eq", "a"))))))
			.isEqualTo(DeviceQuery.allOf(byName));
		assertThat(DeviceQuery.of(Map.of("tags", Map.of("$eq", Map.of("site", "berlin"))))).isEqualTo(this.located);
		for (Number one : List.of(1L, 1, (short) 1, 1.0, 1.0f, BigInteger.ONE, BigDecimal.ONE,
				new BigDecimal("1.00"))) {
			assertThat(DeviceQuery.of(Map.of("name", one))).isEqualTo(DeviceQuery.of(Map.of("name", 1)))
				.hasToString("{\"name\":1}");
		}
		assertThat(DeviceQuery.of(Map.of("name", new BigDecimal("1E+400"))))
			.isEqualTo(DeviceQuery.of(Map.of("name", BigInteger.TEN.pow(400))));
	}

	@Test
	void joinsMoreIdsThanAListHolds() {
		List<String> ids = IntStream.range(0, 1_000).mapToObj("%024x"::formatted).toList();

		assertThat(DeviceQuery.ids(ids.subList(0, 100))).isEqualTo(DeviceQuery.id().isAnyOf(ids.subList(0, 100)));
		assertThat(DeviceQuery.ids(ids.subList(0, 101))).isEqualTo(DeviceQuery
			.anyOf(DeviceQuery.id().isAnyOf(ids.subList(0, 100)), DeviceQuery.id().isAnyOf(ids.get(100))));
		assertThat(DeviceQuery.ids(ids).toMap().get("$or")).asInstanceOf(InstanceOfAssertFactories.LIST).hasSize(10);
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.ids(List.of()))
			.withMessage("ids must have 1 to 1000 items, was '0'");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.ids(Collections.nCopies(1_001, ID)))
			.withMessage("ids must have 1 to 1000 items, was '1001'");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.ids(List.of("x")))
			.withMessage("ids must be 24 hexadecimal characters, was 'x'");
	}

}
