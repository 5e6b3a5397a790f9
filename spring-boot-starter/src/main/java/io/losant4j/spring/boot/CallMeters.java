package io.losant4j.spring.boot;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import io.losant4j.error.LosantException;
import io.losant4j.http.CallInfo;
import io.losant4j.http.CallListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts how often the calls of a client are made again, by the client's name and the
 * action. How long they take is observed where they are sent.
 */
final class CallMeters implements CallListener {

	private final MeterRegistry registry;

	private final String client;

	private final ConcurrentMap<String, Counter> retries = new ConcurrentHashMap<>();

	CallMeters(MeterRegistry registry, String client) {
		this.registry = registry;
		this.client = client;
	}

	@Override
	public void retried(CallInfo call, LosantException failure, Duration delay) {
		retries(call).increment();
	}

	// A counter that is there from the first call on shows its first retry as a rise.
	@Override
	public void succeeded(CallInfo call, int attempts) {
		retries(call);
	}

	@Override
	public void failed(CallInfo call, int attempts, Throwable failure) {
		retries(call);
	}

	private Counter retries(CallInfo call) {
		return this.retries.computeIfAbsent(call.action(), this::register);
	}

	private Counter register(String action) {
		return Counter.builder("losant.call.retries")
			.description("Attempts of calls that were made again")
			.tag("client", this.client)
			.tag("action", action)
			.register(this.registry);
	}

}
