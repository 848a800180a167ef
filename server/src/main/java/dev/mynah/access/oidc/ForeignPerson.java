package dev.mynah.access.oidc;

import dev.mynah.access.ForeignIdentity;
import dev.mynah.access.Role;
import dev.mynah.access.Username;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as the provider vouches for them. Immutable.
 *
 * @param claims everything it says of them
 */
record ForeignPerson(ForeignIdentity identity, Map<String, Object> claims) {
    private static final List<String> NAMES = List.of("preferred_username", "nickname", "email", "name");

    /** The role the settings give them; empty when they are to be refused. */
    Optional<Role> role(ProviderSettings settings) {
        String claim = settings.roleClaim();
        Collection<String> values = claim == null ? List.of() : texts(at(claim));
        return Arrays.stream(Role.values())
                .filter(role ->
                        settings.roles().getOrDefault(role, List.of()).stream().anyMatch(values::contains))
                .findFirst()
                .or(settings::defaultRole);
    }

    /** A name they might have here; whether it is free, others must see. */
    Username name(ProviderSettings settings) {
        if (claims.get(settings.nameClaim()) instanceof String text
                && usable(text).isPresent()) {
            return usable(text).get();
        }
        return NAMES.stream()
                .map(claims::get)
                .filter(String.class::isInstance)
                .flatMap(text -> usable((String) text).stream())
                .findFirst()
                .orElseGet(() -> Username.of("user"));
    }

    /** The text without what no username has. */
    private static Optional<Username> usable(String text) {
        String plain = text.strip().replaceAll("\\s+", ".").replaceAll("[^\\p{L}\\p{M}\\p{Nd}._@+-]", "");
        String begun = plain.replaceFirst("^[^\\p{L}\\p{Nd}]+", "");
        return Username.parse(
                begun.substring(0, begun.offsetByCodePoints(0, Math.min(begun.codePointCount(0, begun.length()), 56))));
    }

    private @Nullable Object at(String path) {
        Object here = claims.get(path); // some names have dots of their own
        if (here != null) {
            return here;
        }
        Object value = claims;
        for (String part : path.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }

    private static Collection<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> Arrays.asList(text.split("[ ,]+"));
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }
}
