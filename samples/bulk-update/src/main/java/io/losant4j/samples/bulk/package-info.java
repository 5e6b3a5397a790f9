/**
 * Changes thousands of devices, or reports for them, as a CSV file says.
 * {@link io.losant4j.samples.bulk.BulkUpdate} is the program; {@code Input} reads the
 * file, {@code Planner} says what a row means, {@code Ledger} keeps account of it.
 */
@NullMarked
package io.losant4j.samples.bulk;

import org.jspecify.annotations.NullMarked;
