package io.losant4j.error;

import org.jspecify.annotations.Nullable;

/**
 * No complete answer came: the connection was refused, reset, timed out, or fell silent.
 * Whether Losant processed the request is unknown, unless the cause says that no
 * connection was made.
 */
public final class LosantConnectionException extends LosantException {

	private static final long serialVersionUID = 1L;

	/**
	 * Tells of a connection that failed.
	 * @param message what was attempted and what happened
	 * @param cause the failure underneath, if there is one
	 */
	public LosantConnectionException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
