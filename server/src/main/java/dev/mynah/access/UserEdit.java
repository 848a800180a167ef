package dev.mynah.access;

import org.jspecify.annotations.Nullable;

/**
 * What is to change about a user; null where nothing is. Immutable; its text shows no password.
 */
public record UserEdit(
        @Nullable String name,
        @Nullable Role role,
        @Nullable Boolean disabled,
        @Nullable String password) {
    @Override
    public String toString() {
        return "UserEdit[name=%s, role=%s, disabled=%s]".formatted(name, role, disabled);
    }
}
