package io.losant4j.device;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The actions on the devices of one application. Thread-safe, cheap to make and to keep.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a call of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}.
 *
 * @see <a href="https://docs.losant.com/rest-api/devices/">Losant: devices actions</a>
 */
public interface DevicesActions {

	/**
	 * The id of the application.
	 * @return 24 hexadecimal characters
	 */
	String applicationId();

	/**
	 * Retrieves one page of devices.
	 * @param query which devices, in which order, and which page of them
	 * @return emits the page and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#get">Losant: get</a>
	 */
	Mono<DevicePage> get(DevicesQuery query);

	/**
	 * Retrieves all devices, page by page as they are demanded: a page is asked for when
	 * the last device of the page before was emitted, and cancelling asks for no more.
	 *
	 * <p>
	 * The devices come in the order of their ids, or of their creation where the query
	 * sorts by that; any other order would shift from page to page, and is refused. Pages
	 * are of 1,000 devices, from the first, unless the query names a page and a size. No
	 * device is emitted twice, for which its id is kept until the end. Since Losant
	 * counts pages by position, a device may be missed where another before it is deleted
	 * meanwhile.
	 * @param query which devices
	 * @return emits the devices and completes after a page that is not full, unless the
	 * total tells of more, or after the second page in a row that brings nothing new;
	 * errors when a page cannot be had, after the devices of the pages before
	 * @throws IllegalArgumentException if the query sorts by anything but the id or the
	 * time of creation
	 * @see <a href="https://docs.losant.com/rest-api/devices/#get">Losant: get</a>
	 */
	Flux<Device> getAll(DevicesQuery query);

	/**
	 * Creates a device. Not to be repeated blindly: names are not unique, so a second
	 * call makes a second device.
	 * @param device the device to create
	 * @return emits the device as Losant made it and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#post">Losant: post</a>
	 */
	Mono<Device> post(DevicePost device);

	/**
	 * Changes many devices. For more than 1,000 of them, or each in its own way, see
	 * {@link io.losant4j.LosantApplication#bulk()}.
	 * @param patch which devices, and what to change
	 * @return emits what became of it, or the job that will do it, and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#patch">Losant: patch</a>
	 */
	Mono<BulkResult<DevicesUpdated>> patch(DevicesPatch patch);

	/**
	 * Deletes many devices. Losant keeps deleted devices for 93 days, and can
	 * {@link #restore} them until then, since version 1.27.1 of its API; before that they
	 * are gone for good.
	 * @param selection which devices
	 * @return emits what became of it, or the job that will do it, and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#delete">Losant: delete</a>
	 */
	Mono<BulkResult<DevicesDeleted>> delete(DevicesSelection selection);

	/**
	 * Restores devices that were deleted. Servers know this since version 1.27.1 of the
	 * API.
	 * @param selection which devices, out of the deleted ones
	 * @return emits what became of it, or the job that will do it, and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#restore">Losant:
	 * restore</a>
	 */
	Mono<BulkResult<DevicesRestored>> restore(DevicesSelection selection);

	/**
	 * Removes what many devices reported, for good.
	 * @param removal which data of which devices
	 * @return emits what became of it, or the job that will do it, and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#remove-data">Losant: remove
	 * data</a>
	 */
	Mono<BulkResult<DevicesDataRemoved>> removeData(DevicesRemoveData removal);

	/**
	 * Sends a command to many devices. Not to be repeated blindly: a second call is a
	 * second command.
	 * @param command the command, and which devices it is for
	 * @return emits that Losant has taken the command, or the job that will send it, and
	 * completes; whether the devices have it is not told
	 * @see <a href="https://docs.losant.com/rest-api/devices/#send-command">Losant: send
	 * command</a>
	 */
	Mono<BulkResult<Success>> sendCommand(MultiDeviceCommand command);

	/**
	 * Exports the devices, not what they reported. Losant tells the result by e-mail, or
	 * by calling a URL.
	 * @param export which devices, and whom to tell
	 * @return emits the job that will do it and completes; servers before version 1.24.1
	 * of the API do not tell a job
	 * @see <a href="https://docs.losant.com/rest-api/devices/#export">Losant: export</a>
	 */
	Mono<JobTicket> export(DevicesExport export);

	/**
	 * Exports how many payloads the devices caused. Losant tells the result by e-mail, or
	 * by calling a URL. Servers know this since version 1.21.0 of the API.
	 * @param export whose payloads, and whom to tell
	 * @return emits the job that will do it and completes; servers before version 1.24.1
	 * of the API do not tell a job
	 * @see <a href="https://docs.losant.com/rest-api/devices/#payload-counts">Losant:
	 * payload counts</a>
	 */
	Mono<JobTicket> payloadCounts(PayloadCountsExport export);

	/**
	 * Retrieves one page of devices with the last value of each of their attributes.
	 * Servers know this since version 1.25.0 of the API.
	 * @param query which devices and values, in which order, and which page of them
	 * @return emits the page and completes
	 * @see <a href=
	 * "https://docs.losant.com/rest-api/devices/#get-composite-state">Losant: get
	 * composite state</a>
	 */
	Mono<CompositeStatePage> getCompositeState(CompositeStatesQuery query);

	/**
	 * Retrieves the names of the devices' attributes, at most 1,000. Servers know this
	 * since version 1.18.1 of the API.
	 * @param query which names
	 * @param dataTypes the kinds of attribute, or none for all
	 * @return emits the names and completes
	 * @throws IllegalArgumentException if Losant does not know a kind of attribute
	 * @see <a href="https://docs.losant.com/rest-api/devices/#attribute-names">Losant:
	 * attribute names</a>
	 */
	Mono<AttributeNames> attributeNames(NamesQuery query, DataType... dataTypes);

	/**
	 * Retrieves the keys of the devices' tags, at most 1,000. Servers know this since
	 * version 1.18.1 of the API.
	 * @param query which keys
	 * @return emits the keys and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#tag-keys">Losant: tag
	 * keys</a>
	 */
	Mono<TagKeys> tagKeys(NamesQuery query);

	/**
	 * Retrieves the values of the devices' tags with one key, at most 1,000. Servers know
	 * this since version 1.18.1 of the API.
	 * @param key the key
	 * @param query which values
	 * @return emits the values and completes
	 * @throws IllegalArgumentException if the key is not 1 to 255 letters, digits,
	 * {@code _} or {@code -}
	 * @see <a href="https://docs.losant.com/rest-api/devices/#tag-values">Losant: tag
	 * values</a>
	 */
	Mono<TagValues> tagValues(String key, NamesQuery query);

	/**
	 * Retrieves the names of the devices, at most 1,000. Servers know this since version
	 * 1.22.2 of the API.
	 * @param query which names
	 * @return emits the devices by name and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#device-names">Losant:
	 * device names</a>
	 */
	Mono<DeviceNames> deviceNames(NamesQuery query);

}
