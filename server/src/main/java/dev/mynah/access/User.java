package dev.mynah.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with an account. Immutable.
 *
 * @param password null for people who log in elsewhere only
 * @param disabled may not log in, and nothing of theirs opens a door; their devices go on
 * @param lastLoginAt null when they never did
 * @param version of this state; grows with every change
 */
public record User(
        String id,
        Username name,
        Role role,
        @Nullable PasswordHash password,
        boolean disabled,
        Instant createdAt,
        @Nullable Instant lastLoginAt,
        long version) {
    static User fresh(String id, Username name, Role role, @Nullable PasswordHash password, Instant at) {
        return new User(id, name, role, password, false, at, null, 1);
    }

    User withName(Username other) {
        return new User(id, other, role, password, disabled, createdAt, lastLoginAt, version);
    }

    User withRole(Role other) {
        return new User(id, name, other, password, disabled, createdAt, lastLoginAt, version);
    }

    User withPassword(PasswordHash other) {
        return new User(id, name, role, other, disabled, createdAt, lastLoginAt, version);
    }

    User withDisabled(boolean other) {
        return new User(id, name, role, password, other, createdAt, lastLoginAt, version);
    }

    User withVersion(long other) {
        return new User(id, name, role, password, disabled, createdAt, lastLoginAt, other);
    }

    /** Whether the server would be without an owner if this were the only one and went away. */
    boolean reigns() {
        return role == Role.OWNER && !disabled;
    }
}
