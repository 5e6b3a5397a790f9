/**
 * One live line out of many connections. Knows nothing of devices: the owner of a
 * {@link io.losant4j.stream.Line} says how to connect, how to decode an event and where
 * the past can be read; {@link io.losant4j.stream.LiveLines} makes one hot source of it.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.stream;
