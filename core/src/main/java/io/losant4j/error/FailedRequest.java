package io.losant4j.error;

import java.io.Serializable;

/**
 * The request that an error is about. It has no ids, no query and no body, and so nothing
 * that could be a secret.
 *
 * @param action Losant's name of the action, such as {@code device.getState};
 * {@code auth.accessToken} where a source of tokens was asked instead of Losant
 * @param method the HTTP method; empty for a source of tokens
 * @param uriTemplate the path as on Losant's page, such as
 * {@code /applications/{applicationId}/devices/{deviceId}/state}; empty for a source of
 * tokens
 * @param attempts how many times the request was attempted; 0 where it ended before
 * @param mayBeProcessed whether Losant may have processed the request: in some attempt it
 * got no answer, a server error, or an answer of success that could not be read
 */
public record FailedRequest(String action, String method, String uriTemplate, int attempts,
		boolean mayBeProcessed) implements Serializable {

	private static final long serialVersionUID = 1L;

	/**
	 * Whether it was a login, or a source of tokens, that another request may have
	 * needed; Losant has not processed that request then.
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
		return (this.action + " " + this.method + " " + this.uriTemplate).strip();
	}

}
