package io.losant4j.spring.boot;

import org.jspecify.annotations.Nullable;

/**
 * A {@code losant.*} property is missing or cannot work. The message never holds a
 * secret.
 */
final class InvalidLosantPropertyException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String property;

	InvalidLosantPropertyException(String property, String rule, @Nullable Throwable cause) {
		super(property + " " + rule, cause);
		this.property = property;
	}

	String property() {
		return this.property;
	}

}
