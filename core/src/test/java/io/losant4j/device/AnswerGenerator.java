package io.losant4j.device;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Makes up answers, as the trees that JSON is: whatever the schema of a record's
 * components lets a server say, and then some.
 */
final class AnswerGenerator {

	private static final List<String> TEXTS = List.of("", " ", "on", "null", "0", "\u0000", "\"\\/\b\f\n\r\t",
			"\u2028\u2029", "\uFEFFbom", "\u202Eright to left", "e\u0301\u0302\u0303", "\uD83D\uDC69\u200D\uD83D\uDD2C",
			"\uD800", "\uDC00\uD800", "\uFFFF", "日本語", "{\"$date\":1}", "x".repeat(9_000));

	private static final List<Object> NUMBERS = List.of(0, 1, -1, 1.5, Integer.MAX_VALUE, Integer.MIN_VALUE,
			Long.MAX_VALUE, Long.MIN_VALUE, 9_007_199_254_740_993L, Double.MAX_VALUE, Double.MIN_VALUE, -0.0,
			BigInteger.TEN.pow(400), BigInteger.TEN.pow(400).negate(), new BigDecimal("1E+400"),
			new BigDecimal("-1E-400"), new BigDecimal("0.1234567890123456789012345678901234567890"));

	/** What an answer's own fields may be called. */
	static final List<String> OF_THE_SERVER = List.of("_type", "_etag", "_links", "_actions", "_embedded");

	private final Random random;

	AnswerGenerator(Random random) {
		this.random = random;
	}

	/** A value of the type as JSON, or {@code null}. */
	@Nullable Object value(Type type) {
		if (chance(10)) {
			return null;
		}
		if (type instanceof ParameterizedType generic) {
			return container(generic);
		}
		if (type == String.class) {
			return oneOf(TEXTS);
		}
		if (type == Instant.class) {
			return time();
		}
		if (type == Boolean.class || type == boolean.class) {
			return oneOf(List.of(true, false, 0, 1));
		}
		if (List.<Type>of(Integer.class, int.class, Long.class, long.class).contains(type)) {
			return oneOf(NUMBERS);
		}
		if (type == Object.class) {
			return anything(3);
		}
		if (type instanceof Class<?> plain && plain.isRecord()) {
			Optional<Type> instead = delegate(plain);
			return instead.isPresent() ? delegated(instead.get()) : document(plain);
		}
		throw new IllegalStateException("nobody has said yet what a server may answer for a " + type);
	}

	/** An answer of the type, as JSON. */
	Map<String, @Nullable Object> document(Class<?> type) {
		Map<String, @Nullable Object> json = new LinkedHashMap<>();
		for (RecordComponent component : type.getRecordComponents()) {
			if (!chance(5)) {
				json.put(name(type, component), component(type, component));
			}
		}
		while (chance(3)) {
			json.put("unknown" + json.size(), anything(3));
		}
		return shuffled(json);
	}

	/**
	 * A bare map has a server's own fields beside its entries, and who knows what else.
	 */
	private @Nullable Object delegated(Type type) {
		Object value = value(type);
		if (type instanceof ParameterizedType && value instanceof Map<?, ?> entries) {
			Map<String, @Nullable Object> json = new LinkedHashMap<>();
			entries.forEach((name, entry) -> json.put(String.valueOf(name), entry));
			OF_THE_SERVER.stream().filter((name) -> chance(2)).forEach((name) -> json.put(name, anything(3)));
			json.put("x", oneOf(NUMBERS));
			return shuffled(json);
		}
		return value;
	}

	private Object container(ParameterizedType type) {
		Type item = type.getActualTypeArguments()[type.getActualTypeArguments().length - 1];
		if (type.getRawType() == List.class) {
			return list(() -> value(item));
		}
		if (type.getRawType() == Map.class) {
			return map(() -> value(item));
		}
		throw new IllegalStateException("nobody has said yet what a server may answer for a " + type);
	}

