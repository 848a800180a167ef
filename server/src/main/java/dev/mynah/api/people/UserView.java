package dev.mynah.api.people;

import dev.mynah.access.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user as the contract shows one. Immutable. */
record UserView(
        String id,
        String username,
        String role,
        boolean disabled,
        boolean hasPassword,
        Instant createdAt,
        @Nullable Instant lastLoginAt) {
    static UserView of(User user) {
        return new UserView(
                user.id(),
                user.name().shown(),
                user.role().label(),
                user.disabled(),
                user.password() != null,
                user.createdAt(),
                user.lastLoginAt());
    }
}
