package io.losant4j.bulk;

import java.util.List;

import io.losant4j.device.DeviceState;
import reactor.core.publisher.Mono;

/**
 * The way of states to Losant.
 */
interface Transport {

	/**
	 * Measures a state.
	 * @param state the state
	 * @return its bytes as JSON
	 * @throws IllegalArgumentException if it cannot be sent
	 */
	int measure(DeviceState state);

	/**
	 * Sends states, once.
	 * @param deviceId the device that they are of
	 * @param states the states
	 * @param again whether this repeats a call that failed
	 * @return completes when they are taken; errors if they are not, or if nobody knows
	 */
	Mono<Void> send(String deviceId, List<DeviceState> states, boolean again);

	/**
	 * Takes a repetition from what the client may repeat of its calls.
	 * @return whether there was one left
	 */
	boolean mayRepeat();

}
