/**
 * A Spring Boot service on top of the client: it reports this machine to Losant as a
 * device, and shows on a page what comes back through the device's live streams.
 *
 * <p>
 * {@link io.losant4j.samples.dashboard.MachineSession} is the place to start reading: a
 * device is found or created, and from then on three flows run side by side, the reports
 * to Losant, the states from it and the commands from it.
 */
@NullMarked
package io.losant4j.samples.dashboard;

import org.jspecify.annotations.NullMarked;
