package dev.mynah.access;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to log in. Immutable; its text shows no secret.
 *
 * @param address where the attempt comes from
 * @param agent what the program calls itself
 * @param knownClient the mark an earlier login left; null when there is none
 */
public record LoginAttempt(
        String username,
        String password,
        String address,
        String agent,
        @Nullable String knownClient) {
    @Override
    public String toString() {
        return "LoginAttempt[" + address + "]";
    }
}
