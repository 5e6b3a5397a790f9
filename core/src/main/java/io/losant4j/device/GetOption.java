package io.losant4j.device;

/**
 * What reading a device may leave out.
 */
public enum GetOption {

	/**
	 * Leave out whether the device is connected, which makes the answer cheaper for
	 * Losant.
	 */
	EXCLUDE_CONNECTION_INFO

}
