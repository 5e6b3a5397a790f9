/**
 * Devices: their actions and the things these speak of.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.device;
