/**
 * The front door: {@code LosantClient} and {@code LosantApplication}.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j;
