package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.secret.Signer;
import dev.mynah.storage.Transactions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether name and password belong together, and tells nobody more than that: a name there is not takes as long and
 * is answered as a wrong password is. Thread-safe; blocks.
 */
public final class PasswordCheck {
    private static final Logger log = LoggerFactory.getLogger(PasswordCheck.class);

    private final Transactions transactions;
    private final UserStore users;
    private final AuditLog audit;
    private final PasswordWork work;
    private final LoginThrottle throttle;
    private final Signer known;

    public PasswordCheck(
            Transactions transactions,
            UserStore users,
            AuditLog audit,
            PasswordWork work,
            LoginThrottle throttle,
            Signer known) {
        this.transactions = transactions;
        this.users = users;
        this.audit = audit;
        this.work = work;
        this.throttle = throttle;
        this.known = known;
    }

    /** The user who proved to be one. */
    User check(LoginAttempt attempt) {
        String key = Username.key(attempt.username());
        Optional<User> user = users.named(key);
        LoginThrottle.Attempt counted = throttle.attempt(key, attempt.address(), client(attempt, user));
        LoginThrottle.Begun begun = counted.begin();
        if (!begun.pause().isZero()) {
            throw tooEarly(begun.pause());
        }
        if (!right(user, attempt.password())) {
            // The name may be a password that went into the wrong field.
            log.info("A login from {} failed", attempt.address());
            if (begun.attack() && user.isPresent()) {
                tellOfAttack(user.get(), attempt.address());
            }
            throw new RefusedException(ErrorCode.UNAUTHENTICATED, Reason.LOGIN_WRONG);
        }
        counted.succeeded();
        return renewed(user.orElseThrow(), attempt.password());
    }

    /** Whether the password is that of somebody who is logged in; who guesses waits, as at a login. */
    boolean confirm(User user, PasswordHash hash, String password) {
        LoginThrottle.Attempt counted = throttle.attempt("", "", Optional.of("self " + user.id()));
        LoginThrottle.Begun begun = counted.begin();
        if (!begun.pause().isZero()) {
            throw tooEarly(begun.pause());
        }
        boolean right = work.matches(password, hash);
        if (right) {
            counted.succeeded();
        }
        return right;
    }

    private Optional<String> client(LoginAttempt attempt, Optional<User> user) {
        String mark = attempt.knownClient();
        return mark == null || user.isEmpty()
                ? Optional.empty()
                : KnownClient.parse(mark, known)
                        .filter(client -> client.userId().equals(user.get().id()))
                        .map(client -> client.userId() + " " + client.id());
    }

    private boolean right(Optional<User> user, String password) {
        PasswordHash hash = user.map(User::password).orElse(null);
        if (hash == null) {
            work.pretend(password);
            return false;
        }
        return work.matches(password, hash) && !user.orElseThrow().disabled();
    }

    private User renewed(User user, String password) {
        PasswordHash hash = user.password();
        if (hash == null || !work.outdated(hash)) {
            return user;
        }
        PasswordHash fresh = work.hash(password);
        // A change that came in between has the newer password.
        transactions.change(() -> users.replace(user.withPassword(fresh)));
        return users.find(user.id()).orElse(user);
    }

    /** One entry for an attack, not one for each guess: strangers must not be able to fill the database. */
    private void tellOfAttack(User user, String address) {
        transactions.run(() -> audit.record(
                new Actor(Actor.Kind.SYSTEM, "", "system", address),
                AuditAction.LOGIN_UNDER_ATTACK,
                new AuditSubject(user.id(), user.name().shown()),
                Map.of("username", user.name().shown())));
    }

    private static RefusedException tooEarly(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new RefusedException(
                ErrorCode.TOO_MANY_REQUESTS, Reason.LOGINS_LOCKED, Map.of("retry_after_seconds", seconds));
    }
}
