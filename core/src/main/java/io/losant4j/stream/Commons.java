package io.losant4j.stream;

/**
 * What all lines of a client have in common.
 *
 * @param timing time and chance
 * @param gate limits the connection attempts under way
 * @param listener is told what happens
 */
record Commons(Timing timing, Gate gate, StreamListener listener) {
}
