package dev.mynah.secret;

import java.util.List;
import java.util.Optional;

/**
 * The keys of one purpose, one from each master key. Immutable.
 *
 * @param purpose what they are for
 * @param keys the first makes; the others still prove and open what they once made
 */
public record KeyRing(String purpose, List<PurposeKey> keys) {
    public KeyRing {
        keys = List.copyOf(keys);
    }

    /** The key to sign, seal or mark with. */
    public PurposeKey current() {
        return keys.getFirst();
    }

    /** The key with this id, to check or open what was made with it. */
    public Optional<PurposeKey> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
