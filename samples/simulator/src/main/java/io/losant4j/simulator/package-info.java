/**
 * An embedded Losant: the device, devices, auth and data actions of the REST API over a
 * real socket, kept in memory.
 * <p>
 * {@link io.losant4j.simulator.LosantSimulator} is started by a test or by
 * {@link io.losant4j.simulator.Main}. It shares no code with the client, so that the one
 * can check the other.
 * <p>
 * Inside, a request goes through {@code HttpFront} (reads it), {@code Router} (finds the
 * action and who may call it), an {@code *Actions} class for each resource (checks the
 * body by {@code *Rules}, does the work), {@code Application} and {@code Device} (keep
 * it) and, for live streams, {@code Broadcast}. {@code Throttle} refuses what comes too
 * often, as Losant does; {@code Faults} spoil calls on request.
 * <p>
 * Where Losant's documents are silent or disagree it guesses, so a test should not rely
 * on these: a reading of an attribute that the device lacks is answered by 400; a
 * device's token is answered by 403 for any other device; states and commands of a device
 * are throttled apart from each other, and calls that turn out to be wrong count as well;
 * a body above 1 MiB is answered by 413; a time without a zone is in UTC.
 */
@NullMarked
package io.losant4j.simulator;

import org.jspecify.annotations.NullMarked;
