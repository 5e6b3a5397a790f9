package io.losant4j.bulk;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;

/**
 * What a failed call says.
 */
enum Verdict {

	/** The same call may succeed later. */
	PASSING,

	/** Something in what was sent is wrong, or all of it is too much. */
	CONTENT,

	/** The same call would fail again, whatever it carries. */
	LASTING;

	static Verdict of(Throwable failure) {
		if (failure instanceof LosantApiException answer) {
			Verdict verdict = ofStatus(answer.status());
			// a login that is refused says nothing of the states
			return (verdict == CONTENT && isOfLogin(answer)) ? LASTING : verdict;
		}
		return (failure instanceof LosantConnectionException lost && !isOfAClosedClient(lost)) ? PASSING : LASTING;
	}

	private static Verdict ofStatus(int status) {
		if (status == 429 || status == 408 || status >= 500) {
			return PASSING;
		}
		return (status == 400 || isTooLarge(status)) ? CONTENT : LASTING;
	}

	private static boolean isTooLarge(int status) {
		return status == 413;
	}

	/** Whether what was sent was more than Losant takes in one call. */
	static boolean isTooLarge(Throwable failure) {
		return failure instanceof LosantApiException answer && isTooLarge(answer.status());
	}

	/**
	 * Whether Losant may have taken what was sent in spite of the failure.
	 */
	static boolean leavesDoubt(Throwable failure) {
		return failure instanceof LosantException known
				&& known.request().filter((request) -> !request.isLogin() && request.mayBeProcessed()).isPresent();
	}

	/**
	 * As {@link io.losant4j.LosantClient#close} tells; a source of tokens has its own.
	 */
	private static boolean isOfAClosedClient(LosantConnectionException lost) {
		return lost.getCause() instanceof IllegalStateException && !isOfLogin(lost);
	}

	private static boolean isOfLogin(LosantException failure) {
		return failure.request().filter(FailedRequest::isLogin).isPresent();
	}

}
