package io.losant4j.http;

import java.math.BigDecimal;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.jdk.NumberDeserializers;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Losant's whole numbers. JSON knows no largest number: one that its type cannot say is
 * read as the nearest that it can, since one absurd count must not cost a page of a
 * thousand devices. All else is read as Jackson reads it.
 *
 * @param <N> the type of the number
 */
final class WholeNumberReader<N extends Number> extends StdScalarDeserializer<N> {

	private final BigDecimal min;

	private final BigDecimal max;

	private final Function<BigDecimal, N> number;

	private final ValueDeserializer<?> standard;

	private WholeNumberReader(Class<N> type, long min, long max, Function<BigDecimal, N> number) {
		super(type);
		this.min = BigDecimal.valueOf(min);
		this.max = BigDecimal.valueOf(max);
		this.number = number;
		this.standard = NumberDeserializers.find(type);
	}

	static void addTo(SimpleModule module) {
		module.addDeserializer(Integer.class, ints(Integer.class))
			.addDeserializer(int.class, ints(int.class))
			.addDeserializer(Long.class, longs(Long.class))
			.addDeserializer(long.class, longs(long.class));
	}

	private static WholeNumberReader<Integer> ints(Class<Integer> type) {
		return new WholeNumberReader<>(type, Integer.MIN_VALUE, Integer.MAX_VALUE, BigDecimal::intValue);
	}

	private static WholeNumberReader<Long> longs(Class<Long> type) {
		return new WholeNumberReader<>(type, Long.MIN_VALUE, Long.MAX_VALUE, BigDecimal::longValue);
	}

	@Override
	@SuppressWarnings("unchecked") // the standard deserializer of the type
	public N deserialize(JsonParser parser, DeserializationContext context) {
		return parser.currentToken().isNumeric()
				? this.number.apply(parser.getDecimalValue().max(this.min).min(this.max))
				: (N) this.standard.deserialize(parser, context);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) {
		return this.standard.getNullValue(context);
	}

}
