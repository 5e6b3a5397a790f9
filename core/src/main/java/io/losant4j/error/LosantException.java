package io.losant4j.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that can go wrong in a call to Losant or in a stream. A message
 * names the action and its URL template, never a token, a secret or a body.
 */
public abstract sealed class LosantException extends RuntimeException
		permits LosantApiException, LosantConnectionException, LosantDataException {

	private static final long serialVersionUID = 1L;

	LosantException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
