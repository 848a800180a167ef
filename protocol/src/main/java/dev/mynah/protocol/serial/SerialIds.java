package dev.mynah.protocol.serial;

import dev.mynah.protocol.DeviceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Identities for devices without a network address: a locally administered MAC (second bit of the first octet set, IEEE
 * 802), the same every time for the same name, and never one a network card comes with.
 */
public final class SerialIds {
    private SerialIds() {}

    /** The identity of the device on the port an operator has given this name. */
    public static DeviceId of(String portName) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("serial:" + portName).getBytes(StandardCharsets.UTF_8));
            String rest = HexFormat.ofDelimiter(":").formatHex(digest, 0, 5);
            return new DeviceId("02:" + rest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java has no SHA-256", missing);
        }
    }
}
