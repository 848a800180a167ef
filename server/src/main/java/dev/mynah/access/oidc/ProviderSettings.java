package dev.mynah.access.oidc;

import dev.mynah.access.Role;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider and what is made of those who come from it. Immutable; its text shows no secret.
 *
 * @param clientSecret null for a public client
 * @param label what the login page calls it
 * @param nameClaim claim a new user's name is taken from
 * @param roleClaim claim that decides the role, with dots into nested ones; null when people keep the role they have here
 * @param roles values of that claim for each role; never for owners
 * @param defaultRole of people whose claim gives none; empty to refuse them
 */
public record ProviderSettings(
        URI issuer,
        String clientId,
        @Nullable String clientSecret,
        List<String> scopes,
        String label,
        String nameClaim,
        @Nullable String roleClaim,
        Map<Role, List<String>> roles,
        Optional<Role> defaultRole) {
    public ProviderSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
        if (roles.containsKey(Role.OWNER) || defaultRole.equals(Optional.of(Role.OWNER))) {
            throw new IllegalArgumentException("a provider makes no owners");
        }
    }

    @Override
    public String toString() {
        return "ProviderSettings[" + issuer + ", " + clientId + "]";
    }
}
