package io.losant4j.error;

import java.io.Serializable;

/**
 * The request that an error is about. It has no ids, no query and no body, and so nothing
 * that could be a secret.
 *
 * @param action Losant's name of the action, such as {@code device.getState}
 * @param method the HTTP method
 * @param uriTemplate the path as on Losant's page, such as
 * {@code /applications/{applicationId}/devices/{deviceId}/state}
 * @param attempts how many times the request was attempted; 0 where it ended before
 * @param mayBeProcessed whether Losant may have processed the request in an attempt that
 * got no answer, or in one before the last that got a server error
 */
public record FailedRequest(String action, String method, String uriTemplate, int attempts,
		boolean mayBeProcessed) implements Serializable {

	private static final long serialVersionUID = 1L;

	/**
	 * Whether it was a login that another request needed, which was never made then.
	 * @return {@code true} for an action of {@code auth}
	 */
	public boolean isLogin() {
		return this.action.startsWith("auth.");
	}

	/** What became of the request, as a sentence. */
	String tell(String what) {
		return this + " " + what + ((this.attempts > 1) ? " (after " + this.attempts + " attempts)" : "");
	}

	@Override
	public String toString() {
		return this.action + " " + this.method + " " + this.uriTemplate;
	}

}
