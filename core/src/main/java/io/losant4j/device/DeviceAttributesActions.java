package io.losant4j.device;

import reactor.core.publisher.Mono;

/**
 * The actions on the attributes of one device. Thread-safe, cheap to make and to keep.
 * Unlike {@link DeviceActions#patch}, which replaces all attributes at once, they leave
 * the others alone.
 *
 * <p>
 * Nothing happens before subscription; each subscription to an action is a call of its
 * own, and cancelling it ends that call. Every publisher may error with a
 * {@link io.losant4j.error.LosantException}.
 *
 * @see <a href="https://docs.losant.com/rest-api/device-attributes/">Losant: device
 * attributes actions</a>
 */
public interface DeviceAttributesActions {

	/**
	 * Retrieves attributes of the device.
	 * @param query which attributes, in which order
	 * @return emits the list and completes; errors with status 404 where there is no such
	 * device
	 * @see <a href="https://docs.losant.com/rest-api/device-attributes/#get">Losant:
	 * get</a>
	 */
	Mono<DeviceAttributeList> get(DeviceAttributesQuery query);

	/**
	 * Adds an attribute to the device.
	 * @param attribute the attribute
	 * @return emits the attribute as Losant made it and completes; errors with status 404
	 * where there is no such device
	 * @throws IllegalArgumentException if the attribute holds what Losant would refuse
	 * @see <a href="https://docs.losant.com/rest-api/device-attributes/#post">Losant:
	 * post</a>
	 */
	Mono<DeviceAttribute> post(DeviceAttribute attribute);

}
