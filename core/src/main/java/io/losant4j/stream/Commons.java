package io.losant4j.stream;

import java.util.function.BooleanSupplier;

/**
 * What all lines of a client have in common.
 *
 * @param timing time and chance
 * @param gate limits the connection attempts under way
 * @param budget asked before an attempt is repeated in vain: whether the client can
 * afford it now
 * @param listener is told what happens
 */
record Commons(Timing timing, Gate gate, BooleanSupplier budget, StreamListener listener) {
}
