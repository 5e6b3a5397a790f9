package io.losant4j.samples.bulk;

import java.util.List;

import io.losant4j.device.UpdateOperation;

/**
 * What a row changes on its device. Each operation changes one tag or adds one attribute,
 * and leaves alone whatever others change meanwhile.
 *
 * @param deviceId the id of the device
 * @param operations what to change
 */
record Change(String deviceId, List<UpdateOperation> operations) {
}
