package dev.mynah.app;

import dev.mynah.access.Actor;
import dev.mynah.access.ApiKey;
import dev.mynah.access.ApiKeyStore;
import dev.mynah.access.ApiKeys;
import dev.mynah.access.Argon2Parameters;
import dev.mynah.access.AuditTrail;
import dev.mynah.access.Authenticator;
import dev.mynah.access.CommonPasswords;
import dev.mynah.access.FirstOwner;
import dev.mynah.access.LocalCredential;
import dev.mynah.access.LoginKeys;
import dev.mynah.access.LoginThrottle;
import dev.mynah.access.Logins;
import dev.mynah.access.OwnerReset;
import dev.mynah.access.PasswordCheck;
import dev.mynah.access.PasswordRules;
import dev.mynah.access.PasswordWork;
import dev.mynah.access.Role;
import dev.mynah.access.SessionLimits;
import dev.mynah.access.SteadyTime;
import dev.mynah.access.Throttle;
import dev.mynah.access.Tokens;
import dev.mynah.access.Upkeep;
import dev.mynah.access.Users;
import dev.mynah.access.oidc.OidcLogins;
import dev.mynah.access.oidc.ProviderSettings;
import dev.mynah.api.Authentication;
import dev.mynah.api.Resource;
import dev.mynah.api.people.PeopleAuthentication;
import dev.mynah.api.people.PeopleResources;
import dev.mynah.config.AccessSettings;
import dev.mynah.config.Configuration;
import dev.mynah.config.ForeignRole;
import dev.mynah.config.OidcSettings;
import dev.mynah.config.Secret;
import dev.mynah.secret.KeyFile;
import dev.mynah.secret.MasterKeySource;
import dev.mynah.secret.PurposeKeys;
import dev.mynah.secret.Resealing;
import dev.mynah.secret.SealedRecords;
import dev.mynah.secret.SecretSealer;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.sql.access.SqlApiKeyStore;
import dev.mynah.storage.sql.access.SqlAuditStore;
import dev.mynah.storage.sql.access.SqlIdentityStore;
import dev.mynah.storage.sql.access.SqlKeyWitness;
import dev.mynah.storage.sql.access.SqlSessionStore;
import dev.mynah.storage.sql.access.SqlSetupStore;
import dev.mynah.storage.sql.access.SqlUserStore;
import dev.mynah.support.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People, programs and the server's secrets, put together. Started once, stopped once. */
final class Access implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Access.class);
    private static final int REMEMBERED_FAILURES = 20_000;
    private static final Duration WRITE_EVERY = Duration.ofSeconds(30);
    private static final Duration REMOVE_EVERY = Duration.ofHours(1);
    private static final Duration LONGEST_SEALING = Duration.ofSeconds(5);

    private final SecureRandom random = new SecureRandom();
    private final Tokens tokens = new Tokens(random);
    private final PurposeKeys purposes;
    private final AuditTrail audit;
    private final Users users;
    private final ApiKeyStore keyStore;
    private final PasswordWork work;
    private final LocalCredential local;
    private final FirstOwner firstOwner;
    private final Upkeep upkeep;
    private final Authenticator authenticator;
    private final PeopleAuthentication authentication;
    private final @Nullable OidcLogins oidc;
    private final List<Resource> resources;
    private final List<Repeated> repeated;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Thread sealing;

    private Access(Configuration configuration, Sql sql, Scheduler scheduler, InstantSource clock) throws IOException {
        AccessSettings settings = configuration.access();
        Path data = configuration.data();
        purposes = new PurposeKeys(keys(settings, data).keys(new SqlKeyWitness(sql), random));
        audit = new AuditTrail(sql, new SqlAuditStore(sql), clock, settings.auditRetention());
        work = new PasswordWork(Argon2Parameters.DEFAULT, random, passwordThreads(), hashesAtOnce());
        local = LocalCredential.write(data, tokens);
        SqlUserStore userStore = new SqlUserStore(sql);
        SqlSessionStore sessionStore = new SqlSessionStore(sql);
        PasswordRules rules = new PasswordRules(CommonPasswords.read());
        LoginKeys keys = LoginKeys.of(purposes);
        SessionLimits limits = new SessionLimits(settings.sessionIdle(), settings.sessionLongest());
        PasswordCheck check = new PasswordCheck(sql, userStore, audit, work, throttle(scheduler), keys.known());
        users = new Users(sql, userStore, sessionStore, audit, work, check, rules, tokens, clock);
        Logins logins = new Logins(sql, userStore, sessionStore, audit, check, keys, tokens, limits, clock);
        keyStore = new SqlApiKeyStore(sql);
        ApiKeys apiKeys = new ApiKeys(sql, keyStore, userStore, audit, tokens, clock);
        authenticator = new Authenticator(sql, logins, apiKeys, local, userStore, sessionStore, clock);
        firstOwner = new FirstOwner(sql, new SqlSetupStore(sql), userStore, audit, work, rules, tokens, clock, data);
        OwnerReset reset = new OwnerReset(sql, userStore, sessionStore, audit, work, rules, clock, data);
        upkeep = new Upkeep(
                sql, authenticator, apiKeys, sessionStore, limits, audit, new SteadyTime(scheduler, clock), clock);
        authentication = new PeopleAuthentication(authenticator, logins);
        OidcLogins.Services foreign =
                new OidcLogins.Services(sql, users, new SqlIdentityStore(sql), logins, audit, tokens, clock);
        oidc = oidc(settings.oidc(), foreign, scheduler);
        resources = PeopleResources.of(
                new PeopleResources.Services(
                        firstOwner,
                        reset,
                        logins,
                        users,
                        apiKeys,
                        limits,
                        oidc,
                        configuration.http().publicUrl()),
                authentication);
        repeated = repeated(scheduler, upkeep);
    }

    private static LoginThrottle throttle(Scheduler scheduler) {
        return new LoginThrottle(new Throttle(scheduler, REMEMBERED_FAILURES));
    }

    private static List<Repeated> repeated(Scheduler scheduler, Upkeep upkeep) {
        return List.of(
                Repeated.every(WRITE_EVERY, scheduler, "writing when logins were used", upkeep::write),
                Repeated.every(REMOVE_EVERY, scheduler, "removing old logins and audit entries", upkeep::removeOld));
    }

    /**
     * Finds the keys, or makes them, and puts everything together. The database is open and the data directory held.
     *
     * @throws dev.mynah.secret.MasterKeyException when the keys are missing, wrong or open to others
     */
    static Access open(Configuration configuration, Sql sql, Scheduler scheduler, InstantSource clock)
            throws IOException {
        return new Access(configuration, sql, scheduler, clock);
    }

    /** Where the master key is kept, when it is not in the environment. */
    static KeyFile keyFile(AccessSettings settings, Path data) {
        Path named = settings.keyFile();
        return new KeyFile(named == null ? data.resolve("keys").resolve("master.key") : named);
    }

    private static MasterKeySource keys(AccessSettings settings, Path data) {
        Secret variable = settings.masterKey();
        return new MasterKeySource(
                variable == null ? null : variable.value(), keyFile(settings, data), settings.keyFile() != null);
    }

    /** The token with which the first owner is made; empty once there is one. */
    Optional<String> setupToken() throws IOException {
        return firstOwner.offer();
    }

    /**
     * Seals with the present key what features keep sealed with an older one. To be called once at the start, with the
     * records of every feature that has some.
     */
    void sealAnew(List<? extends SealedRecords> records) {
        sealing = Thread.ofVirtual().name("seal-anew").start(() -> {
            int sealed = new Resealing(List.copyOf(records)).run();
            if (sealed > 0) {
                log.info("Sealed {} values with the new master key", sealed);
            }
        });
    }

    /** Who sent a request. */
    Authentication authentication() {
        return authentication;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    /** The operations about people and programs. */
    List<Resource> resources() {
        return resources;
    }

    /** Keys for the purposes of other features. */
    PurposeKeys purposes() {
        return purposes;
    }

    /** See {@link Users#onDeparture}. */
    void onDeparture(BiConsumer<String, Actor> told) {
        users.onDeparture(told);
    }

    /** Whether there is a user of that id; blocks. */
    boolean knows(String userId) {
        return users.find(userId).isPresent();
    }

    /** What the user of that id is called; blocks. */
    Optional<String> userName(String userId) {
        return users.find(userId).map(user -> user.name().shown());
    }

    /** What the key of that id is called; blocks. */
    Optional<String> keyName(String keyId) {
        return keyStore.find(keyId).map(ApiKey::name);
    }

    AuditTrail audit() {
        return audit;
    }

    /** Writes what is to be written; the database is still open. Idempotent. */
    @Override
    public void close() throws IOException {
        if (closed.getAndSet(true)) {
            return;
        }
        repeated.forEach(Repeated::close);
        finishSealing();
        upkeep.write();
        work.close();
        if (oidc != null) {
            oidc.close();
        }
        local.close();
    }

    private void finishSealing() {
        Thread begun = sealing;
        if (begun != null) {
            try {
                begun.join(LONGEST_SEALING);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private @Nullable OidcLogins oidc(
            @Nullable OidcSettings settings, OidcLogins.Services services, Scheduler scheduler) {
        if (settings == null) {
            return null;
        }
        SecretSealer sealer = new SecretSealer(purposes.claim("access.oidc-flow"), random);
        return new OidcLogins(provider(settings), services, sealer, scheduler);
    }

    private static ProviderSettings provider(OidcSettings settings) {
        Secret secret = settings.clientSecret();
        Map<Role, List<String>> roles = new EnumMap<>(Role.class);
        settings.roles().forEach((role, values) -> role(role).ifPresent(ours -> roles.put(ours, values)));
        return new ProviderSettings(
                settings.issuer(),
                settings.clientId(),
                secret == null ? null : secret.value(),
                settings.scopes(),
                settings.label(),
                settings.nameClaim(),
                settings.roleClaim(),
                roles,
                role(settings.defaultRole()));
    }

    private static Optional<Role> role(ForeignRole role) {
        return switch (role) {
            case ADMIN -> Optional.of(Role.ADMIN);
            case OPERATOR -> Optional.of(Role.OPERATOR);
            case VIEWER -> Optional.of(Role.VIEWER);
            case MEMBER -> Optional.of(Role.MEMBER);
            case NONE -> Optional.empty();
        };
    }

    /** Platform threads: the work takes a core each time and must not take one from those that conversations run on. */
    private static ThreadFactory passwordThreads() {
        return Thread.ofPlatform().name("password-", 0).daemon().factory();
    }

    /** One on a small machine, so that a core is left for conversations; each takes 32 MiB. */
    private static int hashesAtOnce() {
        return Runtime.getRuntime().availableProcessors() > 2 ? 2 : 1;
    }
}
