package dev.mynah.testing;

import dev.mynah.access.Actor;
import dev.mynah.access.Permission;
import dev.mynah.access.Principal;
import dev.mynah.access.Role;
import dev.mynah.api.Authentication;
import dev.mynah.api.Caller;
import dev.mynah.api.Credentials;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody of every role, whose token is their name: {@code owner}, {@code admin}, {@code operator}, {@code viewer},
 * {@code member} and {@code other}, who is a member too. Known by API key, bearer token or the cookie
 * {@code mynah_session}; the cookie's CSRF token is {@code csrf-NAME}. Thread-safe.
 */
public final class FakePeople implements Authentication {
    private final Map<String, Principal> people = Arrays.stream(Role.values())
            .map(role -> person(role.label(), role))
            .collect(Collectors.toMap(Principal::name, principal -> principal));

    public FakePeople() {
        people.put("other", person("other", Role.MEMBER));
    }

    private static Principal person(String name, Role role) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values()).filter(role::may).forEach(permissions::add);
        return new Principal(Actor.Kind.USER, "u-" + name, name, permissions, role.ownOnly(), "u-" + name);
    }

    public Principal named(String name) {
        return known(name);
    }

    @Override
    public Optional<Caller> caller(Credentials credentials) {
        Optional<String> shown = credentials.apiKey().or(credentials::bearer);
        if (shown.isPresent()) {
            return shown.map(name -> new Caller(known(name), null));
        }
        return Optional.ofNullable(credentials.cookies().get("mynah_session"))
                .map(name -> new Caller(known(name), "csrf-" + name));
    }

    private Principal known(String name) {
        Principal principal = people.get(name);
        if (principal == null) {
            throw new RefusedException(ErrorCode.UNAUTHENTICATED, "There is nobody of that name.");
        }
        return principal;
    }
}
