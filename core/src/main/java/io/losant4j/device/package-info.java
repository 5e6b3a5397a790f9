/**
 * Devices: {@link io.losant4j.device.DeviceActions one},
 * {@link io.losant4j.device.DevicesActions many}, and the things they speak of.
 */
@org.jspecify.annotations.NullMarked
package io.losant4j.device;
