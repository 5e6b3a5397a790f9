package io.losant4j.device;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class DeviceQueryRefusalTest {

	private static final DeviceQuery ANY = DeviceQuery.name().is("a");

	@SuppressWarnings("NullAway") // nulls are what is refused
	static Stream<Arguments> refusals() {
		return Stream.of(
				refused(() -> DeviceQuery.id().is("abc"), "id: $eq must be 24 hexadecimal characters, was 'abc'"),
				refused(() -> DeviceQuery.gatewayId().isAnyOf("575ecf887ae143cd83dc4aa2", "x"),
						"gatewayId: $in must be 24 hexadecimal characters, was 'x'"),
				refused(() -> DeviceQuery.parentId().is(null),
						"parentId: $eq must be a value (isNull() looks for what has none), was null"),
				refused(() -> DeviceQuery.name().isAnyOf("a", null),
						"name: $in must be a value (isNull() looks for what has none), was null"),
				refused(() -> DeviceQuery.name().isAnyOf(),
						"name: $in must be a list of 1 to 100 items (0 items), was []"),
				refused(() -> DeviceQuery.name().isNoneOf(List.of()),
						"name: $nin must be a list of 1 to 100 items (0 items), was []"),
				refused(() -> DeviceQuery.name().isNoneOf(Collections.nCopies(101, "abc")),
						"name: $nin must be a list of 1 to 100 items (101 items), was "
								+ "[abc, ".concat("abc, ".repeat(19)).substring(0, 80) + "…"),
				refused(() -> DeviceQuery.name().startsWith(""),
						"name: $startsWith must be a text of at least 1 character, was ''"),
				refused(() -> DeviceQuery.name().contains(null),
						"name: $contains must be a text of at least 1 character, was null"),
				refused(() -> DeviceQuery.name().startsWith("a").also().startsWith("b"),
						"name: $startsWith must be given once, was [a, b]"),
				refused(() -> DeviceQuery.creationDate().isAfter(Instant.MAX),
						"creationDate: $gt must be a time that milliseconds since the epoch can hold, was "
								+ Instant.MAX),
				refused(() -> DeviceQuery.tag("a b"),
						"tags: key must be 1 to 255 letters, digits, '_' or '-', was 'a b'"),
				refused(() -> DeviceQuery.tag(""), "tags: key must be 1 to 255 letters, digits, '_' or '-', was ''"),
				refused(() -> DeviceQuery.tag("$ne"),
						"tags: key must be 1 to 255 letters, digits, '_' or '-', was '$ne'"),
				refused(() -> DeviceQuery.tag("site").is(null),
						"tags: site must be a value (isNull() looks for what has none), was null"),
				refused(() -> DeviceQuery.tag("site").is("x".repeat(256)),
						"tags: site must be a text of at most 255 characters, was '" + "x".repeat(80) + "…'"),
				refused(() -> DeviceQuery.tagKey().isAnyOf("a", null),
						"tags: $tagKey $in must be a value (isNull() looks for what has none), was null"),
				refused(() -> DeviceQuery.tagValue().isNoneOf(List.of()),
						"tags: $tagValue $nin must be a list of 1 to 100 items (0 items), was []"),
				refused(() -> DeviceQuery.allOf(), "$and must be a list of 1 to 100 items (0 items), was []"),
				refused(() -> DeviceQuery.anyOf(List.of()), "$or must be a list of 1 to 100 items (0 items), was []"),
				refused(() -> DeviceQuery.anyOf(ANY, DeviceQuery.everything()),
						"$or must be made of queries that are not empty, was {}"),
				refused(() -> DeviceQuery.noneOf(ANY, null),
						"$nor must be made of queries that are not empty, was null"),
				refused(() -> DeviceQuery.anyOf(Collections.nCopies(101, ANY)),
						"$or must be a list of 1 to 100 items (101 items), was ["
								+ "{\"name\":\"a\"}, ".repeat(10).substring(0, 79) + "…"));
	}

	private static Arguments refused(ThrowingCallable saying, String message) {
		return arguments(saying, message);
	}

	@ParameterizedTest
	@MethodSource("refusals")
	void whatLosantDoesNotAllowCannotBeSaid(ThrowingCallable saying, String message) {
		assertThatIllegalArgumentException().isThrownBy(saying).withMessage(message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"{'colour':'red'} | query must be made of Losant's combinators and device fields, was 'colour'",
			"{'$not':[]} | query must be made of Losant's combinators and device fields, was '$not'",
			"{'$and':[]} | $and must be a list of 1 to 100 items (0 items), was []",
			"{'$and':{'name':'a'}} | $and must be a list of 1 to 100 items (no list), was {name=a}",
			"{'$and':['a']} | $and must be made of queries that are not empty, was 'a'",
			"{'$nor':[{'$and':[{}]}]} | $and must be made of queries that are not empty, was {}",
			"{'id':7} | id must be 24 hexadecimal characters, was 7",
			"{'id':{}} | id must be given at least one operator that compares, was {}",
			"{'id':{'$eq':null,'$ne':null}} | id must be given exactly one operator, was {$eq=null, $ne=null}",
			"{'id':{'$contains':'a'}} | id must be given an operator for ids, was '$contains'",
			"{'id':{'$in':[null]}} | id: $in must be a value (isNull() looks for what has none), was null",
			"{'name':['a']} | name must be a text, a number, true, false or null, was [a]",
			"{'name':{'$ci':true}} | name must be given at least one operator that compares, was {$ci=true}",
			"{'name':{'$eq':'a','$ci':1}} | name: $ci must be true or false, was 1",
			"{'name':{'$regex':'a'}} | name must be given Losant's operators, was '$regex'",
			"{'name':{'$in':'a'}} | name: $in must be a list of 1 to 100 items (no list), was 'a'",
			"{'tags':'a'} | tags must be null or name at least one tag, was 'a'",
			"{'tags':{}} | tags must be null or name at least one tag, was {}",
			"{'tags':{'$ne':{'$eq':{'a':'b'}}}} | tags: key must be 1 to 255 letters, digits, '_' or '-', was '$eq'",
			"{'tags':{'$tagKey':'a','b':'c'}} | tags: key must be 1 to 255 letters, digits, '_' or '-', was '$tagKey'",
			"{'tags':{'a':7}} | tags: a must be a text of at most 255 characters, was 7",
			"{'tags':{'a':{'$startsWith':'b'}}} | tags: a must be a text of at most 255 characters, was {$startsWith=b}" })
	void whatLosantDoesNotAllowIsNotRead(String json, String message) {
		Map<?, ?> map = JsonMapper.shared().readValue(json.replace('\'', '"'), Map.class);

		assertThatIllegalArgumentException().isThrownBy(() -> read(map)).withMessage(message);
	}

	@Test
	@SuppressWarnings("NullAway") // a null is what is refused
	void aTagWithoutAKeyIsNotRead() {
		Map<String, Object> tags = Map.of("tags", Collections.singletonMap(null, "a"));
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.of(tags))
			.withMessage("tags: key must be 1 to 255 letters, digits, '_' or '-', was null");
	}

	@Test
	void numbersThatJsonCannotWriteAreNotRead() {
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.of(Map.of("name", Double.NaN)))
			.withMessage("name must be a text, a number, true, false or null, was NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> DeviceQuery.of(Map.of("name", new StringBuilder("a"))))
			.withMessage("name must be a text, a number, true, false or null, was a");
		assertThat(DeviceQuery.of(Map.of("name", 1.5))).hasToString("{\"name\":1.5}");
	}

	@SuppressWarnings("unchecked") // a JSON object has texts for keys
	private static DeviceQuery read(Map<?, ?> json) {
		return DeviceQuery.of((Map<String, ?>) json);
	}

}
