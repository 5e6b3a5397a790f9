package io.losant4j.spring.boot;

/**
 * Nobody told who a client is.
 */
final class MissingLosantCredentialsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String prefix;

	MissingLosantCredentialsException(String prefix) {
		super("There are no credentials below " + prefix);
		this.prefix = prefix;
	}

	String prefix() {
		return this.prefix;
	}

}
