package dev.mynah.app;

import dev.mynah.protocol.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Who the virtual device of a user is: always the same, and no address of a real device (its second bit says that it is
 * locally given). Immutable.
 */
record VirtualIdentity(DeviceId device, String clientId) {
    static VirtualIdentity of(String userId) {
        byte[] seed = ("virtual device of " + userId).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seed);
            hash[0] = (byte) ((hash[0] & 0xfc) | 2);
            String mac = HexFormat.ofDelimiter(":").formatHex(Arrays.copyOf(hash, 6));
            return new VirtualIdentity(
                    DeviceId.parse(mac).orElseThrow(),
                    UUID.nameUUIDFromBytes(seed).toString());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
