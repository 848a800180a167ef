package dev.mynah.access;

import org.jspecify.annotations.Nullable;

/**
 * What is to change about a user; null where nothing is. Immutable.
 *
 * @param version the change is only made to this version of the user; null for whichever there is
 */
public record UserEdit(
        @Nullable String name,
        @Nullable Role role,
        @Nullable Boolean disabled,
        @Nullable String password,
        @Nullable Long version) {
    @Override
    public String toString() {
        return "UserEdit[name=%s, role=%s, disabled=%s]".formatted(name, role, disabled);
    }
}
