package dev.mynah.provisioning;

import java.time.Instant;

/**
 * A serial number and the key its chip signs with, as they are kept. Immutable.
 *
 * @param serial 1 to 32 visible ASCII characters, no comma
 * @param sealedKey opens only with the server's own key and for this serial number
 * @param importedAt when somebody gave it
 */
public record SealedSerial(String serial, String sealedKey, Instant importedAt) {}
