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
	 * Deletes the device. Losant keeps a deleted device for 93 days, and can restore it
	 * until then, since version 1.27.1 of its API; before that it is gone for good.
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
	 * Retrieves when the device connected and disconnected.
	 * @param query which part of the log
	 * @return emits the entries, newest first unless the query says otherwise, and
	 * completes
	 * @see <a href="https://docs.losant.com/rest-api/device/#get-log-entries">Losant: get
	 * log entries</a>
	 */
	Flux<DeviceLogEntry> getLogEntries(HistoryQuery query);

	/**
	 * Retrieves the last value of each attribute, whenever that was reported.
	 * @param range when the values were reported
	 * @param attributes the names of the attributes, or none for all; servers before
	 * version 1.15.2 of the API return all
	 * @return emits the composite state, empty where nothing was reported, and completes
	 * @throws IllegalArgumentException if a name is refused
	 * @see <a href="https://docs.losant.com/rest-api/device/#get-composite-state">Losant:
	 * get composite state</a>
	 */
	Mono<CompositeState> getCompositeState(TimeRange range, String... attributes);

	/**
	 * Removes what the device reported, for good.
	 * @param range when it was reported; {@link TimeRange#all()} removes everything
	 * @return emits the job that will do it and completes; servers before version 1.24.1
	 * of the API do not tell a job
	 * @see <a href="https://docs.losant.com/rest-api/device/#remove-data">Losant: remove
	 * data</a>
	 */
	Mono<JobTicket> removeData(TimeRange range);

	/**
	 * Exports what the device reported. Losant tells the result by e-mail, or by calling
	 * a URL.
	 * @param export what to export, and whom to tell
	 * @return emits the job that will do it and completes; servers before version 1.24.1
	 * of the API do not tell a job
	 * @see <a href="https://docs.losant.com/rest-api/device/#export">Losant: export</a>
	 */
	Mono<JobTicket> export(DeviceExport export);

	/**
	 * Tells Losant whether the device is connected, where Losant cannot see it by itself.
	 * @param status whether it is connected
	 * @return completes when Losant has taken the status
	 * @see <a href=
	 * "https://docs.losant.com/rest-api/device/#set-connection-status">Losant: set
	 * connection status</a>
	 */
	Mono<Void> setConnectionStatus(ConnectionStatus status);

	/**
	 * Retrieves how many payloads the device caused. Servers know this since version
	 * 1.21.0 of the API.
	 * @param range when it caused them
	 * @return emits the counts and completes
	 * @see <a href="https://docs.losant.com/rest-api/device/#payload-counts">Losant:
	 * payload counts</a>
	 */
	Mono<DevicePayloadCounts> payloadCounts(TimeRange range);

	/**
	 * Retrieves how many payloads the device caused, by hour or day. Servers know this
	 * since version 1.25.0 of the API.
	 * @param range when it caused them
	 * @param resolution how long one count lasts
	 * @return emits the counts and completes
	 * @see <a href=
	 * "https://docs.losant.com/rest-api/device/#payload-counts-breakdown">Losant: payload
	 * counts breakdown</a>
	 */
	Mono<PayloadCountsBreakdown> payloadCountsBreakdown(TimeRange range, PayloadCountsBreakdown.Resolution resolution);

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
	 * The states of the device as they are reported, with the client's options. Hot: all
	 * subscribers share one connection, which is opened with the first and closed shortly
	 * after the last; a lost connection is opened again.
	 * @return emits each state from the subscription on; completes only when the client
	 * is closed or its streams are stopped; errors with status 400, 401, 403 or 404 when
	 * Losant refuses the stream for good, as it does for a device that was deleted
	 * @see <a href="https://docs.losant.com/rest-api/device/#state-stream">Losant: state
	 * stream</a>
	 */
	Flux<DeviceState> stateStream();

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
	 * The commands to the device as they are sent, with the client's options. Hot, as
	 * {@link #stateStream()} is.
	 * @return emits each command from the subscription on; ends as {@link #stateStream()}
	 * does
	 * @see <a href="https://docs.losant.com/rest-api/device/#command-stream">Losant:
	 * command stream</a>
	 */
	Flux<DeviceCommand> commandStream();

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
