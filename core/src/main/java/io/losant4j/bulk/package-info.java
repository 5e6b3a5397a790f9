/**
 * Many devices, at the pace that Losant allows: {@link io.losant4j.bulk.StateWriter} and
 * the things it speaks of, and {@link io.losant4j.bulk.BulkUpdates changes and commands}
 * with an outcome for each.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.bulk;
