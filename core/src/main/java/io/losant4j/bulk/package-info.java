/**
 * Many devices, at the pace that Losant allows: {@link io.losant4j.bulk.StateWriter} and
 * the things it speaks of.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.bulk;
