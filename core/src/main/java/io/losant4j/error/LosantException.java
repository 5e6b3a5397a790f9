package io.losant4j.error;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything that can go wrong in a call to Losant or in a stream. A message
 * names the action and its URL template, never a token, a secret or a body.
 */
public abstract sealed class LosantException extends RuntimeException
		permits LosantApiException, LosantConnectionException, LosantDataException {

	private static final long serialVersionUID = 1L;

	private final @Nullable FailedRequest request;

	LosantException(String message, @Nullable Throwable cause) {
		super(message, cause);
		this.request = null;
	}

	LosantException(FailedRequest request, String what, @Nullable Throwable cause) {
		super(request.tell(what), cause);
		this.request = request;
	}

	/**
	 * The request that failed.
	 * @return the request, empty where the error is not about one, such as an event of a
	 * stream that could not be read
	 */
	public Optional<FailedRequest> request() {
		return Optional.ofNullable(this.request);
	}

}
