package dev.mynah.config;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the keys about people, programs and secrets. Confined to one thread. */
final class AccessReader {
    /** No configuration key, so that no file with other settings ever holds it. */
    private static final String MASTER_KEY = "MYNAH_MASTER_KEY";

    private final Values values;
    private final Secrets secrets;
    private final Path workingDirectory;

    AccessReader(Values values, Secrets secrets, Path workingDirectory) {
        this.values = values;
        this.secrets = secrets;
        this.workingDirectory = workingDirectory;
    }

    AccessSettings read() {
        return new AccessSettings(
                values.value(AccessKeys.SESSION_IDLE),
                values.value(AccessKeys.SESSION_LONGEST),
                values.value(AccessKeys.AUDIT_RETENTION),
                oidc(),
                values.find(AccessKeys.SECRETS_KEY_FILE)
                        .map(file -> workingDirectory.resolve(file).normalize())
                        .orElse(null),
                secrets.variable(MASTER_KEY).orElse(null));
    }

    private @Nullable OidcSettings oidc() {
        URI issuer = values.find(AccessKeys.OIDC_ISSUER).orElse(null);
        String clientId = values.find(AccessKeys.OIDC_CLIENT_ID).orElse(null);
        if (issuer == null) {
            refuseWithoutIssuer();
            return null;
        }
        if (!issuer.getScheme().equals("https") && !here(issuer)) {
            problem(AccessKeys.OIDC_ISSUER, "must begin with https:// unless the provider runs on this machine");
        }
        if (clientId == null) {
            problem(AccessKeys.OIDC_ISSUER, "needs access.oidc.client-id");
            return null;
        }
        return new OidcSettings(
                issuer,
                clientId,
                clientSecret(),
                scopes(),
                values.value(AccessKeys.OIDC_LABEL),
                values.value(AccessKeys.OIDC_NAME_CLAIM),
                values.find(AccessKeys.OIDC_ROLE_CLAIM).orElse(null),
                roles(),
                values.value(AccessKeys.OIDC_DEFAULT_ROLE));
    }

    private void refuseWithoutIssuer() {
        boolean given = values.has(AccessKeys.OIDC_ISSUER.name());
        AccessKeys.ALL.stream()
                .filter(key -> key.name().startsWith("access.oidc.") && values.has(key.name()) && !given)
                .findFirst()
                .ifPresent(key -> problem(key, "does nothing without access.oidc.issuer"));
    }

    private List<String> scopes() {
        return Stream.concat(Stream.of("openid"), values.value(AccessKeys.OIDC_SCOPES).stream())
                .distinct()
                .toList();
    }

    private Map<ForeignRole, List<String>> roles() {
        var roles = new EnumMap<ForeignRole, List<String>>(ForeignRole.class);
        for (ForeignRole role : ForeignRole.values()) {
            if (role != ForeignRole.NONE) {
                roles.put(role, List.of(role.toString()));
            }
        }
        for (String name : values.chosen(List.of(AccessKeys.OIDC_ROLES))) {
            Key<List<String>> key = AccessKeys.OIDC_ROLES.at(name);
            Optional<ForeignRole> role = roles.keySet().stream()
                    .filter(known -> known.toString().equals(name))
                    .findFirst();
            if (role.isPresent()) {
                values.find(key).ifPresent(claims -> roles.put(role.get(), claims));
            } else {
                problem(
                        key,
                        "'%s' is no role a provider may give; there are admin, operator, viewer and member"
                                .formatted(name));
            }
        }
        return roles;
    }

    private @Nullable Secret clientSecret() {
        Secret given = values.find(AccessKeys.OIDC_CLIENT_SECRET).orElse(null);
        try {
            return given == null ? null : secrets.fetch(given);
        } catch (IllegalArgumentException missing) {
            problem(AccessKeys.OIDC_CLIENT_SECRET, missing.getMessage());
            return null;
        }
    }

    private void problem(Key<?> key, @Nullable String message) {
        values.problem(values.origin(key.name()), key.name() + ": " + message);
    }

    private static boolean here(URI address) {
        String host = address.getHost();
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }
}
