package io.losant4j.device;

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
	 * Creates a device. Not to be repeated blindly: names are not unique, so a second
	 * call makes a second device.
	 * @param device the device to create
	 * @return emits the device as Losant made it and completes
	 * @see <a href="https://docs.losant.com/rest-api/devices/#post">Losant: post</a>
	 */
	Mono<Device> post(DevicePost device);

}
