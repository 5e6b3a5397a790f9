/**
 * Measures what the client costs, beside what a user would write instead.
 * {@link io.losant4j.samples.benchmarks.Benchmarks} is the command; a contender is one
 * file.
 */
@NullMarked
package io.losant4j.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
