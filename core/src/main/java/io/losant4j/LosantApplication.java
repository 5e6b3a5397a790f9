package io.losant4j;

import io.losant4j.bulk.BulkUpdates;
import io.losant4j.bulk.StateWriter;
import io.losant4j.bulk.WriterOptions;
import io.losant4j.data.DataActions;
import io.losant4j.device.DeviceActions;
import io.losant4j.device.DevicesActions;
import io.losant4j.job.ApplicationJobLogsActions;

/**
 * One application in Losant, and the way to its devices. Thread-safe.
 *
 * @see <a href="https://docs.losant.com/applications/overview/">Losant: applications</a>
 */
public interface LosantApplication {

	/**
	 * The id of the application.
	 * @return 24 hexadecimal characters
	 */
	String id();

	/**
	 * The actions on one device. No network is touched.
	 * @param deviceId the id of the device
	 * @return the actions; cheap to make, and may be kept
	 * @throws IllegalArgumentException if the id is not 24 hexadecimal characters
	 */
	DeviceActions device(String deviceId);

	/**
	 * The actions on all devices of the application.
	 * @return the actions
	 */
	DevicesActions devices();

	/**
	 * Changes and commands for thousands of devices, with one outcome for each.
	 * @return the bulk updates
	 */
	BulkUpdates bulk();

	/**
	 * Questions to the data of the application's devices.
	 * @return the actions
	 */
	DataActions data();

	/**
	 * A writer of states to many devices of the application, at the full speed that
	 * Losant allows. No network is touched.
	 * @param options how it works
	 * @return a new writer, to be kept and shared
	 */
	StateWriter stateWriter(WriterOptions options);

	/**
	 * The logs of the application's jobs: what Losant was asked to do and does later.
	 * @return the actions
	 */
	ApplicationJobLogsActions jobs();

}
