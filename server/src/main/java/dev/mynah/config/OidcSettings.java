package dev.mynah.config;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect provider. Immutable.
 *
 * @param issuer as the provider names itself
 * @param clientSecret null for a public client
 * @param label what the login page calls it
 * @param nameClaim claim a new user's name is taken from
 * @param roleClaim claim that decides the role, with dots into nested ones; null when people keep the role they have here
 * @param roles values of that claim for each role
 * @param defaultRole of people whose claim gives none
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        @Nullable Secret clientSecret,
        List<String> scopes,
        String label,
        String nameClaim,
        @Nullable String roleClaim,
        Map<ForeignRole, List<String>> roles,
        ForeignRole defaultRole) {
    public OidcSettings {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
    }
}
