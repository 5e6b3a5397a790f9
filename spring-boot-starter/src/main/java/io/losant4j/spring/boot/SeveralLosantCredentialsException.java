package io.losant4j.spring.boot;

import java.util.List;

/**
 * The properties say in more than one way who a client is.
 */
final class SeveralLosantCredentialsException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String prefix;

	private final transient List<String> names;

	/**
	 * Tells which properties are set.
	 * @param prefix the prefix of the client's properties
	 * @param names the names of those that are set, below the prefix
	 */
	SeveralLosantCredentialsException(String prefix, List<String> names) {
		super("There are credentials of more than one kind below " + prefix + ": " + names);
		this.prefix = prefix;
		this.names = names;
	}

	String prefix() {
		return this.prefix;
	}

	List<String> properties() {
		return this.names.stream().map((name) -> this.prefix + "." + name).toList();
	}

}
