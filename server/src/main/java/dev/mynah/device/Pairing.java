package dev.mynah.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * With whom the server talks under a device's address. Holds nothing that opens anything: a token is made of its id and a
 * key that is not stored with it. Immutable.
 *
 * @param clientId the UUID of the device that was bound; a MAC address alone proves nothing
 * @param tokenId of the token the device is given; null when it was revoked
 * @param previousTokenId of the one before, which holds until the new one was used, at most for a time; null when none
 * @param rotatedAt when the token took the place of the previous one; null when it never did
 * @param boundAt when this pairing was made
 * @param serial the serial number this device proved to have when it was activated; null when it proved none
 */
public record Pairing(
        String clientId,
        @Nullable String tokenId,
        @Nullable String previousTokenId,
        @Nullable Instant rotatedAt,
        Instant boundAt,
        @Nullable String serial) {
    /** A pairing that was just made. */
    public static Pairing made(String clientId, String tokenId, Instant now, @Nullable String serial) {
        return new Pairing(clientId, tokenId, null, null, now, serial);
    }

    /** With a new token, the one so far being the previous one. */
    public Pairing rotated(String newTokenId, Instant now) {
        return new Pairing(clientId, newTokenId, tokenId, tokenId == null ? null : now, boundAt, serial);
    }

    /** Without any token. */
    public Pairing revoked() {
        return new Pairing(clientId, null, null, null, boundAt, serial);
    }
}
