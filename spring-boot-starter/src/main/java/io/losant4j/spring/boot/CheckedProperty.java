package io.losant4j.spring.boot;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The values are checked by the client, which names its argument; here the user knows it
 * by its property.
 */
final class CheckedProperty {

	/** An argument within a rule that is about another one. */
	private static final Pattern ARGUMENT = Pattern.compile("(?<= )[a-z]+([A-Z][a-z]+)+(?= )");

	private CheckedProperty() {
	}

	/** Makes what arguments of the same names as the properties below a prefix make. */
	static <T> T check(String prefix, Supplier<T> value) {
		try {
			return check((argument) -> prefix + "." + dashed(argument), value);
		}
		catch (InvalidLosantPropertyException ex) {
			throw ex.withRule(
					(rule) -> ARGUMENT.matcher(rule).replaceAll((argument) -> prefix + "." + dashed(argument.group())));
		}
		catch (ArithmeticException ex) {
			throw new InvalidLosantPropertyException(prefix, "must have no time that is longer than a computer's", ex);
		}
	}

	/**
	 * Makes a value.
	 * @param property the name of the property that an argument came from, or
	 * {@code null} where it came from none
	 * @param value refuses a bad argument with a message that begins with its name
	 */
	static <T> T check(Function<String, @Nullable String> property, Supplier<T> value) {
		try {
			return value.get();
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			int end = message.indexOf(' ');
			String name = property.apply(message.substring(0, Math.max(0, end)));
			if (name == null) {
				throw ex;
			}
			throw new InvalidLosantPropertyException(name, message.substring(end + 1), ex);
		}
	}

	static int bytes(String property, DataSize size) {
		if (size.toBytes() > Integer.MAX_VALUE) {
			throw new InvalidLosantPropertyException(property, "must be below 2GB, was " + size, null);
		}
		return (int) size.toBytes();
	}

	private static String dashed(String camelCase) {
		return camelCase.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

}
