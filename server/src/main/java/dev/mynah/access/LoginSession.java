package dev.mynah.access;

import java.time.Duration;
import java.time.Instant;

/**
 * One login of one user: what its cookie, its access tokens and its refresh tokens belong to, and end with. Immutable.
 *
 * @param cookieHash SHA-256 of the secret in the cookie
 * @param generation how often it was refreshed; the number of the refresh token that may be used
 * @param refreshedAt when the present generation began
 * @param address the login came from
 * @param agent the program that logged in, as it calls itself; shortened
 */
public record LoginSession(
        String id,
        String userId,
        String cookieHash,
        int generation,
        Instant createdAt,
        Instant refreshedAt,
        Instant usedAt,
        String address,
        String agent) {
    /** Whether it has ended by itself. A clock that was set back makes nothing end early. */
    boolean expired(Instant now, Duration idle, Duration longest) {
        return now.isAfter(usedAt.plus(idle)) || now.isAfter(createdAt.plus(longest));
    }
}
