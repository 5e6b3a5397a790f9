package io.losant4j.spring.boot;

import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * A {@code losant.*} property is missing or cannot work. The message never holds a
 * secret.
 */
final class InvalidLosantPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String rule;

	InvalidLosantPropertyException(String property, String rule, @Nullable Throwable cause) {
		super(property + " " + rule, cause);
		this.property = property;
		this.rule = rule;
	}

	InvalidLosantPropertyException withRule(UnaryOperator<String> change) {
		return new InvalidLosantPropertyException(this.property, change.apply(this.rule), getCause());
	}

	String property() {
		return this.property;
	}

}
