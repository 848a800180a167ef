package dev.mynah.access;

import dev.mynah.secret.MasterKeys;
import dev.mynah.secret.PurposeKeys;
import dev.mynah.testing.VirtualTime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything of the package put together as the server does, with stores in memory, quick hashes and time that stands. */
final class AccessWorld implements AutoCloseable {
    static final Argon2Parameters QUICK = new Argon2Parameters(64, 1);
    static final String HOME = "192.0.2.10";
    static final String GOOD_PASSWORD = "four brown herons";
    static final SessionLimits LIMITS = new SessionLimits(Duration.ofDays(7), Duration.ofDays(30));

    Instant now = Instant.parse("2026-05-01T10:00:00Z");
    final InstantSource clock = () -> now;
    final VirtualTime time = new VirtualTime();
    final SecureRandom random = new SecureRandom();
    final Tokens tokens = new Tokens(random);
    final MemoryAccess memory = new MemoryAccess();
    final UserStore userStore = memory.userStore();
    final SessionStore sessionStore = memory.sessionStore();
    final AuditTrail audit = new AuditTrail(memory, memory.auditStore(), clock, Duration.ofDays(400));
    final PasswordWork work =
            new PasswordWork(QUICK, random, Thread.ofPlatform().daemon().factory(), 2);
    final PasswordRules rules = new PasswordRules(CommonPasswords.read());
    final LoginKeys keys = LoginKeys.of(new PurposeKeys(MasterKeys.fresh(random)));
    final Throttle throttle = new Throttle(time, 1000);
    final PasswordCheck check =
            new PasswordCheck(memory, userStore, audit, work, new LoginThrottle(throttle), keys.known());
    final Users users = new Users(memory, userStore, sessionStore, audit, work, check, rules, tokens, clock);
    final Logins logins = new Logins(memory, userStore, sessionStore, audit, check, keys, tokens, LIMITS, clock);
    final ApiKeys apiKeys = new ApiKeys(memory, memory.keyStore(), userStore, audit, tokens, clock);
    final FirstOwner firstOwner;
    final OwnerReset reset;
    final LocalCredential local;
    final Authenticator authenticator;

    AccessWorld(Path data) throws Exception {
        firstOwner = new FirstOwner(memory, memory.setupStore(), userStore, audit, work, rules, tokens, clock, data);
        reset = new OwnerReset(memory, userStore, sessionStore, audit, work, rules, clock, data);
        local = LocalCredential.write(data, tokens);
        authenticator = new Authenticator(memory, logins, apiKeys, local, userStore, sessionStore, clock);
    }

    /** A server with an owner named {@code olga}. */
    User owner() throws Exception {
        return firstOwner.create(firstOwner.offer().orElseThrow(), "olga", GOOD_PASSWORD, HOME);
    }

    Principal principal(User user) {
        return Authenticator.principal(userStore.find(user.id()).orElseThrow());
    }

    User make(User by, String name, Role role) {
        return users.create(principal(by), HOME, name, GOOD_PASSWORD, role);
    }

    LoggedIn login(String name) {
        return login(name, GOOD_PASSWORD, HOME, null);
    }

    LoggedIn login(String name, String password, String address, @Nullable String knownClient) {
        return logins.login(new LoginAttempt(name, password, address, "test", knownClient));
    }

    void pass(Duration duration) {
        now = now.plus(duration);
        time.pass(duration);
    }

    List<String> actions() {
        return audit.page(AuditQuery.ALL, null, 1000).reversed().stream()
                .map(AuditEntry::action)
                .toList();
    }

    Map<String, String> lastDetails() {
        return audit.page(AuditQuery.ALL, null, 1).getFirst().details();
    }

    @Override
    public void close() {
        work.close();
    }
}
