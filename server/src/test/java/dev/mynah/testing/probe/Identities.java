package dev.mynah.testing.probe;

import dev.mynah.access.Role;
import java.util.Map;
import java.util.Optional;

/**
 * Callers of a server that is probed.
 *
 * @param tokens bearer tokens of one person of each role
 * @param other bearer token of a second member, to whom nothing belongs
 * @param cookie of somebody who may do everything, whose CSRF token the probe does not know; empty to leave that out
 */
public record Identities(Map<Role, String> tokens, String other, Optional<String> cookie) {
    String owner() {
        return token(Role.OWNER);
    }

    String token(Role role) {
        return Optional.ofNullable(tokens.get(role)).orElseThrow();
    }
}
