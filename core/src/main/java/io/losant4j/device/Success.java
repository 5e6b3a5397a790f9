package io.losant4j.device;

/**
 * Losant's word that it did what was asked.
 *
 * @param success whether it did
 */
public record Success(boolean success) {
}
