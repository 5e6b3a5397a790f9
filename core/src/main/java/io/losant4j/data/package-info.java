/**
 * What devices reported, over many devices and over time:
 * {@link io.losant4j.data.DataActions} and the things it speaks of.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.data;
