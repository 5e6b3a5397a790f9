package io.losant4j.samples.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One way to talk to Losant. Each publisher does its work when it is subscribed; values
 * are typed, so that nobody saves the decoding. What a contender does not list among its
 * works is never asked of it.
 */
interface Contender extends AutoCloseable {

	/** What this contender can do. */
	Set<Work> works();

	/** Sends one state, of this moment. */
	default Mono<?> sendState(Map<String, Object> data) {
		throw new UnsupportedOperationException();
	}

	/** Sends states in one call. */
	default Mono<?> sendStates(List<Map<String, Object>> states) {
		throw new UnsupportedOperationException();
	}

	/** Emits a device. */
	default Mono<?> getDevice() {
		throw new UnsupportedOperationException();
	}

	/** Emits a page of devices. */
	default Mono<?> getPage() {
		throw new UnsupportedOperationException();
	}

	/** Emits the states of a device as they come; cancelling it ends the stream. */
	default Flux<?> events(String deviceId) {
		throw new UnsupportedOperationException();
	}

	@Override
	void close();

}
