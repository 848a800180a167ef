package dev.mynah.api.people;

import java.time.Duration;

/** The cookies of browsers. None of them can be read by a script or is sent along from another site's page. Stateless. */
final class Cookies {
    /** Proves a login. */
    static final String SESSION = "mynah_session";
    /** The mark by which a browser is known again; see {@link dev.mynah.access.LoggedIn#knownClient}. */
    static final String KNOWN = "mynah_known";
    /** What a browser keeps while it is at an OpenID Connect provider. */
    static final String OIDC = "mynah_oidc";

    private static final String STRICT = "Strict";

    private Cookies() {}

    static String session(String value, Duration lifetime, boolean secure) {
        return cookie(SESSION, value, "/", lifetime, STRICT, secure);
    }

    static String sessionGone(boolean secure) {
        return cookie(SESSION, "", "/", Duration.ZERO, STRICT, secure);
    }

    static String known(String value, boolean secure) {
        return cookie(KNOWN, value, "/api/v1/auth", Duration.ofDays(365), STRICT, secure);
    }

    /** Lax, since it is the provider's page that sends the browser back. */
    static String oidc(String value, Duration lifetime, boolean secure) {
        return cookie(OIDC, value, "/api/v1/auth/oidc", lifetime, "Lax", secure);
    }

    private static String cookie(
            String name, String value, String path, Duration lifetime, String sameSite, boolean secure) {
        return "%s=%s; Path=%s; Max-Age=%d; HttpOnly; SameSite=%s%s"
                .formatted(name, value, path, lifetime.toSeconds(), sameSite, secure ? "; Secure" : "");
    }
}
