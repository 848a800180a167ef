package dev.mynah.app;

import dev.mynah.secret.KeyRing;
import dev.mynah.secret.PurposeKey;
import dev.mynah.secret.PurposeKeys;
import java.util.List;
import javax.crypto.SecretKey;

/** The keys of devices' passwords at the broker; the same after a restart, so that devices come in again. */
final class DeviceKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKey> keys;

    DeviceKeys(KeyRing ring) {
        keys = ring.keys().stream().map(DeviceKeys::key).toList();
    }

    private static SecretKey key(PurposeKey key) {
        return key.forAlgorithm(ALGORITHM);
    }

    /** Those that make and have made passwords, the present one first. */
    List<SecretKey> all() {
        return keys;
    }

    SecretKey current() {
        return keys.getFirst();
    }

    static DeviceKeys of(PurposeKeys purposes) {
        return new DeviceKeys(purposes.claim("device.mqtt"));
    }
}
