package dev.mynah.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The keys about people, programs and secrets. */
final class AccessKeys {
    static final Key<Duration> SESSION_IDLE = Key.of(
            "access.session-idle",
            Types.duration(Duration.ofMinutes(15), Duration.ofDays(365)),
            "7d",
            "How long a login lasts that nobody uses.");
    static final Key<Duration> SESSION_LONGEST = Key.of(
            "access.session-longest",
            Types.duration(Duration.ofMinutes(15), Duration.ofDays(365)),
            "30d",
            "How long a login lasts at most; then the password is asked for again.");
    static final Key<Duration> AUDIT_RETENTION = Key.of(
            "access.audit-retention",
            Types.duration(Duration.ofDays(1), Duration.ofDays(3650)),
            "400d",
            "How long the audit log keeps what was done.");

    static final Key<URI> OIDC_ISSUER = Key.withoutDefault(
            "access.oidc.issuer",
            Types.address("https", "http"),
            "OpenID Connect provider people may log in with, as it names itself; http only on this machine. Needs client-id.");
    static final Key<String> OIDC_CLIENT_ID =
            Key.withoutDefault("access.oidc.client-id", Types.name(), "Name of this server at the provider.");
    static final Key<Secret> OIDC_CLIENT_SECRET = Key.withoutDefault(
            "access.oidc.client-secret",
            Types.secret(),
            "Secret of this server at the provider; absent for a public client.");
    static final Key<List<String>> OIDC_SCOPES = Key.of(
            "access.oidc.scopes",
            Types.listOf(Types.name(), 1, "names of scopes"),
            "openid,profile,email",
            "What the provider is asked for; openid is always among it.");
    static final Key<String> OIDC_LABEL =
            Key.of("access.oidc.label", Types.name(), "Single sign-on", "What the login page calls the provider.");
    static final Key<String> OIDC_NAME_CLAIM = Key.of(
            "access.oidc.name-claim",
            Types.name(),
            "preferred_username",
            "Claim that a new user's name is taken from.");
    static final Key<String> OIDC_ROLE_CLAIM = Key.withoutDefault(
            "access.oidc.role-claim",
            Types.name(),
            "Claim that decides the role at every login, such as groups or realm_access.roles; when absent people keep the role they have here.");
    static final Key<List<String>> OIDC_ROLES = Key.withoutDefault(
            "access.oidc.roles.<role>",
            Types.listOf(Types.name(), 1, "values of the claim"),
            "Values of the role claim that give the role admin, operator, viewer or member; when absent, the role's own name.");
    static final Key<ForeignRole> OIDC_DEFAULT_ROLE = Key.of(
            "access.oidc.default-role",
            Types.choice(ForeignRole.class),
            "member",
            "Role of people whose claim gives none; none refuses them.");

    static final Key<String> SECRETS_KEY_FILE = Key.withoutDefault(
            "secrets.key-file",
            Types.name(),
            "File with the server's master key; when absent keys/master.key in the data directory, made at the first start. The variable MYNAH_MASTER_KEY, when set, counts before both.");

    static final List<Key<?>> ALL = List.of(
            SESSION_IDLE,
            SESSION_LONGEST,
            AUDIT_RETENTION,
            OIDC_ISSUER,
            OIDC_CLIENT_ID,
            OIDC_CLIENT_SECRET,
            OIDC_SCOPES,
            OIDC_LABEL,
            OIDC_NAME_CLAIM,
            OIDC_ROLE_CLAIM,
            OIDC_ROLES,
            OIDC_DEFAULT_ROLE,
            SECRETS_KEY_FILE);

    private AccessKeys() {}
}
