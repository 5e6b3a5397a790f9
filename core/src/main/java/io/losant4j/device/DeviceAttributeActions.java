package io.losant4j.device;

import reactor.core.publisher.Mono;

/**
 * The actions on one attribute of a device. Thread-safe, cheap to make and to keep.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a call of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}, with status 404 where there is no such
 * attribute.
 *
 * @see <a href="https://docs.losant.com/rest-api/device-attribute/">Losant: device
 * attribute actions</a>
 */
public interface DeviceAttributeActions {

	/**
	 * The name of the attribute.
	 * @return the name
	 */
	String name();

	/**
	 * Retrieves the attribute.
	 * @return emits the attribute and completes
	 * @see <a href="https://docs.losant.com/rest-api/device-attribute/#get">Losant:
	 * get</a>
	 */
	Mono<DeviceAttribute> get();

	/**
	 * Changes the attribute. Its history stays.
	 * @param patch what to change
	 * @return emits the attribute as it is then and completes
	 * @see <a href="https://docs.losant.com/rest-api/device-attribute/#patch">Losant:
	 * patch</a>
	 */
	Mono<DeviceAttribute> patch(DeviceAttributePatch patch);

	/**
	 * Removes the attribute from the device, and its history with it.
	 * @return completes when the attribute is removed
	 * @see <a href="https://docs.losant.com/rest-api/device-attribute/#delete">Losant:
	 * delete</a>
	 */
	Mono<Void> delete();

}
