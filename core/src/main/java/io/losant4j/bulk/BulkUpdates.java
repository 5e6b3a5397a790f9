package io.losant4j.bulk;

import java.util.List;
import java.util.function.Function;

import io.losant4j.device.BulkResult;
import io.losant4j.device.Device;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DeviceCommand;
import io.losant4j.device.DevicePatch;
import io.losant4j.device.DevicesActions;
import io.losant4j.device.DevicesPatch;
import io.losant4j.device.DevicesUpdated;
import io.losant4j.device.Success;
import io.losant4j.device.UpdateOperation;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * Changes and commands for thousands of devices, with one outcome for each. Thread-safe,
 * cheap to make and to keep.
 *
 * <p>
 * What all have in common: nothing happens before subscription. No more is taken from the
 * source than calls can be under way, and an outcome that nobody asks for keeps its
 * call's place; so the source goes as slowly as the slower of Losant and the subscriber.
 * Outcomes come as calls end, not in the order of the source: a device that is there
 * twice may see the second before the first. An item that fails stops nothing. The flux
 * completes when the source has completed and every outcome is out, and errors only as
 * the source does, after the outcomes of all that it gave. Cancelling ends the calls that
 * are under way. Calls are made again as the client's
 * {@link io.losant4j.http.RetryPolicy} says.
 */
public interface BulkUpdates {

	/**
	 * The bulk updates of one application. Public for the front door of this library;
	 * users find it at {@code LosantApplication.bulk()}.
	 * @param devices the actions on the application's devices
	 * @param device the actions on one of them, by its id; may refuse the id
	 * @return the bulk updates
	 */
	static BulkUpdates of(DevicesActions devices, Function<String, DeviceActions> device) {
		return new DefaultBulkUpdates(devices, device);
	}

	/**
	 * Changes many devices, each in its own way: a call for each.
	 * @param updates which devices, and what to change
	 * @param options how many calls at once
	 * @return emits one outcome for each update, which carries the changed device if it
	 * is {@link BulkOutcome.Done}
	 * @see <a href="https://docs.losant.com/rest-api/device/#patch">Losant: patch</a>
	 */
	Flux<BulkOutcome<DeviceUpdate, Device>> patchEach(Publisher<DeviceUpdate> updates, BulkOptions options);

	/**
	 * Changes many devices in the same way: a call for each slice of up to 1,000. An
	 * operation changes one tag or attribute and leaves the others alone.
	 *
	 * <pre class="code">
	 * bulk.patchAll(ids, List.of(UpdateOperation.setTag(tag)), BulkOptions.defaults())
	 * </pre>
	 * @param deviceIds which devices; if the source errors, those that came before are
	 * changed still
	 * @param operations what to change, as {@link DevicesPatch#ids} takes it
	 * @param options how many calls at once, and how many devices in each
	 * @return emits one outcome for each slice, with Losant's counts or the job that will
	 * do it if it is {@link BulkOutcome.Done}; an id that is not 24 hexadecimal
	 * characters is {@link BulkOutcome.Rejected} alone, and the rest of its slice is sent
	 * @see <a href="https://docs.losant.com/rest-api/devices/#patch">Losant: patch</a>
	 */
	Flux<BulkOutcome<List<String>, BulkResult<DevicesUpdated>>> patchAll(Publisher<String> deviceIds,
			List<UpdateOperation> operations, BulkOptions options);

	/**
	 * Changes many devices to the same fields, whole lists of tags and attributes among
	 * them: a call for each slice of up to 1,000. Servers know this longer than
	 * {@link #patchAll(Publisher, List, BulkOptions) operations}.
	 * @param deviceIds which devices; if the source errors, those that came before are
	 * changed still
	 * @param patch what to change, as {@link DevicesPatch#fields} takes it
	 * @param options how many calls at once, and how many devices in each
	 * @return emits one outcome for each slice, as for operations
	 * @see <a href="https://docs.losant.com/rest-api/devices/#patch">Losant: patch</a>
	 */
	Flux<BulkOutcome<List<String>, BulkResult<DevicesUpdated>>> patchAll(Publisher<String> deviceIds, DevicePatch patch,
			BulkOptions options);

	/**
	 * Sends many devices a command, each its own: a call for each. Losant allows a device
	 * 30 commands in 15 seconds.
	 * @param commands the commands, and which devices they are for
	 * @param options how many calls at once
	 * @return emits one outcome for each command; it is {@link BulkOutcome.Done} when
	 * Losant has taken the command, whether or not the device has it
	 * @see <a href="https://docs.losant.com/rest-api/device/#send-command">Losant: send
	 * command</a>
	 */
	Flux<BulkOutcome<CommandTo, Success>> sendCommandEach(Publisher<CommandTo> commands, BulkOptions options);

	/**
	 * Sends many devices the same command: a call for each slice of up to 1,000.
	 * @param deviceIds which devices; one that is there twice may get the command twice.
	 * If the source errors, those that came before get it still
	 * @param command the command
	 * @param options how many calls at once, and how many devices in each
	 * @return emits one outcome for each slice, {@link BulkOutcome.Done} when Losant has
	 * taken the command or queued a job for it; an id that is not 24 hexadecimal
	 * characters is {@link BulkOutcome.Rejected} alone, and the rest of its slice is sent
	 * @see <a href="https://docs.losant.com/rest-api/devices/#send-command">Losant: send
	 * command</a>
	 */
	Flux<BulkOutcome<List<String>, BulkResult<Success>>> sendCommandAll(Publisher<String> deviceIds,
			DeviceCommand command, BulkOptions options);

}
