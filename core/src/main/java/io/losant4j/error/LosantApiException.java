package io.losant4j.error;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Losant answered with an error.
 *
 * @see <a href="https://docs.losant.com/rest-api/overview/">Losant: errors</a>
 */
public final class LosantApiException extends LosantException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final @Nullable String type;

	private final @Nullable String error;

	private final @Nullable Duration retryAfter;

	/**
	 * Tells of an error answer to a request.
	 * @param request the request
	 * @param status the HTTP status
	 * @param type Losant's error type such as {@code NotFound}, or {@code null} where the
	 * answer had none
	 * @param error Losant's own words, or {@code null} where the answer had none
	 * @param retryAfter how long Losant asks to wait, or {@code null} where it does not
	 */
	public LosantApiException(FailedRequest request, int status, @Nullable String type, @Nullable String error,
			@Nullable Duration retryAfter) {
		super(request, describe(status, type, error), null);
		this.status = status;
		this.type = type;
		this.error = error;
		this.retryAfter = retryAfter;
	}

	private static String describe(int status, @Nullable String type, @Nullable String error) {
		StringBuilder message = new StringBuilder("answered ").append(status);
		if (type != null) {
			message.append(' ').append(type);
		}
		if (error != null) {
			message.append(": ").append(error);
		}
		return message.toString();
	}

	/**
	 * The HTTP status.
	 * @return the status, 300 to 599
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Whether the answer had this status, for use as a predicate:
	 * {@code onErrorComplete(LosantApiException.hasStatus(404))}.
	 * @param status the HTTP status to look for
	 * @return a predicate that is true for a {@code LosantApiException} of that status
	 * and for nothing else
	 */
	public static Predicate<Throwable> hasStatus(int status) {
		return (error) -> error instanceof LosantApiException api && api.status == status;
	}

	/**
	 * Losant's error type, such as {@code NotFound} or {@code Validation}.
	 * @return the type, empty where the answer was not Losant's own
	 */
	public Optional<String> type() {
		return Optional.ofNullable(this.type);
	}

	/**
	 * Losant's own words.
	 * @return the message of the answer's body, empty where it had none
	 */
	public Optional<String> error() {
		return Optional.ofNullable(this.error);
	}

	/**
	 * How long Losant asks to wait before the next attempt.
	 * @return the wait, empty where the answer did not say
	 */
	public Optional<Duration> retryAfter() {
		return Optional.ofNullable(this.retryAfter);
	}

}
