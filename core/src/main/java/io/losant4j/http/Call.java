package io.losant4j.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

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

	private final BooleanSupplier closed;

	private volatile @Nullable String token;

	private final AtomicInteger attempts = new AtomicInteger();

	private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.TOKEN);

	private volatile boolean mayBeProcessed;

	/** The last failure would only come again. */
	private volatile boolean lasting;

	private volatile @Nullable LosantException repeatedAfter;

	/**
	 * Begins a call.
	 * @param repeatable whether it does no harm when Losant processes the call twice
	 * @param secret a body that nobody may see any part of
	 * @param closed whether the client is closed
	 */
	Call(String action, HttpMethod method, String template, boolean repeatable, @Nullable Object secret,
			BooleanSupplier closed) {
		this.info = new CallInfo(action, method.name(), template);
		this.repeatable = repeatable;
		this.secret = secret;
		this.closed = closed;
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

	/**
	 * A request is handed to the connector.
	 * @throws LosantConnectionException if the client is closed
	 */
	void attempt() {
		requireOpen();
		if (enter(Phase.CONNECTION) == Phase.WRITTEN) {
			// A filter of the application attempts it again, and has told nobody.
			this.mayBeProcessed = true;
		}
		this.attempts.incrementAndGet();
	}

	/**
	 * There is a connection: from now on Losant may get to see the request.
	 * @throws LosantConnectionException if it must not, since the client is closed, or
	 * its subscriber has been told that it was not sent
	 */
	void write() {
		requireOpen();
		if (enter(Phase.WRITTEN) == Phase.OVER) {
			throw new LosantConnectionException(failed(), "was not sent: its time was over", null);
		}
	}

	/** Losant took the request; what it answers is still to be read. */
	void accepted() {
		this.mayBeProcessed = true;
	}

	/** Losant refused the request, or failed with it. */
	void answered(int status) {
		enter(Phase.TOKEN);
		if (status >= 500) {
			this.mayBeProcessed = true;
		}
	}

	/** The attempt got no answer; it was written, unless the connector knows better. */
	LosantConnectionException lost(String what, boolean beforeWritten, @Nullable Throwable cause) {
		if (enter(Phase.TOKEN) == Phase.WRITTEN && !beforeWritten) {
			this.mayBeProcessed = true;
		}
		return new LosantConnectionException(failed(), what, cause);
	}

	/** The attempt got no answer, and another would get none for the same reason. */
	LosantConnectionException lostForGood(String what, boolean beforeWritten, Throwable cause) {
		this.lasting = true;
		return lost(what, beforeWritten, cause);
	}

	/**
	 * There is no token for the next attempt. The login says why, unless it is more
	 * important that an attempt before it may have been processed.
	 */
	LosantException withoutToken(LosantException login) {
		return this.mayBeProcessed ? lostForGood("was not sent again: there was no token", true, login) : login;
	}

	/** The time of the call is over. What has not been written will not be. */
	LosantConnectionException late(Duration deadline) {
		Phase before = this.phase.getAndSet(Phase.OVER);
		if (before == Phase.WRITTEN) {
			this.mayBeProcessed = true;
			return new LosantConnectionException(failed(), "got no answer within " + deadline, this.repeatedAfter);
		}
		boolean again = attempts() > ((before == Phase.CONNECTION) ? 1 : 0);
		return new LosantConnectionException(failed(), "was not sent" + (again ? " again" : "") + " within " + deadline
				+ ": it waited for a " + ((before == Phase.CONNECTION) ? "connection" : "token"), this.repeatedAfter);
	}

	/** Whether the call may be attempted again after this failure. */
	boolean mayRepeatAfter(LosantException failure) {
		if (this.lasting || !isOurs(failure)) {
			return false;
		}
		if (failure instanceof LosantApiException answer) {
			return answer.status() == 429 || (answer.status() >= 500 && this.repeatable);
		}
		return failure instanceof LosantConnectionException lost && (this.repeatable || !lost.mayBeProcessed());
	}

	/** It will be attempted again after this failure. */
	void repeatAfter(LosantException failure) {
		this.repeatedAfter = failure;
	}

	/**
	 * The call can begin, or go on.
	 * @throws LosantConnectionException if the client is closed
	 */
	void requireOpen() {
		if (isClosed()) {
			throw closed();
		}
	}

	/** It was not sent, as the client is closed. */
	LosantConnectionException closed() {
		return new LosantConnectionException(failed(), "was not sent: the client is closed",
				new IllegalStateException("The client is closed"));
	}

	boolean isClosed() {
		return this.closed.getAsBoolean();
	}

	/** A login that failed has been repeated already, and for all who wait for it. */
	private boolean isOurs(LosantException failure) {
		return failure.request().filter((request) -> request.action().equals(this.info.action())).isPresent();
	}

	/** Enters a phase, unless it is over; returns the one before. */
	private Phase enter(Phase next) {
		return this.phase.getAndUpdate((current) -> (current == Phase.OVER) ? current : next);
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

	/** What a call waits for; nobody knows what Losant does with what is written. */
	private enum Phase {

		TOKEN, CONNECTION, WRITTEN, OVER

	}

}
