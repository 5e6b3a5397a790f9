package io.losant4j.error;

import org.jspecify.annotations.Nullable;

/**
 * An answer or an event arrived and could not be read: not the expected content type, not
 * JSON, or larger than the limit.
 */
public final class LosantDataException extends LosantException {

	private static final long serialVersionUID = 1L;

	/**
	 * Tells of data that could not be read.
	 * @param message what was read and what is wrong with it, without quoting the body
	 * @param cause the failure underneath, if there is one
	 */
	public LosantDataException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * Tells of an answer that could not be read, or a request that could not be written.
	 * @param request the request
	 * @param what what is wrong, without quoting a body, to be read after its name
	 * @param cause the failure underneath, if there is one that quotes no body
	 */
	public LosantDataException(FailedRequest request, String what, @Nullable Throwable cause) {
		super(request, what, cause);
	}

}
