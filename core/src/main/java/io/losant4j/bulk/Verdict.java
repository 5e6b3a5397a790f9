package io.losant4j.bulk;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;

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
			return ofStatus(answer.status());
		}
		return (failure instanceof LosantConnectionException) ? PASSING : LASTING;
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
	 * Whether Losant may have taken what was sent in spite of the failure: there was no
	 * answer, or only that something broke.
	 */
	static boolean leavesDoubt(Throwable failure) {
		if (failure instanceof LosantApiException answer) {
			return answer.status() >= 500;
		}
		// nothing was sent when the login before it failed
		return failure instanceof LosantConnectionException lost && lost.mayBeProcessed()
				&& lost.request().map(FailedRequest::action).filter((action) -> !isSending(action)).isEmpty();
	}

	private static boolean isSending(String action) {
		return action.equals("device.sendState");
	}

}
