package dev.mynah.access;

import dev.mynah.storage.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What is to be done now and then: what was noted is written, what is old is let go. Confined to one thread; blocks. */
public final class Upkeep {
    /** Kept for a while after they ended, should the clock have been wrong. */
    private static final Duration ENDED = Duration.ofDays(7);

    private final Transactions transactions;
    private final Authenticator authenticator;
    private final ApiKeys keys;
    private final SessionStore sessions;
    private final SessionLimits limits;
    private final AuditTrail audit;
    private final SteadyTime time;
    private final InstantSource clock;

    public Upkeep(
            Transactions transactions,
            Authenticator authenticator,
            ApiKeys keys,
            SessionStore sessions,
            SessionLimits limits,
            AuditTrail audit,
            SteadyTime time,
            InstantSource clock) {
        this.transactions = transactions;
        this.authenticator = authenticator;
        this.keys = keys;
        this.sessions = sessions;
        this.limits = limits;
        this.audit = audit;
        this.time = time;
        this.clock = clock;
    }

    /** Writes when logins and keys were last used. */
    public void write() {
        authenticator.writeLastUsed();
        keys.writeLastUsed();
    }

    /** Removes what is older than it is kept, unless the clock was set since the last time. */
    public void removeOld() {
        if (!time.steady()) {
            return;
        }
        Instant now = clock.instant().minus(ENDED);
        transactions.change(() -> sessions.removeOlder(now.minus(limits.longest()), now.minus(limits.idle())));
        audit.removeOld();
    }
}
