package dev.mynah.app;

import dev.mynah.secret.KeyFile;
import dev.mynah.secret.KeyRing;
import dev.mynah.secret.MasterKeySource;
import dev.mynah.secret.PurposeKey;
import dev.mynah.secret.PurposeKeys;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.sql.access.SqlKeyWitness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
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

    static DeviceKeys of(Path data, Sql sql, SecureRandom random) {
        try {
            KeyFile file = new KeyFile(data.resolve("keys").resolve("master.key"));
            MasterKeySource source = new MasterKeySource(System.getenv(MasterKeySource.VARIABLE), file, false);
            return new DeviceKeys(new PurposeKeys(source.keys(new SqlKeyWitness(sql), random)).claim("device.mqtt"));
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