	/**
	 * What stands in the JSON for a type that is no object there: a name, or a bare map.
	 */
	static Optional<Type> delegate(Class<?> type) {
		JsonDeserialize reader = type.getAnnotation(JsonDeserialize.class);
		if (reader != null && BareMapReader.class.isAssignableFrom(reader.using())) {
			return Optional.of(type.getRecordComponents()[0].getGenericType());
		}
		return Arrays.stream(type.getDeclaredMethods())
			.filter(AnswerGenerator::isDelegating)
			.map(Method::getParameters)
			.map((parameters) -> parameters[0])
			.map(Parameter::getParameterizedType)
			.findFirst();
	}

	private static boolean isDelegating(Method method) {
		JsonCreator creator = method.getAnnotation(JsonCreator.class);
		return creator != null && creator.mode() != JsonCreator.Mode.PROPERTIES && method.getParameterCount() == 1;
	}

	private @Nullable Object component(Class<?> type, RecordComponent component) {
		Object value = value(component.getGenericType());
		boolean single = value instanceof List<?> list && list.size() == 1 && maySingle(type, component);
		return single ? ((Collection<?>) Objects.requireNonNull(value)).iterator().next() : value;
	}

	private String name(Class<?> type, RecordComponent component) {
		JsonAlias aliases = field(type, component, JsonAlias.class);
		List<String> names = new ArrayList<>(List.of(component.getName()));
		if (aliases != null) {
			names.addAll(List.of(aliases.value()));
		}
		return oneOf(names);
	}

	private static boolean maySingle(Class<?> type, RecordComponent component) {
		JsonFormat format = field(type, component, JsonFormat.class);
		return format != null && List.of(format.with()).contains(JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY);
	}

	private static <A extends Annotation> @Nullable A field(Class<?> type, RecordComponent component,
			Class<A> annotation) {
		try {
			return type.getDeclaredField(component.getName()).getAnnotation(annotation);
		}
		catch (NoSuchFieldException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Object time() {
		Instant time = Instant.ofEpochMilli(this.random.nextLong(-62_135_596_800_000L, 253_402_300_799_999L));
		Object form = switch (this.random.nextInt(6)) {
			case 0 -> time.toString();
			case 1 -> time.truncatedTo(ChronoUnit.SECONDS).toString();
			case 2 -> time.atOffset(ZoneOffset.ofHoursMinutes(5, 30)).toString();
			case 3 -> time.toEpochMilli();
			case 4 -> BigDecimal.valueOf(time.toEpochMilli()).setScale(3);
			default -> (double) time.toEpochMilli();
		};
		return chance(3) ? Map.of("$date", form) : form;
	}

	private @Nullable Object anything(int depth) {
		return switch (this.random.nextInt((depth > 0) ? 6 : 4)) {
			case 0 -> null;
			case 1 -> this.random.nextBoolean();
			case 2 -> oneOf(NUMBERS);
			case 3 -> oneOf(TEXTS);
			case 4 -> list(() -> anything(depth - 1));
			default -> map(() -> anything(depth - 1));
		};
	}

	private List<@Nullable Object> list(Supplier<@Nullable Object> item) {
		List<@Nullable Object> list = new ArrayList<>();
		while (!chance(3)) {
			list.add(item.get());
		}
		return list;
	}

	private Map<String, @Nullable Object> map(Supplier<@Nullable Object> item) {
		Map<String, @Nullable Object> map = new HashMap<>();
		while (!chance(3)) {
			String name = oneOf(TEXTS);
			// Jackson reads half of an emoji in a value, but not in a name.
			map.put(StandardCharsets.UTF_8.newEncoder().canEncode(name) ? name : "half", item.get());
		}
		return map;
	}

	private Map<String, @Nullable Object> shuffled(Map<String, @Nullable Object> json) {
		List<String> names = new ArrayList<>(json.keySet());
		Collections.shuffle(names, this.random);
		Map<String, @Nullable Object> shuffled = new LinkedHashMap<>();
		names.forEach((name) -> shuffled.put(name, json.get(name)));
		return shuffled;
	}

	private boolean chance(int oneIn) {
		return this.random.nextInt(oneIn) == 0;
	}

	private <T> T oneOf(List<T> values) {
		return Objects.requireNonNull(values.get(this.random.nextInt(values.size())));
	}

}
