package io.losant4j.http;

import java.time.Duration;

import io.losant4j.error.LosantException;

/**
 * Is told what becomes of the calls of a client, logins among them, for metrics and logs;
 * streams have a listener of their own. A call that is not cancelled ends with exactly
 * one of {@link #succeeded} and {@link #failed}. Called on the thread where it happens,
 * often an event loop, so it must not block; an exception that it throws is logged and
 * goes no further.
 */
public interface CallListener {

	/**
	 * Losant took the call.
	 * @param call the call
	 * @param attempts how many times it was attempted, from 1
	 */
	default void succeeded(CallInfo call, int attempts) {
	}

	/**
	 * An attempt failed, and there will be another.
	 * @param call the call
	 * @param failure why; its request tells the attempts so far
	 * @param delay how long until the next attempt
	 */
	default void retried(CallInfo call, LosantException failure, Duration delay) {
	}

	/**
	 * The call failed, and its subscriber is told.
	 * @param call the call
	 * @param attempts how many times it was attempted; 0 where it ended before
	 * @param failure why; a {@link LosantException} unless a filter of the application
	 * failed
	 */
	default void failed(CallInfo call, int attempts, Throwable failure) {
	}

}
