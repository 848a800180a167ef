package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logging in, staying logged in and logging out. A login is one session with a cookie, access tokens and refresh tokens; all
 * end with it, at once. A refresh token is good once: when it comes a second time, somebody has a copy, and the session
 * ends. Thread-safe; blocks.
 */
public final class Logins {
    /** A client that did not get the answer to a refresh may ask again; it gets the same. */
    private static final Duration REPEAT = Duration.ofSeconds(10);

    private final Transactions transactions;
    private final UserStore users;
    private final SessionStore sessions;
    private final AuditLog audit;
    private final PasswordCheck passwords;
    private final LoginKeys keys;
    private final Tokens tokens;
    private final SessionLimits limits;
    private final InstantSource clock;

    public Logins(
            Transactions transactions,
            UserStore users,
            SessionStore sessions,
            AuditLog audit,
            PasswordCheck passwords,
            LoginKeys keys,
            Tokens tokens,
            SessionLimits limits,
            InstantSource clock) {
        this.transactions = transactions;
        this.users = users;
        this.sessions = sessions;
        this.audit = audit;
        this.passwords = passwords;
        this.keys = keys;
        this.tokens = tokens;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Logs somebody in.
     *
     * @throws RefusedException for a wrong name, a wrong password and a disabled account alike; or when to wait
     */
    public LoggedIn login(LoginAttempt attempt) {
        User user = passwords.check(attempt);
        return begin(user, attempt.address(), attempt.agent(), "password");
    }

    /** Begins a session for somebody who proved to be this user; {@code means} says how, for the audit log. */
    public LoggedIn begin(User user, String address, String agent, String means) {
        String secret = tokens.secret();
        Instant now = clock.instant();
        LoginSession session = new LoginSession(
                tokens.id("s_"),
                user.id(),
                Tokens.hash(secret),
                1,
                now,
                now,
                now,
                address,
                agent.substring(0, Math.min(agent.length(), 200)));
        transactions.run(() -> {
            makeRoom(user.id());
            sessions.add(session);
            users.loggedIn(user.id(), now);
            audit.record(
                    actor(user, address),
                    AuditAction.SESSION_BEGUN,
                    new AuditSubject(session.id(), user.name().shown()),
                    Map.of("means", means, "user", user.id()));
        });
        return loggedIn(user, session, session.id() + "." + secret);
    }

    /**
     * Changes a refresh token for a new pair of tokens.
     *
     * @throws RefusedException when it is no longer good; if it was used before, the whole session has ended by now
     */
    public LoggedIn refresh(String token, String address) {
        RefreshToken given = RefreshToken.parse(token, keys.refresh()).orElseThrow(Logins::ended);
        LoginSession session = sessions.find(given.session()).orElseThrow(Logins::ended);
        User user =
                users.find(session.userId()).filter(known -> !known.disabled()).orElseThrow(Logins::ended);
        Instant now = clock.instant();
        if (session.expired(now, limits.idle(), limits.longest())) {
            throw ended();
        }
        if (given.generation() == session.generation()) {
            transactions.change(() -> sessions.refresh(session.id(), given.generation(), now));
        } else if (!repeated(given, session, now)) {
            endStolen(session, user, address);
            throw ended();
        }
        LoginSession renewed = sessions.find(session.id()).orElseThrow(Logins::ended);
        return loggedIn(user, renewed, "");
    }

    /** Ends a session; nothing happens when it has ended. */
    public void logout(Principal by, String address, String sessionId) {
        transactions.run(() -> {
            if (sessions.remove(sessionId)) {
                audit.record(
                        by.actor(address), AuditAction.SESSION_ENDED, new AuditSubject(sessionId, by.name()), Map.of());
            }
        });
    }

    /** A user's sessions, the latest first. */
    public List<LoginSession> of(String userId) {
        return sessions.of(userId).stream()
                .filter(session -> !session.expired(clock.instant(), limits.idle(), limits.longest()))
                .toList();
    }

    /** Ends all sessions of a user; returns how many. */
    public int endAll(Principal by, String address, String userId) {
        return transactions.change(() -> {
            int ended = sessions.removeOf(userId, null);
            audit.record(
                    by.actor(address),
                    AuditAction.SESSION_ALL_ENDED,
                    new AuditSubject(
                            userId,
                            users.find(userId).map(user -> user.name().shown()).orElse("")),
                    Map.of("sessions", Integer.toString(ended)));
            return ended;
        });
    }

    /** What a browser must send along with the session's cookie when it changes something. */
    public String csrf(LoginSession session) {
        return keys.csrf().sign(session.id());
    }

    private LoggedIn loggedIn(User user, LoginSession session, String cookie) {
        return new LoggedIn(
                user,
                session,
                cookie,
                keys.access().issue(user.id(), session.id(), clock.instant()),
                AccessTokens.LIFETIME,
                new RefreshToken(session.id(), session.generation()).text(keys.refresh()),
                csrf(session),
                new KnownClient(user.id(), tokens.id("")).text(keys.known()));
    }

    /** The last token but one, right after it was used: its answer was lost. Never across a clock that was set. */
    private static boolean repeated(RefreshToken given, LoginSession session, Instant now) {
        Duration since = Duration.between(session.refreshedAt(), now);
        return given.generation() == session.generation() - 1 && !since.isNegative() && since.compareTo(REPEAT) <= 0;
    }

    private void endStolen(LoginSession session, User user, String address) {
        transactions.run(() -> {
            if (sessions.remove(session.id())) {
                audit.record(
                        actor(user, address),
                        AuditAction.SESSION_TOKEN_REUSED,
                        new AuditSubject(session.id(), user.name().shown()),
                        Map.of("begun_from", session.address()));
            }
        });
    }

    private void makeRoom(String userId) {
        sessions.of(userId).stream()
                .sorted(Comparator.comparing(LoginSession::usedAt).reversed())
                .skip(SessionLimits.PER_USER - 1)
                .forEach(session -> sessions.remove(session.id()));
    }

    static Actor actor(User user, String address) {
        return new Actor(Actor.Kind.USER, user.id(), user.name().shown(), address);
    }

    private static RefusedException ended() {
        return new RefusedException(ErrorCode.UNAUTHENTICATED, Reason.LOGIN_ENDED);
    }

    /** Whose session a cookie names, if its secret is right. */
    Optional<LoginSession> ofCookie(String cookie) {
        int dot = cookie.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : alive(cookie.substring(0, dot))
                        .filter(session -> Tokens.matches(cookie.substring(dot + 1), session.cookieHash()));
    }

    Optional<LoginSession> ofAccessToken(String token) {
        return keys.access().read(token, clock.instant()).flatMap(claims -> alive(claims.sessionId())
                .filter(session -> session.userId().equals(claims.userId())));
    }

    private Optional<LoginSession> alive(String id) {
        return sessions.find(id).filter(session -> !session.expired(clock.instant(), limits.idle(), limits.longest()));
    }
}
