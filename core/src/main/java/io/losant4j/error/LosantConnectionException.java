package io.losant4j.error;

import org.jspecify.annotations.Nullable;

/**
 * No complete answer came: there was no connection to be had, or it was refused, reset,
 * timed out, or fell silent.
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

	/**
	 * Tells of a request that got no answer.
	 * @param request the request
	 * @param what what happened to it, to be read after its name
	 * @param cause the failure underneath, if there is one
	 */
	public LosantConnectionException(FailedRequest request, String what, @Nullable Throwable cause) {
		super(request, what, cause);
	}

	/**
	 * Whether Losant may have processed the request, in this attempt or in one before it.
	 * @return {@code false} where the request provably never left, so that it can be made
	 * again whatever it does; {@code true} where nobody knows
	 */
	public boolean mayBeProcessed() {
		return request().map(FailedRequest::mayBeProcessed).orElse(true);
	}

}
