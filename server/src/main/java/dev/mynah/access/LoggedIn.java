package dev.mynah.access;

import java.time.Duration;

/**
 * What somebody gets who logged in. Immutable; its text shows no secret.
 *
 * @param cookie value of the session cookie for a browser
 * @param accessToken sent as bearer
 * @param expiresIn how long the access token is good for
 * @param refreshToken to be changed for a new pair, once
 * @param csrf what a browser sends as {@code X-CSRF-Token} along with the cookie
 * @param knownClient value of the cookie by which this browser is known again when its user mistypes the password
 */
public record LoggedIn(
        User user,
        LoginSession session,
        String cookie,
        String accessToken,
        Duration expiresIn,
        String refreshToken,
        String csrf,
        String knownClient) {
    @Override
    public String toString() {
        return "LoggedIn[" + user.id() + ", " + session.id() + "]";
    }
}
