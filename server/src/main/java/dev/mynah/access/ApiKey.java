package dev.mynah.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program's right to act for a user. Immutable.
 *
 * @param userId whose key it is; it ends with the account and can never do more than the user may at the time
 * @param prefix the beginning of the key, by which people tell their keys apart
 * @param hash SHA-256 of the whole key
 * @param expiresAt null for never
 * @param lastUsedAt null when it never was; some seconds late
 */
public record ApiKey(
        String id,
        String userId,
        String name,
        String prefix,
        String hash,
        Set<Permission> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** What the key may do in the hands of a user with this role. */
    Set<Permission> effective(Role role) {
        Set<Permission> both = EnumSet.noneOf(Permission.class);
        both.addAll(scopes);
        both.retainAll(role.permissions());
        return both;
    }
}
