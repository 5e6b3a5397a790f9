package io.losant4j.http;

import java.util.concurrent.atomic.AtomicInteger;

import io.losant4j.error.FailedRequest;
import io.losant4j.error.LosantApiException;
import io.losant4j.error.LosantConnectionException;
import io.losant4j.error.LosantException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * One call through all of its attempts: how often it was tried, and whether Losant may
 * have processed it. It travels with the request, as an attribute. Attempts follow each
 * other, on whatever threads.
 */
final class Call {

	static final String ATTRIBUTE = Call.class.getName();

	private final CallInfo info;

	private final boolean repeatable;

	private final @Nullable Object secret;

	private volatile @Nullable String token;

	private final AtomicInteger attempts = new AtomicInteger();

	private volatile boolean writing;

	private volatile boolean mayBeProcessed;

	/**
	 * Begins a call.
	 * @param repeatable whether it does no harm when Losant processes the call twice
	 * @param secret a body that nobody may see any part of
	 */
	Call(String action, HttpMethod method, String template, boolean repeatable, @Nullable Object secret) {
		this.info = new CallInfo(action, method.name(), template);
		this.repeatable = repeatable;
		this.secret = secret;
	}

	/** The call that a request belongs to. */
	static Call of(ClientRequest request) {
		return request.attribute(ATTRIBUTE)
			.map(Call.class::cast)
			.orElseThrow(
					() -> new IllegalStateException("A filter of the application has taken the request's attributes"
							+ " away; a request must be changed by ClientRequest.from(request)"));
	}

	/** Takes the token that the next request carries. */
	void token(String token) {
		this.token = token;
	}

	/** The token that the last request carries; none for a login. */
	@Nullable String token() {
		return this.token;
	}

	/** A request is handed to the connector. */
	void attempt() {
		this.writing = false;
		this.attempts.incrementAndGet();
	}

	/** There is a connection: from now on Losant may get to see the request. */
	void write() {
		this.writing = true;
	}

	/** The attempt got no answer; it was written, unless the connector knows better. */
	LosantConnectionException lost(String what, boolean beforeWritten, @Nullable Throwable cause) {
		if (this.writing && !beforeWritten) {
			this.mayBeProcessed = true;
		}
		return new LosantConnectionException(failed(), what, cause);
	}

	/** Whether the call may be attempted again after this failure. */
	boolean mayRepeatAfter(LosantException failure) {
		if (!isOurs(failure)) {
			return false;
		}
		if (failure instanceof LosantApiException answer) {
			return answer.status() == 429 || (answer.status() >= 500 && uncertain());
		}
		return failure instanceof LosantConnectionException lost && (this.repeatable || !lost.mayBeProcessed());
	}

	private boolean uncertain() {
		this.mayBeProcessed = true;
		return this.repeatable;
	}

	/** A login that failed has been repeated already, and for all who wait for it. */
	private boolean isOurs(LosantException failure) {
		return failure.request().filter((request) -> request.action().equals(this.info.action())).isPresent();
	}

	FailedRequest failed() {
		return new FailedRequest(this.info.action(), this.info.method(), this.info.uriTemplate(), attempts(),
				this.mayBeProcessed);
	}

	CallInfo info() {
		return this.info;
	}

	int attempts() {
		return this.attempts.get();
	}

	@Nullable Object secret() {
		return this.secret;
	}

}
