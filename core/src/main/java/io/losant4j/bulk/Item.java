package io.losant4j.bulk;

/**
 * A report that was taken from its source, and whose outcome is not yet handed over.
 *
 * @param write who took it, and hands the outcome over
 * @param report the report
 * @param bytes what it takes of the write's memory
 */
record Item(Write write, DeviceReport report, int bytes) {

}
