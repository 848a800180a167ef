package dev.mynah.secret;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Gives every purpose keys of its own, derived from the master keys by HKDF-SHA256: the same in every process that has the
 * same master keys, and useless for any other purpose. Thread-safe.
 */
public final class PurposeKeys {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");

    private final MasterKeys masters;
    private final Set<String> claimed = ConcurrentHashMap.newKeySet();

    public PurposeKeys(MasterKeys masters) {
        this.masters = masters;
    }

    /**
     * The keys of a purpose, once: whoever needs them for it gets the ring handed on.
     *
     * @param purpose feature and use, such as {@code device.token}; what it names must never change
     * @throws IllegalStateException when the purpose was claimed before: no secret serves two purposes
     */
    public KeyRing claim(String purpose) {
        if (!NAME.matcher(purpose).matches()) {
            throw new IllegalArgumentException(purpose + " names no purpose");
        }
        if (!claimed.add(purpose)) {
            throw new IllegalStateException("the keys for " + purpose + " are in use for something already");
        }
        return new KeyRing(
                purpose,
                masters.keys().stream()
                        .map(master -> new PurposeKey(master.id(), master.derive("purpose " + purpose, 32)))
                        .toList());
    }
}
