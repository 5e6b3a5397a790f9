package io.losant4j.samples.bulk;

/**
 * Something that only the user can put right: told in one line, without a stack trace.
 */
final class UserException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UserException(String message) {
		super(message);
	}

}
