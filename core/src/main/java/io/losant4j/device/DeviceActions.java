package io.losant4j.device;

import java.util.Collection;

import io.losant4j.stream.StreamOptions;
import io.losant4j.stream.StreamSignal;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The actions on one device. Thread-safe, cheap to make and to keep.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a call of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}.
 *
 * @see <a href="https://docs.losant.com/rest-api/device/">Losant: device actions</a>
 */
public interface DeviceActions {

	/**
	 * The id of the application.
	 * @return 24 hexadecimal characters
	 */
	String applicationId();

	/**
	 * The id of the device.
	 * @return 24 hexadecimal characters
	 */
	String deviceId();

	/**
	 * Retrieves the device.
	 * @param options what to leave out
	 * @return emits the device and completes; errors with status 404 where there is no
	 * such device
	 * @see <a href="https://docs.losant.com/rest-api/device/#get">Losant: get</a>
	 */
	Mono<Device> get(GetOption... options);

	/**
	 * Changes the device.
	 * @param patch what to change; tags and attributes are replaced as a whole
	 * @return emits the device as it is then and completes; errors with status 404 where
	 * there is no such device
	 * @see <a href="https://docs.losant.com/rest-api/device/#patch">Losant: patch</a>
	 */
	Mono<Device> patch(DevicePatch patch);

	/**
	 * Deletes the device. Losant keeps a deleted device for a while, and can restore it,
	 * since version 1.27.1 of its API; before that it is gone for good.
	 * @return completes when the device is deleted; errors with status 404 where there is
	 * no such device
	 * @see <a href="https://docs.losant.com/rest-api/device/#delete">Losant: delete</a>
	 */
	Mono<Void> delete();

	/**
	 * Retrieves what the device reported.
	 * @param query which part of the history
	 * @return emits the states, newest first unless the query says otherwise, and
	 * completes
	 * @see <a href="https://docs.losant.com/rest-api/device/#get-state">Losant: get
	 * state</a>
	 */
	Flux<DeviceState> getState(HistoryQuery query);

	/**
	 * Reports one state of the device.
	 * @param state the state
	 * @return completes when Losant has taken the state
	 * @throws IllegalArgumentException if the state holds what Losant would refuse
	 * @see <a href="https://docs.losant.com/rest-api/device/#send-state">Losant: send
	 * state</a>
	 */
	Mono<Void> sendState(DeviceState state);

	/**
	 * Reports several states of the device in one call, which Losant's limit of 30 calls
	 * in 15 seconds counts once.
	 * @param states the states, at least one
	 * @return completes when Losant has taken the states
	 * @throws IllegalArgumentException if there is no state, or one holds what Losant
	 * would refuse
	 * @see <a href="https://docs.losant.com/rest-api/device/#send-state">Losant: send
	 * state</a>
	 */
	Mono<Void> sendState(Collection<DeviceState> states);

	/**
	 * Retrieves the commands that were sent to the device.
	 * @param query which part of the history
	 * @return emits the commands, newest first unless the query says otherwise, and
	 * completes
	 * @see <a href="https://docs.losant.com/rest-api/device/#get-command">Losant: get
	 * command</a>
	 */
	Flux<DeviceCommand> getCommand(HistoryQuery query);

	/**
	 * Sends a command to the device.
	 * @param command the command
	 * @return completes when Losant has taken the command; whether the device has it is
	 * not told
	 * @throws IllegalArgumentException if the command holds what Losant would refuse
	 * @see <a href="https://docs.losant.com/rest-api/device/#send-command">Losant: send
	 * command</a>
	 */
	Mono<Void> sendCommand(DeviceCommand command);

	/**
	 * The actions on the attributes of the device. No network is touched.
	 * @return the actions; cheap to make, and may be kept
	 */
	DeviceAttributesActions attributes();

	/**
	 * The actions on one attribute of the device. No network is touched.
	 * @param name the name of the attribute
	 * @return the actions; cheap to make, and may be kept
	 * @throws IllegalArgumentException if the name is not 1 to 255 letters, digits,
	 * {@code _} or {@code -}
	 */
	DeviceAttributeActions attribute(String name);

	/**
	 * The states of the device as they are reported, with the default options. Hot: all
	 * subscribers share one connection, which is opened with the first and closed shortly
	 * after the last; a lost connection is opened again.
	 * @return emits each state from the subscription on; completes only when the client
	 * is closed; errors with status 400, 401, 403 or 404 when Losant refuses the stream
	 * for good, as it does for a device that was deleted
	 * @see <a href="https://docs.losant.com/rest-api/device/#state-stream">Losant: state
	 * stream</a>
	 */
	default Flux<DeviceState> stateStream() {
		return stateStream(StreamOptions.defaults());
	}

	/**
	 * The states of the device as they are reported.
	 * @param options how the stream behaves; subscribers with equal options share one
	 * connection
	 * @return as {@link #stateStream()}
	 */
	Flux<DeviceState> stateStream(StreamOptions options);

	/**
	 * The states of the device as they are reported, and what happens to the stream
	 * itself.
	 * @param options how the stream behaves; subscribers with equal options share one
	 * connection
	 * @return emits a signal for each state, and for everything else that a subscriber
	 * may want to know; ends as {@link #stateStream()} does
	 */
	Flux<StreamSignal<DeviceState>> stateSignals(StreamOptions options);

	/**
	 * The commands to the device as they are sent, with the default options. Hot, as
	 * {@link #stateStream()} is.
	 * @return emits each command from the subscription on; ends as {@link #stateStream()}
	 * does
	 * @see <a href="https://docs.losant.com/rest-api/device/#command-stream">Losant:
	 * command stream</a>
	 */
	default Flux<DeviceCommand> commandStream() {
		return commandStream(StreamOptions.defaults());
	}

	/**
	 * The commands to the device as they are sent.
	 * @param options how the stream behaves; subscribers with equal options share one
	 * connection
	 * @return as {@link #commandStream()}
	 */
	Flux<DeviceCommand> commandStream(StreamOptions options);

	/**
	 * The commands to the device as they are sent, and what happens to the stream itself.
	 * @param options how the stream behaves; subscribers with equal options share one
	 * connection
	 * @return as {@link #stateSignals(StreamOptions)}, for commands
	 */
	Flux<StreamSignal<DeviceCommand>> commandSignals(StreamOptions options);

}
