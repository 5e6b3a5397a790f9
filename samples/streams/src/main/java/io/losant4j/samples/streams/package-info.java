/**
 * Measures what many live streams cost the client: one JVM for the simulator, another for
 * the client. {@link io.losant4j.samples.streams.StreamFigures} is all of it.
 */
@NullMarked
package io.losant4j.samples.streams;

import org.jspecify.annotations.NullMarked;
