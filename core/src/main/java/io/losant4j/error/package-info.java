/**
 * What can go wrong. A class of its own exists only where a caller does something else
 * for it; statuses are predicates.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.error;
