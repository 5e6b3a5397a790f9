package io.losant4j.device;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

import io.losant4j.auth.Credentials;
import io.losant4j.http.HttpOptions;
import io.losant4j.http.LosantHttp;
import io.losant4j.http.RetryPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random answers: none may fail to be read, and what is known must not be lost. A failure
 * names the seed, and {@code -Dlosant.seed=} replays it.
 */
class GeneratedAnswersTest {

	private static final LosantHttp HTTP = LosantHttp.create("https://api.losant.com", Credentials.accessToken("token"),
			HttpOptions.defaults(), RetryPolicy.defaults(), WebClient.builder());

	private static final JsonMapper LITERAL = JsonMapper.builder().build();

	private static final JsonMapper ESCAPED = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private final long seed = Long.getLong("losant.seed", System.nanoTime());

	private final AnswerGenerator generator = new AnswerGenerator(new Random(this.seed));

	@AfterAll
	static void close() {
		HTTP.close();
	}

	static Stream<Class<?>> answers() {
		return AnswerTypes.all();
	}

	@ParameterizedTest
	@MethodSource("answers")
	void readsWhateverAServerMayAnswer(Class<?> type) {
		int read = 0;
		while (read < 1_000) {
			Object json = AnswerGenerator.delegate(type).isPresent() ? this.generator.value(type)
					: this.generator.document(type);
			if (json != null) {
				kept(type.getSimpleName(), json, read(type, json));
				read++;
			}
		}
	}

	private Object read(Class<?> type, Object json) {
		byte[] text = written(json);
		try {
			return HTTP.reader(type).readValue(text);
		}
		catch (JacksonException ex) {
			throw new AssertionError(replay() + " " + new String(text, StandardCharsets.UTF_8), ex);
		}
	}

	/** Half of an emoji has no bytes of its own: it can only travel escaped. */
	private static byte[] written(Object json) {
		String literal = LITERAL.writeValueAsString(json);
		boolean whole = StandardCharsets.UTF_8.newEncoder().canEncode(literal);
		return (whole ? literal : ESCAPED.writeValueAsString(json)).getBytes(StandardCharsets.UTF_8);
	}

	/** Whatever is in the JSON under the name of a component is in the component. */
	private void kept(String path, @Nullable Object json, @Nullable Object value) {
		if (json == null) {
			return;
		}
		assertThat(value).as(() -> replay() + " lost " + path).isNotNull();
		if (value instanceof String && !(json instanceof String)) {
			// Where a name should be, anything else is kept as some text of it.
			return;
		}
		if (value instanceof String || value instanceof Boolean || value instanceof Number
				|| value instanceof Instant) {
			assertThat(value).as(() -> replay() + " changed " + path).isEqualTo(expected(json, value));
		}
		else if (json instanceof List<?> items && value instanceof List<?> values) {
			// Where an answer has a type, its lists have no nulls.
			List<?> told = values.stream().anyMatch(Objects::isNull) ? items
					: items.stream().filter(Objects::nonNull).toList();
			assertThat(values).as(() -> replay() + " lost items of " + path).hasSameSizeAs(told);
			for (int i = 0; i < told.size(); i++) {
				kept(path + "[]", told.get(i), values.get(i));
			}
		}
		else if (json instanceof Map<?, ?> members && value instanceof Map<?, ?> values) {
			members.forEach((name, member) -> kept(path + "." + name, member, values.get(name)));
		}
		else if (value instanceof Record answer && AnswerGenerator.delegate(answer.getClass()).isPresent()
				&& json instanceof Map == get(answer.getClass().getRecordComponents()[0], answer) instanceof Map) {
			Object entries = get(answer.getClass().getRecordComponents()[0], answer);
			if (json instanceof Map<?, ?> members) {
				assertThat((Map<?, ?>) entries).as(() -> replay() + " took an entry of " + path + " for none")
					.hasSameSizeAs(entries(members));
			}
			kept(path, (json instanceof Map<?, ?> members) ? entries(members) : json, entries);
		}
		else if (json instanceof Map<?, ?> members && value instanceof Record answer) {
			for (RecordComponent component : value.getClass().getRecordComponents()) {
				kept(path + "." + component.getName(), members.get(component.getName()), get(component, answer));
			}
		}
	}

	/** What is left of a bare map without what stands beside its entries. */
	private static Map<?, ?> entries(Map<?, ?> json) {
		Map<Object, @Nullable Object> entries = new LinkedHashMap<>(json);
		entries.keySet().removeAll(AnswerGenerator.OF_THE_SERVER);
		entries.values().removeIf((entry) -> !(entry instanceof Map));
		return entries;
	}

	private static Object expected(Object json, Object value) {
		if (value instanceof Instant) {
			return (json instanceof Map<?, ?> date) ? expected(Objects.requireNonNull(date.get("$date")), value)
					: (json instanceof Number millis) ? Instant.ofEpochMilli(millis.longValue())
							: OffsetDateTime.parse(json.toString()).toInstant();
		}
		if (value instanceof Boolean && json instanceof Number flag) {
			return flag.intValue() == 1;
		}
		if (json instanceof Number number) {
			BigDecimal exact = new BigDecimal(number.toString());
			// A whole number that its type cannot say becomes the nearest that it can.
			return (value instanceof Integer) ? nearest(exact, Integer.MIN_VALUE, Integer.MAX_VALUE).intValue()
					: (value instanceof Long) ? nearest(exact, Long.MIN_VALUE, Long.MAX_VALUE).longValue()
							: (value instanceof BigInteger) ? exact.toBigIntegerExact() : exact;
		}
		return json;
	}

	private static BigDecimal nearest(BigDecimal exact, long min, long max) {
		return exact.max(BigDecimal.valueOf(min)).min(BigDecimal.valueOf(max));
	}

	private String replay() {
		return "-Dlosant.seed=" + this.seed;
	}

	private static @Nullable Object get(RecordComponent component, Record answer) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(answer);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
