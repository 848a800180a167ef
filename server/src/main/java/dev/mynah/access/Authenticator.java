package dev.mynah.access;

import dev.mynah.storage.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what a request presents into somebody. Looks everything up each time, so what was revoked, disabled or given another
 * role a moment ago counts. Thread-safe; blocks.
 */
public final class Authenticator {
    private static final Duration NOTE_AFTER = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final Logins logins;
    private final ApiKeys keys;
    private final LocalCredential local;
    private final UserStore users;
    private final SessionStore sessions;
    private final InstantSource clock;
    private final LastUsed lastUsed = new LastUsed();

    public Authenticator(
            Transactions transactions,
            Logins logins,
            ApiKeys keys,
            LocalCredential local,
            UserStore users,
            SessionStore sessions,
            InstantSource clock) {
        this.transactions = transactions;
        this.logins = logins;
        this.keys = keys;
        this.local = local;
        this.users = users;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Whoever holds this API key, access token or local credential: what {@code Authorization: Bearer} may carry. */
    public Optional<Proven> bearer(String token) {
        return token.startsWith("mynah")
                ? key(token)
                : logins.ofAccessToken(token).flatMap(session -> proven(session, false));
    }

    /** Whoever holds this API key or local credential: what {@code X-API-Key} may carry. */
    public Optional<Proven> key(String text) {
        Optional<Proven> here = local.holder(text).map(principal -> new Proven(principal, null, false));
        return here.isPresent() ? here : keys.ofText(text).flatMap(this::proven);
    }

    /** Whoever has this session cookie. */
    public Optional<Proven> cookie(String value) {
        return logins.ofCookie(value).flatMap(session -> proven(session, true));
    }

    /** Writes when sessions were last used. */
    public void writeLastUsed() {
        if (!lastUsed.isEmpty()) {
            transactions.run(() -> lastUsed.write(sessions::used));
        }
    }

    private Optional<Proven> proven(LoginSession session, boolean cookie) {
        note(session);
        return active(session.userId()).map(user -> new Proven(principal(user), session, cookie));
    }

    private Optional<Proven> proven(ApiKey key) {
        return active(key.userId())
                .map(user -> new Principal(
                        Actor.Kind.API_KEY,
                        key.id(),
                        key.name(),
                        key.effective(user.role()),
                        user.role().ownOnly(),
                        user.id()))
                .map(principal -> new Proven(principal, null, false));
    }

    /** The user as the one who acts. */
    static Principal principal(User user) {
        Set<Permission> permissions = user.role().permissions();
        return new Principal(
                Actor.Kind.USER,
                user.id(),
                user.name().shown(),
                permissions,
                user.role().ownOnly(),
                user.id());
    }

    private Optional<User> active(String userId) {
        return users.find(userId).filter(user -> !user.disabled());
    }

    private void note(LoginSession session) {
        Instant now = clock.instant();
        Instant known = lastUsed.latest(session.id(), session.usedAt());
        if (Duration.between(known, now).abs().compareTo(NOTE_AFTER) > 0) {
            lastUsed.note(session.id(), now);
        }
    }
}
